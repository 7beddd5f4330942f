package org.mailtally.store.embedded.engine;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The commands that make and drop indexes of one collection, as far as the engine gets its catalogue of them wrong: it would
 * list one twice whose description is given in other words, and drop those of other collections that have the same name.
 *
 * @param catalogue the descriptions of all indexes; null where there are none yet
 * @param namespace the collection's
 */
record IndexCommands(@Nullable MongoCollection<String> catalogue, String namespace) {
    private static final int CANNOT_DROP = 72;
    private static final int NOT_FOUND = 27;
    private static final int CONFLICT = 86;
    private static final String PRIMARY = "_id_";
    private static final List<String> OPTIONS = List.of("key", "unique", "sparse");

    /** Leaves out of a `createIndexes` what is there already. */
    Document withoutKnown(Document command) {
        List<Object> missing = new ArrayList<>();
        for (Object index : (List<?>) Objects.requireNonNull(command.get("indexes"))) {
            Document wanted = (Document) index;
            wanted.put("ns", namespace);
            List<Document> known = named(wanted.get("name"));
            if (known.isEmpty()) {
                missing.add(wanted);
            } else if (!OPTIONS.stream()
                    .allMatch(option ->
                            Objects.equals(wanted.get(option), known.get(0).get(option)))) {
                throw new MongoServerError(
                        CONFLICT, "IndexKeySpecsConflict", "there is another index of this name: drop it first");
            }
        }
        command.put("indexes", missing);
        return command;
    }

    /**
     * Drops what a `dropIndexes` names.
     *
     * @param dropping drops an index of the collection by its name
     */
    Document drop(Document command, Consumer<String> dropping) {
        Object wanted = command.get("index");
        List<Document> found = (wanted instanceof Document key ? all(new Document("key", key)) : named(wanted));
        List<Document> dropped = "*".equals(wanted) ? all(new Document()) : found;
        if (dropped.isEmpty() && !"*".equals(wanted)) {
            throw new MongoServerError(NOT_FOUND, "IndexNotFound", "index not found");
        }
        for (Document index : dropped) {
            String name = String.valueOf(index.get("name"));
            if (!name.equals(PRIMARY)) {
                dropping.accept(name);
                Objects.requireNonNull(catalogue).deleteDocuments(index, -1);
            } else if (!"*".equals(wanted)) {
                throw new MongoServerError(CANNOT_DROP, "InvalidOptions", "cannot drop _id index");
            }
        }
        return new Document("ok", 1.0);
    }

    private List<Document> named(@Nullable Object name) {
        return all(new Document("name", name));
    }

    private List<Document> all(Document like) {
        like.put("ns", namespace);
        List<Document> found = new ArrayList<>();
        if (catalogue != null) {
            catalogue.handleQuery(like).forEach(found::add);
        }
        return found;
    }
}
