package org.mailtally.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonType;
import org.bson.RawBsonDocument;

/**
 * A document of plain values that is put together as the bytes which go to the store (bsonspec.org 1.1). By way of a map,
 * and of the driver's codecs, a row would take several times as long; the driver's buffers take texts character by
 * character. Not thread-safe.
 */
final class PlainBson {

    private static final int USUAL_SIZE = 256;

    private byte[] room;
    /** Writes into the room. */
    private ByteBuffer bytes;
    /** Where the document within begins. */
    private int within;

    PlainBson() {
        this(USUAL_SIZE);
    }

    /** @param size for how many bytes there is to be room at first; it grows where these are not enough */
    PlainBson(int size) {
        this.room = new byte[size];
        this.bytes = buffer(room);
        open();
    }

    private static ByteBuffer buffer(byte[] room) {
        return ByteBuffer.wrap(room).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Room for so many bytes more. */
    private ByteBuffer roomFor(int more) {
        if (bytes.remaining() < more) {
            int position = bytes.position();
            room = Arrays.copyOf(room, Math.max(2 * position, Math.addExact(position, more)));
            bytes = buffer(room);
            bytes.position(position);
        }
        return bytes;
    }

    /** Leaves room for a length, and tells where. */
    private int open() {
        int start = bytes.position();
        roomFor(Integer.BYTES).putInt(0);
        return start;
    }

    private void close(int start) {
        roomFor(1).put((byte) 0);
        bytes.putInt(start, bytes.position() - start);
    }

    PlainBson text(String name, String value) {
        byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
        put(BsonType.STRING, name);
        roomFor(Integer.BYTES + encoded.length + 1)
                .putInt(encoded.length + 1)
                .put(encoded)
                .put((byte) 0);
        return this;
    }

    /**
     * Puts a whole number, of 32 bits where it fits: mongosh reads those as plain numbers, and 64 bits as an object that
     * {@code +} makes a text of.
     */
    PlainBson number(String name, long value) {
        if (isShort(value)) {
            put(BsonType.INT32, name);
            roomFor(Integer.BYTES).putInt((int) value);
            return this;
        }
        put(BsonType.INT64, name);
        roomFor(Long.BYTES).putLong(value);
        return this;
    }

    /** Whether a number is put as 32 bits. */
    static boolean isShort(long value) {
        return value == (int) value;
    }

    /** @param seconds since the epoch */
    PlainBson time(String name, long seconds) {
        put(BsonType.DATE_TIME, name);
        roomFor(Long.BYTES).putLong(Math.multiplyExact(seconds, 1000));
        return this;
    }

    PlainBson texts(String name, List<String> values) {
        put(BsonType.ARRAY, name);
        int start = open();
        for (int index = 0; index < values.size(); index++) {
            text(Integer.toString(index), values.get(index));
        }
        close(start);
        return this;
    }

    /** Begins a document within, one at a time; what follows is put into it, until its end. */
    PlainBson begin(String name) {
        put(BsonType.DOCUMENT, name);
        within = open();
        return this;
    }

    /** Ends the document within. */
    PlainBson end() {
        close(within);
        return this;
    }

    /** How many bytes there are. */
    int size() {
        return bytes.position();
    }

    /** The document, which is then complete. */
    BsonDocument document() {
        close(0);
        return new RawBsonDocument(room, 0, size());
    }

    /** The bytes of the document, which is then complete. */
    byte[] bytes() {
        close(0);
        return Arrays.copyOf(room, size());
    }

    /** @param name without a character 0, which would end it */
    private void put(BsonType type, String name) {
        byte[] encoded = name.getBytes(StandardCharsets.UTF_8);
        roomFor(encoded.length + 2).put((byte) type.getValue()).put(encoded).put((byte) 0);
    }
}
