package org.mailtally.store.embedded;

import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;

/** The bulk writes whose order or reply the engine gets wrong: an ordered one ends at the first error. */
final class BulkWrite {
    /** The engine's own answer to a command. */
    interface Engine {
        Document run(Document command);
    }

    private BulkWrite() {}

    /** Inserts, and corrects the number of documents inserted. */
    static Document insert(Document command, Engine engine) {
        boolean ordered = isOrdered(command);
        command.put("ordered", ordered);
        Document reply = engine.run(command);
        if (reply.get("writeErrors") instanceof List<?> errors && !errors.isEmpty()) {
            Object beforeError = ((Document) errors.get(0)).get("index");
            reply.put("n", ordered ? beforeError : UpdateReply.number(reply, "n") - errors.size());
        }
        return reply;
    }

    /** Updates, one by one when they are ordered, as the engine would go on after an error. */
    static Document update(Document command, Engine engine) {
        if (!isOrdered(command) || !(command.get("updates") instanceof List<?> updates) || updates.size() == 1) {
            return engine.run(command);
        }
        UpdateReply reply = new UpdateReply(updates.size());
        for (int index = 0; index < updates.size() && !reply.hasErrors(); index++) {
            Document single = command.clone();
            single.put("updates", List.of(updates.get(index)));
            reply.add(engine.run(single), List.of(index));
        }
        return Bson.decode(reply.bson());
    }

    /** Whether a command's parts are to be done in their order, as they are where it says nothing. */
    static boolean isOrdered(Document command) {
        return !command.containsKey("ordered") || Utils.isTrue(command.get("ordered"));
    }
}
