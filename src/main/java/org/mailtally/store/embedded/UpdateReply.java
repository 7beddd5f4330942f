package org.mailtally.store.embedded;

import de.bwaldvogel.mongo.bson.Document;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The reply to an `update` command, put together from what became of its updates. Not thread-safe. */
final class UpdateReply {
    private static final int BYTES_OF_A_ROW = 128;

    private final ByteBuf upserted;
    private final List<Document> errors = new ArrayList<>();
    private int upserts;
    private int matched;
    private int modified;

    /** @param updates how many there are */
    UpdateReply(int updates) {
        this.upserted =
                Unpooled.buffer(Integer.BYTES + updates * BYTES_OF_A_ROW).writeIntLE(0);
    }

    /** Adds an update that inserted a document. */
    void inserted(int index, String id) {
        byte[] text = id.getBytes(StandardCharsets.UTF_8);
        ByteBuf to = beginUpserted();
        int start = to.writerIndex();
        to.writeIntLE(0);
        put(BsonElements.INT32, "index", to).writeIntLE(index);
        put(BsonElements.STRING, "_id", to)
                .writeIntLE(text.length + 1)
                .writeBytes(text)
                .writeByte(0);
        to.writeByte(0).setIntLE(start, to.writerIndex() - start);
    }

    private ByteBuf beginUpserted() {
        return put(BsonElements.DOCUMENT, Integer.toString(upserts++), upserted);
    }

    /**
     * Adds the engine's reply to some of the updates.
     *
     * @param indexes which ones of the command these were
     */
    void add(Document reply, List<Integer> indexes) {
        int inserted = 0;
        for (Document upsert : documents(reply, "upserted")) {
            upsert.put("index", indexes.get(number(upsert, "index")));
            beginUpserted().writeBytes(Bson.encode(upsert));
            inserted++;
        }
        for (Document error : documents(reply, "writeErrors")) {
            error.put("index", indexes.get(number(error, "index")));
            errors.add(error);
        }
        matched += number(reply, "n") - inserted;
        modified += number(reply, "nModified");
    }

    private static List<Document> documents(Document reply, String field) {
        List<Document> documents = new ArrayList<>();
        if (reply.get(field) instanceof Iterable<?> parts) {
            parts.forEach(part -> documents.add((Document) part));
        }
        return documents;
    }

    /** A number of a reply; 0 where it has none. */
    static int number(Document reply, String field) {
        return reply.get(field) instanceof Integer number ? number : 0;
    }

    boolean hasErrors() {
        return !errors.isEmpty();
    }

    /** The reply, as BSON. */
    byte[] bson() {
        ByteBuf reply =
                Unpooled.buffer(BYTES_OF_A_ROW + upserted.readableBytes()).writeIntLE(0);
        put(BsonElements.INT32, "n", reply).writeIntLE(matched + upserts);
        put(BsonElements.INT32, "nModified", reply).writeIntLE(modified);
        if (upserts > 0) {
            upserted.writeByte(0).setIntLE(0, upserted.readableBytes());
            put(BsonElements.ARRAY, "upserted", reply).writeBytes(upserted);
        }
        if (hasErrors()) {
            byte[] element = Bson.encode(new Document("writeErrors", errors));
            reply.writeBytes(element, Integer.BYTES, element.length - Integer.BYTES - 1);
        }
        put(BsonElements.DOUBLE, "ok", reply).writeDoubleLE(1);
        reply.writeByte(0).setIntLE(0, reply.readableBytes());
        return ByteBufUtil.getBytes(reply);
    }

    private static ByteBuf put(byte type, String name, ByteBuf to) {
        to.writeByte(type).writeCharSequence(name, StandardCharsets.US_ASCII);
        return to.writeByte(0);
    }
}
