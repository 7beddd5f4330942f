package org.mailtally.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonType;
import org.bson.RawBsonDocument;

/**
 * A document of plain values that is put together as the bytes which go to the store (bsonspec.org 1.1). By way of a map,
 * and of the driver's codecs, a row would take several times as long. Not thread-safe.
 */
final class PlainBson {

    private static final int USUAL_SIZE = 256;

    private byte[] bytes;
    private int size = Integer.BYTES;
    /** Where the document within begins. */
    private int within;

    PlainBson() {
        this(USUAL_SIZE);
    }

    /** @param size for how many bytes there is to be room at first; it grows where these are not enough */
    PlainBson(int size) {
        this.bytes = new byte[Math.max(size, Integer.BYTES)];
    }

    /** @param name of ASCII characters, as are all of them */
    PlainBson text(String name, String value) {
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        element(BsonType.STRING, name, Integer.BYTES + text.length + 1);
        number(size, text.length + 1, Integer.BYTES);
        System.arraycopy(text, 0, bytes, size + Integer.BYTES, text.length);
        size += Integer.BYTES + text.length;
        bytes[size++] = 0;
        return this;
    }

    PlainBson number(String name, long value) {
        element(BsonType.INT64, name, Long.BYTES);
        number(size, value, Long.BYTES);
        size += Long.BYTES;
        return this;
    }

    /** @param seconds since the epoch */
    PlainBson time(String name, long seconds) {
        element(BsonType.DATE_TIME, name, Long.BYTES);
        number(size, Math.multiplyExact(seconds, 1000), Long.BYTES);
        size += Long.BYTES;
        return this;
    }

    PlainBson texts(String name, List<String> values) {
        element(BsonType.ARRAY, name, Integer.BYTES);
        int start = size;
        size += Integer.BYTES;
        for (int index = 0; index < values.size(); index++) {
            text(Integer.toString(index), values.get(index));
        }
        close(start);
        return this;
    }

    /** Begins a document within, one at a time; what follows is put into it, until its end. */
    PlainBson begin(String name) {
        element(BsonType.DOCUMENT, name, Integer.BYTES + 1);
        within = size;
        size += Integer.BYTES;
        return this;
    }

    /** Ends the document within. */
    PlainBson end() {
        close(within);
        return this;
    }

    /** The document, which is then complete. */
    BsonDocument document() {
        close(0);
        return new RawBsonDocument(bytes, 0, size);
    }

    private void close(int start) {
        ensureRoom(1);
        bytes[size++] = 0;
        number(start, size - start, Integer.BYTES);
    }

    private void element(BsonType type, String name, int room) {
        ensureRoom(1 + name.length() + 1 + room);
        bytes[size++] = (byte) type.getValue();
        for (int at = 0; at < name.length(); at++) {
            bytes[size++] = (byte) name.charAt(at);
        }
        bytes[size++] = 0;
    }

    private void number(int at, long value, int length) {
        for (int index = 0; index < length; index++) {
            bytes[at + index] = (byte) (value >> (index * Byte.SIZE));
        }
    }

    private void ensureRoom(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * (bytes.length + more));
        }
    }
}
