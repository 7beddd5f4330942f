package org.mailtally.store.embedded;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.MongoWireProtocolHandler;
import de.bwaldvogel.mongo.wire.OpCode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailtally.store.embedded.wire.WellFormed;

/**
 * An `update` command as the drivers send it, its updates in a sequence beside it, which may be done in any order: read whole,
 * before anything is done of it. Layout: github.com/mongodb/specifications, "OP_MSG". Not thread-safe.
 */
final class UpdateMessage {
    private static final int OP_CODE = 12;
    private static final int FLAGS = 16;
    private static final int SECTION = 20;
    private static final byte BODY = 0;
    private static final byte SEQUENCE = 1;
    private static final String NAME = "update";
    private static final String UPDATES = "updates";
    /** The kind of the section, the command's length, and the type of its first element. */
    private static final int BEFORE_NAME = 1 + Integer.BYTES;

    private final byte[] bytes;
    private final Document command;
    private final List<Update> updates;

    /** An update: a plain one, whose bytes are decoded where they have to be, or another, which is. */
    private record Update(int start, @Nullable PlainUpsert plain, @Nullable Document decoded) {}

    private UpdateMessage(byte[] bytes, Document command, List<Update> updates) {
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
        byte[] header = ByteBufUtil.getBytes(frame, start, SECTION + BEFORE_NAME + NAME.length() + 2);
        return BsonElements.isNamed(header, SECTION + BEFORE_NAME, NAME) ? readUpdate(frame) : null;
    }

    private static @Nullable UpdateMessage readUpdate(ByteBuf frame) {
        byte[] bytes = ByteBufUtil.getBytes(frame);
        try {
            int sequence = SECTION + 1 + BsonElements.int32(bytes, SECTION + 1);
            Document command = decoded(bytes, SECTION + 1);
            List<Integer> starts = starts(bytes, sequence);
            if (starts == null || !isUnderstood(command) || (starts.size() > 1 && BulkWrite.isOrdered(command))) {
                return null;
            }
            return new UpdateMessage(bytes, command, read(bytes, starts));
        } catch (RuntimeException e) {
            return null; // it is said by whoever reads such bytes as any other message
        }
    }

    private static boolean isUnderstood(Document command) {
        return command.get(NAME) instanceof String
                && command.get("$db") instanceof String database
                && !database.equals("admin")
                && !command.containsKey(UPDATES);
    }

    /** Where each update of the one sequence behind the command begins; null where there is something else. */
    private static @Nullable List<Integer> starts(byte[] bytes, int sequence) {
        int end = sequence + 1 + BsonElements.int32(bytes, sequence + 1);
        int name = sequence + Integer.BYTES;
        if (bytes[sequence] != SEQUENCE || end != bytes.length || !BsonElements.isNamed(bytes, name, UPDATES)) {
            return null;
        }
        List<Integer> starts = new ArrayList<>();
        int at = name + 1 + UPDATES.length() + 1;
        while (at < end && starts.size() < MongoWireProtocolHandler.MAX_WRITE_BATCH_SIZE) {
            starts.add(at);
            at += BsonElements.lengthOfDocument(bytes, at);
        }
        return at == end && !starts.isEmpty() ? starts : null;
    }

    private static List<Update> read(byte[] bytes, List<Integer> starts) {
        PlainUpserts upserts = new PlainUpserts(bytes);
        List<Update> updates = new ArrayList<>(starts.size());
        for (int start : starts) {
            PlainUpsert plain = upserts.read(start);
            Document decoded = plain == null ? decoded(bytes, start) : null;
            updates.add(new Update(start, plain, decoded));
        }
        return updates;
    }

    private static Document decoded(byte[] bytes, int start) {
        return WellFormed.decode(Unpooled.wrappedBuffer(bytes), start, bytes.length);
    }

    /** The command, without its updates. */
    Document command() {
        return command;
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

    boolean hasPlain() {
        return updates.stream().anyMatch(update -> update.plain() != null);
    }

    /** One of the updates; null where it is not plain. */
    @Nullable
    PlainUpsert plain(int index) {
        return updates.get(index).plain();
    }

    /** The command with these of its updates. */
    Document command(List<Integer> indexes) {
        List<Document> chosen = new ArrayList<>();
        for (int index : indexes) {
            Update update = updates.get(index);
            chosen.add(update.decoded() == null ? decoded(bytes, update.start()) : update.decoded());
        }
        Document copy = command.clone();
        copy.put(UPDATES, chosen);
        return copy;
    }

    @Override
    public String toString() {
        return command + " with " + updates.size() + " updates";
    }
}
