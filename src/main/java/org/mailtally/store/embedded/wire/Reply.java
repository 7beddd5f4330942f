package org.mailtally.store.embedded.wire;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.OpCode;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

/** Replies as they are sent, and the documents of those that refuse. */
final class Reply {
    static final int UNAUTHORIZED = 13;
    static final int AUTHENTICATION_FAILED = 18;
    static final int INVALID_BSON = 22;
    static final int MAX_TIME_EXPIRED = 50;
    static final int TOO_LARGE = 10334;
    /** The kind of an OP_MSG's section that holds its command. */
    private static final byte BODY = 0;

    private static final int USUAL_SIZE = 256;
    private static final int FLAGS_AND_KIND = Integer.BYTES + 1;
    /** Flags, cursor, where it starts, and how many documents there are. */
    private static final int LEGACY_FIELDS = 3 * Integer.BYTES + Long.BYTES;

    private Reply() {}

    /** The refusal of a command. */
    static Document refusal(int code, String codeName, String message) {
        return new Document("ok", 0.0)
                .append("errmsg", message)
                .append("code", code)
                .append("codeName", codeName);
    }

    static byte[] encode(Document reply) {
        ByteBuf bytes = Unpooled.buffer(USUAL_SIZE);
        BsonEncoder.encodeDocument(reply, bytes);
        if (bytes.readableBytes() <= Limits.MESSAGE) {
            return ByteBufUtil.getBytes(bytes);
        }
        return encode(refusal(
                TOO_LARGE,
                "BSONObjectTooLarge",
                "the reply is of " + bytes.readableBytes() + " bytes, and at most " + Limits.MESSAGE
                        + " are sent at once: narrow the filter, add a $limit, or use find"));
    }

    /** The whole message that answers an OP_MSG. */
    static ByteBuf message(ByteBuf into, int answers, byte[] document) {
        return header(into, answers, OpCode.OP_MSG, FLAGS_AND_KIND + document.length)
                .writeIntLE(0)
                .writeByte(BODY)
                .writeBytes(document);
    }

    /** The whole message that answers an OP_QUERY. */
    static ByteBuf legacy(ByteBuf into, int answers, byte[] document) {
        return header(into, answers, OpCode.OP_REPLY, LEGACY_FIELDS + document.length)
                .writeIntLE(0)
                .writeLongLE(0)
                .writeIntLE(0)
                .writeIntLE(1)
                .writeBytes(document);
    }

    private static ByteBuf header(ByteBuf into, int answers, OpCode operation, int length) {
        return into.writeIntLE(WireFrames.HEADER + length)
                .writeIntLE(answers)
                .writeIntLE(answers)
                .writeIntLE(operation.getId());
    }
}
