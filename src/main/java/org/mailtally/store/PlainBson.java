package org.mailtally.store;

import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonType;
import org.bson.RawBsonDocument;
import org.bson.io.BasicOutputBuffer;

/**
 * A document of plain values that is put together as the bytes which go to the store (bsonspec.org 1.1). By way of a map,
 * and of the driver's codecs, a row would take several times as long. Not thread-safe.
 */
final class PlainBson {

    private static final int USUAL_SIZE = 256;

    private final BasicOutputBuffer bytes;
    /** Where the document within begins. */
    private int within;

    PlainBson() {
        this(USUAL_SIZE);
    }

    /** @param size for how many bytes there is to be room at first; it grows where these are not enough */
    PlainBson(int size) {
        this.bytes = new BasicOutputBuffer(size);
        open();
    }

    /** Leaves room for a length, and tells where. */
    private int open() {
        int start = bytes.getPosition();
        bytes.writeInt32(0);
        return start;
    }

    private void close(int start) {
        bytes.writeByte(0);
        bytes.writeInt32(start, bytes.getPosition() - start);
    }

    PlainBson text(String name, String value) {
        put(BsonType.STRING, name);
        bytes.writeString(value);
        return this;
    }

    PlainBson number(String name, long value) {
        put(BsonType.INT64, name);
        bytes.writeInt64(value);
        return this;
    }

    /** @param seconds since the epoch */
    PlainBson time(String name, long seconds) {
        put(BsonType.DATE_TIME, name);
        bytes.writeInt64(Math.multiplyExact(seconds, 1000));
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

    /** The document, which is then complete. */
    BsonDocument document() {
        close(0);
        return new RawBsonDocument(bytes.getInternalBuffer(), 0, bytes.getPosition());
    }

    private void put(BsonType type, String name) {
        bytes.writeByte(type.getValue());
        bytes.writeCString(name);
    }
}
