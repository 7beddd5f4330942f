package org.mailtally.store.embedded;

import java.nio.charset.StandardCharsets;

/**
 * The elements of a document within BSON bytes (bsonspec.org 1.1), each where it lies, one after the other: those of plain
 * values, and documents. At any other element it stays. Not thread-safe.
 */
final class BsonElements {
    static final byte DOUBLE = 1;
    static final byte STRING = 2;
    static final byte DOCUMENT = 3;
    static final byte ARRAY = 4;
    static final byte DATE = 9;
    static final byte INT32 = 16;
    private static final byte BOOLEAN = 8;
    private static final byte INT64 = 18;
    private static final int SHORTEST_DOCUMENT = 5;

    private final byte[] bytes;
    private final int end;
    private int start;
    private int value;
    private int next;

    /**
     * @param bytes where they break off, an {@link IndexOutOfBoundsException} is thrown here or later
     * @param document where the document's length stands
     */
    BsonElements(byte[] bytes, int document) {
        this.bytes = bytes;
        this.end = document + lengthOfDocument(bytes, document) - 1;
        this.next = document + Integer.BYTES;
    }

    /** The number at a place, little-endian. */
    static int int32(byte[] bytes, int at) {
        return (bytes[at] & 0xff)
                | (bytes[at + 1] & 0xff) << 8
                | (bytes[at + 2] & 0xff) << 16
                | (bytes[at + 3] & 0xff) << 24;
    }

    /** The length of a document at a place, which ends within the bytes. */
    static int lengthOfDocument(byte[] bytes, int at) {
        return length(bytes, at, SHORTEST_DOCUMENT);
    }

    /** A length that is at least so long, and ends within the bytes. */
    private static int length(byte[] bytes, int at, int least) {
        int length = int32(bytes, at);
        if (length < least || length > bytes.length - at) {
            throw new IndexOutOfBoundsException("a length of " + length + " at " + at);
        }
        return length;
    }

    /** Goes to the next element; false behind the last, and before one that is neither plain nor a document. */
    boolean next() {
        if (next >= end) {
            return false;
        }
        int name = next + 1;
        while (bytes[name] != 0) {
            name++;
        }
        int size = size(bytes[next], name + 1);
        if (size < 0 || name + 1 + size > end) {
            return false;
        }
        start = next;
        value = name + 1;
        next = value + size;
        return true;
    }

    private int size(byte type, int at) {
        return switch (type) {
            case STRING -> stringSize(at);
            case DOCUMENT -> lengthOfDocument(bytes, at);
            case BOOLEAN -> (bytes[at] & ~1) == 0 ? 1 : -1;
            case INT32 -> Integer.BYTES;
            case DOUBLE, INT64, DATE -> Long.BYTES;
            default -> -1;
        };
    }

    /** The size of a string, which ends with a zero; less than none where it does not. */
    private int stringSize(int at) {
        int size = Integer.BYTES + length(bytes, at, 1);
        return bytes[at + size - 1] == 0 ? size : -1;
    }

    /** Whether all elements were gone through. */
    boolean isAtEnd() {
        return next == end && bytes[end] == 0;
    }

    byte type() {
        return bytes[start];
    }

    /** Where the element begins: its type, then its name. */
    int start() {
        return start;
    }

    /** Where the element ends. */
    int end() {
        return next;
    }

    /** Where the element's value begins. */
    int value() {
        return value;
    }

    boolean isNamed(String name) {
        return isNamed(bytes, start, name);
    }

    /** Whether an element that begins at a place has a name, of ASCII characters. */
    static boolean isNamed(byte[] bytes, int start, String name) {
        for (int at = 0; at < name.length(); at++) {
            if (bytes[start + 1 + at] != name.charAt(at)) {
                return false;
            }
        }
        return bytes[start + 1 + name.length()] == 0;
    }

    boolean isTrue() {
        return type() == BOOLEAN && bytes[value] == 1;
    }

    long date() {
        return (int32(bytes, value) & 0xffff_ffffL) | ((long) int32(bytes, value + Integer.BYTES) << Integer.SIZE);
    }

    String text() {
        return new String(bytes, value + Integer.BYTES, int32(bytes, value) - 1, StandardCharsets.UTF_8);
    }
}
