package org.mailtally.store;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.bson.BsonBinaryReader;
import org.bson.BsonType;
import org.bson.BsonWriter;
import org.bson.Document;
import org.bson.codecs.Codec;
import org.bson.codecs.DocumentCodec;
import org.bson.codecs.EncoderContext;
import org.bson.codecs.configuration.CodecProvider;
import org.bson.codecs.configuration.CodecRegistry;
import org.bson.io.BasicOutputBuffer;
import org.bson.io.BsonOutput;
import org.jspecify.annotations.Nullable;

/**
 * The driver's codec of documents, which writes those of plain values, as rows are asked for and raised by, at once: to the
 * same bytes (bsonspec.org 1.1), without a look for the codec of each value, which takes several times as long. All other
 * documents are left to the driver. Thread-safe.
 */
final class PlainDocumentCodec extends DocumentCodec {

    private static final int USUAL_SIZE = 256;

    PlainDocumentCodec(CodecRegistry registry) {
        super(registry);
    }

    /** Gives this codec to the driver. */
    static CodecProvider provider() {
        return new CodecProvider() {
            @Override
            @SuppressWarnings("unchecked") // the class is that of the type
            public <T> @Nullable Codec<T> get(Class<T> type, CodecRegistry registry) {
                return type == Document.class ? (Codec<T>) new PlainDocumentCodec(registry) : null;
            }
        };
    }

    @Override
    public void encode(BsonWriter writer, Document document, EncoderContext context) {
        BasicOutputBuffer bytes = new BasicOutputBuffer(USUAL_SIZE);
        if (context.isEncodingCollectibleDocument() || !putFields(document, bytes)) {
            super.encode(writer, document, context);
            return;
        }
        ByteBuffer bson = ByteBuffer.wrap(bytes.getInternalBuffer(), 0, bytes.getPosition());
        try (BsonBinaryReader reader = new BsonBinaryReader(bson)) {
            writer.pipe(reader);
        }
    }

    /** Puts a document; false where one of its values is not plain, and what was put is worth nothing. */
    private static boolean putFields(Map<String, Object> document, BsonOutput into) {
        int start = into.getPosition();
        into.writeInt32(0);
        for (Map.Entry<String, Object> field : document.entrySet()) {
            if (!put(field.getKey(), field.getValue(), into)) {
                return false;
            }
        }
        end(start, into);
        return true;
    }

    private static boolean putElements(List<?> list, BsonOutput into) {
        int start = into.getPosition();
        into.writeInt32(0);
        int index = 0;
        for (Object element : list) {
            if (!put(Integer.toString(index++), element, into)) {
                return false;
            }
        }
        end(start, into);
        return true;
    }

    private static void end(int start, BsonOutput into) {
        into.writeByte(0);
        into.writeInt32(start, into.getPosition() - start);
    }

    private static boolean put(String name, @Nullable Object value, BsonOutput into) {
        if (value instanceof String text) {
            put(BsonType.STRING, name, into);
            into.writeString(text);
        } else if (value instanceof Long number) {
            put(BsonType.INT64, name, into);
            into.writeInt64(number);
        } else if (value instanceof Integer number) {
            put(BsonType.INT32, name, into);
            into.writeInt32(number);
        } else if (value instanceof Boolean flag) {
            put(BsonType.BOOLEAN, name, into);
            into.writeByte(flag ? 1 : 0);
        } else if (value instanceof Instant time) {
            put(BsonType.DATE_TIME, name, into);
            into.writeInt64(time.toEpochMilli());
        } else if (value instanceof Document fields) {
            put(BsonType.DOCUMENT, name, into);
            return putFields(fields, into);
        } else if (value instanceof List<?> elements) {
            put(BsonType.ARRAY, name, into);
            return putElements(elements, into);
        } else {
            return false;
        }
        return true;
    }

    private static void put(BsonType type, String name, BsonOutput into) {
        into.writeByte(type.getValue());
        into.writeCString(name);
    }
}
