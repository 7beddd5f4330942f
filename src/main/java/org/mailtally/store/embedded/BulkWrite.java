package org.mailtally.store.embedded;

import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
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
            reply.put("n", ordered ? beforeError : number(reply, "n") - errors.size());
        }
        return reply;
    }

    /** Updates, one by one when they are ordered, as the engine would go on after an error. */
    static Document update(Document command, Engine engine) {
        if (!isOrdered(command) || !(command.get("updates") instanceof List<?> updates) || updates.size() == 1) {
            return engine.run(command);
        }
        int matched = 0;
        int modified = 0;
        List<Document> upserted = new ArrayList<>();
        List<Document> errors = new ArrayList<>();
        for (int index = 0; index < updates.size() && errors.isEmpty(); index++) {
            Document single = command.clone();
            single.put("updates", List.of(updates.get(index)));
            Document reply = engine.run(single);
            matched += number(reply, "n");
            modified += number(reply, "nModified");
            collect(reply, "upserted", index, upserted);
            collect(reply, "writeErrors", index, errors);
        }
        Document reply = new Document("n", matched).append("nModified", modified);
        if (!upserted.isEmpty()) {
            reply.put("upserted", upserted);
        }
        if (!errors.isEmpty()) {
            reply.put("writeErrors", errors);
        }
        return reply.append("ok", 1.0);
    }

    private static void collect(Document reply, String field, int index, List<Document> all) {
        if (reply.get(field) instanceof Iterable<?> parts) {
            for (Object part : parts) {
                ((Document) part).put("index", index);
                all.add((Document) part);
            }
        }
    }

    private static int number(Document reply, String field) {
        return reply.get(field) instanceof Integer number ? number : 0;
    }

    private static boolean isOrdered(Document command) {
        return !command.containsKey("ordered") || Utils.isTrue(command.get("ordered"));
    }
}
