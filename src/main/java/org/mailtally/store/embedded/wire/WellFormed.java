package org.mailtally.store.embedded.wire;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.BsonConstants;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import io.netty.buffer.ByteBuf;

/**
 * The check of BSON bytes that strangers sent: that each declared length ends within what surrounds it, that they nest no
 * deeper than {@link Limits#DEPTH} and hold no more fields than memory is for. The engine's decoder allocates by the lengths
 * it finds. Not thread-safe.
 */
final class WellFormed {
    private static final int SHORTEST_DOCUMENT = 5;
    private static final int UUID_BYTES = 16;
    private static final int OBJECT_ID_BYTES = 12;
    private static final int DECIMAL_BYTES = 16;

    private final ByteBuf bytes;
    private int fields;

    WellFormed(ByteBuf bytes) {
        this.bytes = bytes;
    }

    /**
     * Checks a document and decodes it.
     *
     * @param at where it begins
     * @param limit where it has to end at the latest
     * @throws MalformedMessageException where it is none
     */
    Document decode(int at, int limit) {
        int end = document(at, limit);
        try {
            return BsonDecoder.decodeBson(bytes.slice(at, end - at));
        } catch (RuntimeException e) {
            throw new MalformedMessageException("a document that cannot be read: " + e.getMessage());
        }
    }

    /**
     * Checks a document.
     *
     * @param at where it begins
     * @param limit where it has to end at the latest
     * @return where it ends
     * @throws MalformedMessageException where it is none
     */
    int document(int at, int limit) {
        return document(at, limit, 1);
    }

    private int document(int at, int limit, int depth) {
        if (depth > Limits.DEPTH) {
            throw new MalformedMessageException("documents nest deeper than " + Limits.DEPTH + " levels");
        }
        int end = at + length(at, limit, SHORTEST_DOCUMENT, 0);
        int next = at + Integer.BYTES;
        while (next < end - 1 && bytes.getByte(next) != 0) {
            if (++fields > Limits.FIELDS) {
                throw new MalformedMessageException("more than " + Limits.FIELDS + " fields: send fewer at once");
            }
            int value = text(next + 1, end - 1);
            next = value(bytes.getByte(next), value, end - 1, depth);
        }
        if (next != end - 1 || bytes.getByte(next) != 0) {
            throw new MalformedMessageException("a document does not end where it says");
        }
        return end;
    }

    /** Checks a value; returns where it ends. */
    private int value(byte type, int at, int limit, int depth) {
        return switch (type) {
            case BsonConstants.TYPE_DOUBLE,
                    BsonConstants.TYPE_UTC_DATETIME,
                    BsonConstants.TYPE_TIMESTAMP,
                    BsonConstants.TYPE_INT64 -> fixed(at, limit, Long.BYTES);
            case BsonConstants.TYPE_UTF8_STRING, BsonConstants.TYPE_JAVASCRIPT_CODE, BsonConstants.TYPE_SYMBOL ->
                string(at, limit);
            case BsonConstants.TYPE_EMBEDDED_DOCUMENT, BsonConstants.TYPE_ARRAY -> document(at, limit, depth + 1);
            case BsonConstants.TYPE_DATA -> binary(at, limit);
            case BsonConstants.TYPE_UNDEFINED,
                    BsonConstants.TYPE_NULL,
                    BsonConstants.TYPE_MIN_KEY,
                    BsonConstants.TYPE_MAX_KEY -> at;
            case BsonConstants.TYPE_OBJECT_ID -> fixed(at, limit, OBJECT_ID_BYTES);
            case BsonConstants.TYPE_BOOLEAN -> fixed(at, limit, 1);
            case BsonConstants.TYPE_REGEX -> text(text(at, limit), limit);
            case BsonConstants.TYPE_INT32 -> fixed(at, limit, Integer.BYTES);
            case BsonConstants.TYPE_DECIMAL128 -> fixed(at, limit, DECIMAL_BYTES);
            default ->
                throw new MalformedMessageException("a value of a type that is not stored: 0x%02x".formatted(type));
        };
    }

    private int binary(int at, int limit) {
        int length = length(at, limit, 0, Integer.BYTES + 1);
        byte kind = bytes.getByte(at + Integer.BYTES);
        boolean isUuid = kind == BsonConstants.BINARY_SUBTYPE_OLD_UUID || kind == BsonConstants.BINARY_SUBTYPE_UUID;
        if (isUuid && length != UUID_BYTES) {
            throw new MalformedMessageException("a UUID of " + length + " bytes");
        }
        return at + Integer.BYTES + 1 + length;
    }

    private int string(int at, int limit) {
        int end = at + Integer.BYTES + length(at, limit, 1, Integer.BYTES);
        if (bytes.getByte(end - 1) != 0) {
            throw new MalformedMessageException("a string does not end where it says");
        }
        return end;
    }

    /** Checks a text that ends with a zero before a limit; returns where it ends. */
    int text(int at, int limit) {
        int zero = at < limit ? bytes.indexOf(at, limit, (byte) 0) : -1;
        if (zero < 0) {
            throw new MalformedMessageException("a name does not end within its document");
        }
        return zero + 1;
    }

    /** Checks a declared length, behind so many bytes which it does not include; returns it. */
    int length(int at, int limit, int least, int before) {
        int length = Integer.BYTES <= limit - at ? bytes.getIntLE(at) : -1;
        if (length < least || length > limit - at - before) {
            throw new MalformedMessageException("a length of " + length + " where " + (limit - at) + " bytes are left");
        }
        return length;
    }

    private static int fixed(int at, int limit, int length) {
        if (length > limit - at) {
            throw new MalformedMessageException("a value does not end within its document");
        }
        return at + length;
    }
}
