package org.mailtally.store.embedded;

import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.OpCode;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An `update` command as it came, whose updates may be done in any order: these are left as BSON, in a sequence beside the
 * command, as the drivers send them. Layout: github.com/mongodb/specifications, "OP_MSG". Not thread-safe.
 */
final class UpdateMessage {
    private static final int REQUEST_ID = 4;
    private static final int OP_CODE = 12;
    private static final int FLAGS = 16;
    private static final int SECTION = 20;
    private static final byte BODY = 0;
    private static final byte SEQUENCE = 1;
    private static final String NAME = "update";
    private static final String UPDATES = "updates";
    /** The kind of the section, the command's length, and the type of its first element. */
    private static final int BEFORE_NAME = 1 + Integer.BYTES;

    private final ByteBuffer bytes;
    private final Document command;
    private final List<Integer> updates;

    private UpdateMessage(ByteBuffer bytes, Document command, List<Integer> updates) {
        this.bytes = bytes;
        this.command = command;
        this.updates = updates;
    }

    /** Reads a whole message, which is left as it is; null where it is another one. */
    static @Nullable UpdateMessage read(ByteBuf frame) {
        int start = frame.readerIndex();
        boolean isOther = frame.readableBytes() < SECTION + BEFORE_NAME + NAME.length() + 2
                || frame.getIntLE(start + OP_CODE) != OpCode.OP_MSG.getId()
                || frame.getIntLE(start + FLAGS) != 0
                || frame.getByte(start + SECTION) != BODY;
        if (isOther) {
            return null;
        }
        ByteBuffer header = frame.nioBuffer(start, SECTION + BEFORE_NAME + NAME.length() + 2);
        return BsonElements.isNamed(header, SECTION + BEFORE_NAME, NAME) ? readUpdate(frame) : null;
    }

    private static @Nullable UpdateMessage readUpdate(ByteBuf frame) {
        byte[] message = ByteBufUtil.getBytes(frame);
        ByteBuffer bytes = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
        try {
            int sequence = SECTION + 1 + bytes.getInt(SECTION + 1);
            List<Integer> updates = updates(bytes, sequence);
            Document command =
                    BsonDecoder.decodeBson(Unpooled.wrappedBuffer(message, SECTION + 1, sequence - SECTION - 1));
            boolean anyOrder =
                    updates.size() == 1 || (command.containsKey("ordered") && !Utils.isTrue(command.get("ordered")));
            return anyOrder && command.get("$db") instanceof String ? new UpdateMessage(bytes, command, updates) : null;
        } catch (RuntimeException e) {
            return null; // the engine says what is wrong with such bytes
        }
    }

    /** Where each update of the one sequence behind the command begins; none where there is something else. */
    private static List<Integer> updates(ByteBuffer bytes, int sequence) {
        List<Integer> updates = new ArrayList<>();
        int end = sequence + 1 + bytes.getInt(sequence + 1);
        int name = sequence + Integer.BYTES;
        if (bytes.get(sequence) != SEQUENCE || end != bytes.limit() || !BsonElements.isNamed(bytes, name, UPDATES)) {
            return List.of();
        }
        int at = name + 1 + UPDATES.length() + 1;
        while (at < end) {
            updates.add(at);
            at += Math.max(bytes.getInt(at), 1);
        }
        return at == end ? updates : List.of();
    }

    int requestId() {
        return bytes.getInt(REQUEST_ID);
    }

    String database() {
        return String.valueOf(command.get("$db"));
    }

    String collection() {
        return String.valueOf(command.get(NAME));
    }

    int size() {
        return updates.size();
    }

    /** One of the updates; null where it is not plain. */
    @Nullable
    PlainUpsert plain(int index) {
        return PlainUpsert.of(bytes, updates.get(index));
    }

    /** The command with these of its updates. */
    Document command(List<Integer> indexes) {
        List<Document> decoded = new ArrayList<>();
        for (int index : indexes) {
            int start = updates.get(index);
            decoded.add(BsonDecoder.decodeBson(Unpooled.wrappedBuffer(bytes.slice(start, bytes.getInt(start)))));
        }
        Document copy = command.clone();
        copy.put(UPDATES, decoded);
        return copy;
    }
}
