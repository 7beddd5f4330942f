package org.mailtally.store.embedded.wire;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.OpCode;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A message, read: a command and what its reply is to look like.
 *
 * @param id the message's number, which its reply names
 * @param database the database that it is for
 * @param command the command, its name first, with the documents that came beside it
 * @param isAnswered whether its sender wants a reply
 * @param isLegacy whether it came as an OP_QUERY, in which old drivers greet
 */
record Request(int id, String database, Document command, boolean isAnswered, boolean isLegacy) {
    private static final int FLAGS = WireFrames.HEADER;
    private static final int SECTIONS = FLAGS + Integer.BYTES;
    private static final int CHECKSUM_PRESENT = 1;
    private static final int MORE_TO_COME = 2;
    private static final int REQUIRED_FLAGS = 0xffff;
    private static final int CHECKSUM_BYTES = 4;
    private static final byte BODY = 0;
    private static final byte SEQUENCE = 1;
    private static final String COMMANDS = ".$cmd";

    /**
     * Reads a whole message.
     *
     * @throws MalformedMessageException where it is not well formed, or nothing that is answered here
     */
    static Request read(ByteBuf frame) {
        ByteBuf message = frame.slice();
        int operation = WireFrames.opCode(message);
        if (operation == OpCode.OP_MSG.getId()) {
            return readMessage(message);
        }
        if (operation == OpCode.OP_QUERY.getId()) {
            return readQuery(message);
        }
        throw new MalformedMessageException("messages of the operation " + operation + " are not answered");
    }

    /** The name of the command. */
    String name() {
        return command.keySet().iterator().next();
    }

    private static Request readMessage(ByteBuf message) {
        int flags = message.readableBytes() < SECTIONS ? REQUIRED_FLAGS : message.getIntLE(FLAGS);
        if ((flags & REQUIRED_FLAGS & ~(CHECKSUM_PRESENT | MORE_TO_COME)) != 0) {
            throw new MalformedMessageException("an OP_MSG with flags that are not known");
        }
        int end = message.readableBytes() - ((flags & CHECKSUM_PRESENT) != 0 ? CHECKSUM_BYTES : 0);
        WellFormed bytes = new WellFormed(message);
        Document command = new Document();
        Document beside = new Document();
        for (int at = SECTIONS; at < end; ) {
            byte kind = message.getByte(at);
            if (kind == BODY && command.isEmpty()) {
                command = bytes.decode(at + 1, end);
                at = at + 1 + message.getIntLE(at + 1);
            } else if (kind == SEQUENCE) {
                at = readSequence(message, bytes, at + 1, end, beside);
            } else {
                throw new MalformedMessageException("an OP_MSG of sections that are not known");
            }
        }
        if (command.isEmpty() || beside.keySet().stream().anyMatch(command::containsKey)) {
            throw new MalformedMessageException("an OP_MSG without a command, or with a field of it twice");
        }
        Object database = command.get("$db");
        command.putAll(beside);
        return new Request(
                WireFrames.requestId(message),
                database instanceof String name ? name : "",
                command,
                (flags & MORE_TO_COME) == 0,
                false);
    }

    private static int readSequence(ByteBuf message, WellFormed bytes, int at, int limit, Document beside) {
        int end = at + bytes.length(at, limit, Integer.BYTES + 1, 0);
        int first = bytes.text(at + Integer.BYTES, end);
        String name = name(message, at + Integer.BYTES, first);
        List<Document> documents = new ArrayList<>();
        for (int next = first; next < end; ) {
            documents.add(bytes.decode(next, end));
            next += message.getIntLE(next);
        }
        if (documents.isEmpty() || beside.put(name, documents) != null) {
            throw new MalformedMessageException("a sequence that is empty, or there twice");
        }
        return end;
    }

    private static Request readQuery(ByteBuf message) {
        int limit = message.readableBytes();
        WellFormed bytes = new WellFormed(message);
        int namespace = FLAGS + Integer.BYTES;
        int afterNamespace = bytes.text(namespace, limit);
        String name = name(message, namespace, afterNamespace);
        int query = afterNamespace + 2 * Integer.BYTES;
        Document command = bytes.decode(query, limit);
        if (!name.endsWith(COMMANDS) || command.isEmpty()) {
            throw new MalformedMessageException("an OP_QUERY that is no command: use a driver that sends OP_MSG");
        }
        String database = name.substring(0, name.length() - COMMANDS.length());
        return new Request(WireFrames.requestId(message), database, command, true, true);
    }

    private static String name(ByteBuf message, int from, int end) {
        return message.toString(from, end - 1 - from, StandardCharsets.UTF_8);
    }
}
