package org.mailtally.store.embedded.engine;

import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.List;

/** The bulk writes whose order or reply the engine gets wrong: an ordered one ends at the first error. */
final class BulkWrite {
    private static final String COUNT = "n";
    private static final String MODIFIED = "nModified";
    private static final String UPSERTED = "upserted";
    private static final String ERRORS = "writeErrors";
    private static final String INDEX = "index";

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
        List<Document> errors = documents(reply, ERRORS);
        if (!errors.isEmpty()) {
            reply.put(COUNT, ordered ? errors.get(0).get(INDEX) : number(reply, COUNT) - errors.size());
        }
        return reply;
    }

    /** Updates, one by one when they are ordered, as the engine would go on after an error. */
    static Document update(Document command, Engine engine) {
        if (!isOrdered(command) || !(command.get("updates") instanceof List<?> updates) || updates.size() == 1) {
            return engine.run(command);
        }
        int count = 0;
        int modified = 0;
        List<Document> upserted = new ArrayList<>();
        List<Document> errors = List.of();
        for (int index = 0; index < updates.size() && errors.isEmpty(); index++) {
            Document single = command.clone();
            single.put("updates", List.of(updates.get(index)));
            Document reply = engine.run(single);
            count += number(reply, COUNT);
            modified += number(reply, MODIFIED);
            upserted.addAll(at(index, documents(reply, UPSERTED)));
            errors = at(index, documents(reply, ERRORS));
        }
        Document reply = new Document(COUNT, count).append(MODIFIED, modified);
        if (!upserted.isEmpty()) {
            reply.append(UPSERTED, upserted);
        }
        if (!errors.isEmpty()) {
            reply.append(ERRORS, errors);
        }
        return reply.append("ok", 1.0);
    }

    private static boolean isOrdered(Document command) {
        return !command.containsKey("ordered") || Utils.isTrue(command.get("ordered"));
    }

    private static List<Document> at(int index, List<Document> parts) {
        parts.forEach(part -> part.put(INDEX, index));
        return parts;
    }

    private static List<Document> documents(Document reply, String field) {
        List<Document> documents = new ArrayList<>();
        if (reply.get(field) instanceof Iterable<?> parts) {
            parts.forEach(part -> documents.add((Document) part));
        }
        return documents;
    }

    private static int number(Document reply, String field) {
        return reply.get(field) instanceof Integer number ? number : 0;
    }
}
