package org.mailtally.simulation;

import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * A store in memory that understands what is asked and told by the room {@code store}, and nothing else. Of every row it
 * demands that within a reading its numbers only grow, and together.
 */
final class SimulatedStore {

    private final Map<String, NavigableMap<String, Document>> collections = new HashMap<>();

    /** The documents of a collection, in the order of their ids. */
    Collection<Document> all(String collection) {
        return collection(collection).values();
    }

    List<Document> find(String collection, Document query) {
        NavigableMap<String, Document> documents = collection(collection);
        if (query.containsKey("tracker")) {
            if (query.get("tracker", Document.class).containsKey("$exists")) {
                return documents.values().stream()
                        .filter(document -> document.containsKey("tracker"))
                        .map(Document::new)
                        .toList();
            }
            List<?> trackers = query.get("tracker", Document.class).getList("$in", String.class);
            Document others = new Document(query);
            others.remove("tracker");
            return find(collection, others).stream()
                    .filter(document -> trackers.contains(document.getString("tracker")))
                    .toList();
        }
        if (query.containsKey("log")) {
            Document others = new Document(query);
            others.remove("log");
            return find(collection, others).stream()
                    .filter(document -> query.getString("log").equals(document.getString("log")))
                    .toList();
        }
        List<Document> found = new ArrayList<>();
        if (query.isEmpty()) {
            documents.values().forEach(document -> found.add(new Document(document)));
            return found;
        }
        Document id = query.get("_id", Document.class);
        if (id.containsKey("$in")) {
            for (String each : id.getList("$in", String.class)) {
                Document document = documents.get(each);
                if (document != null) {
                    found.add(new Document(document));
                }
            }
            return found;
        }
        documents
                .subMap(id.getString("$gte"), true, id.getString("$lt"), false)
                .values()
                .forEach(document -> found.add(new Document(document)));
        return found;
    }

    /** Keeps a document as it is. */
    void keep(String collection, Document document) {
        collection(collection).put(document.getString("_id"), new Document(document));
    }

    /** @throws DuplicateKeyException where an upsert finds no document and the id is there already */
    void write(String collection, WriteModel<Document> write) {
        UpdateOneModel<Document> update = (UpdateOneModel<Document>) write;
        Document filter = (Document) update.getFilter();
        Document change = (Document) Objects.requireNonNull(update.getUpdate());
        String id = filter.getString("_id");
        NavigableMap<String, Document> documents = collection(collection);
        Document before = documents.get(id);
        if (before == null) {
            if (update.getOptions().isUpsert()) {
                documents.put(id, inserted(filter, change));
            }
            return;
        }
        if (!matches(filter.get("reading"), before.getString("reading"))
                || !matches(filter.get("checkpoint"), before.getString("checkpoint"))) {
            if (update.getOptions().isUpsert()) {
                throw new DuplicateKeyException(id);
            }
            return;
        }
        Document after = new Document(before);
        change.get("$max", new Document())
                .forEach((field, value) -> after.merge(field, value, SimulatedStore::greater));
        change.get("$min", new Document())
                .forEach((field, value) ->
                        after.merge(field, value, (one, other) -> greater(one, other) == one ? other : one));
        after.putAll(change.get("$set", new Document()));
        demandGrowth(before, after);
        documents.put(id, after);
    }

    private static Document inserted(Document filter, Document change) {
        Document inserted = new Document("_id", filter.get("_id"));
        if (filter.get("reading") instanceof String) {
            inserted.append("reading", filter.get("reading"));
        }
        for (String operator : List.of("$setOnInsert", "$max", "$min", "$set")) {
            inserted.putAll(change.get(operator, new Document()));
        }
        inserted.replaceAll((field, value) -> value instanceof Instant time ? Date.from(time) : value);
        return inserted;
    }

    private static boolean matches(@Nullable Object wanted, @Nullable String reading) {
        if (wanted instanceof Document range) {
            return reading != null && reading.compareTo(range.getString("$lt")) < 0;
        }
        return wanted == null || wanted.equals(reading);
    }

    @SuppressWarnings("unchecked") // values of one field are of one type
    private static Object greater(Object one, Object other) {
        return ((Comparable<Object>) one).compareTo(other) >= 0 ? one : other;
    }

    private static void demandGrowth(Document before, Document after) {
        boolean isRow =
                before.containsKey("msg_count") && before.getString("reading").equals(after.getString("reading"));
        if (isRow) {
            int count = Long.compare(after.getLong("msg_count"), before.getLong("msg_count"));
            int position = Long.compare(after.getLong("position"), before.getLong("position"));
            if (count < 0 || position < 0 || (count > 0 && position == 0)) {
                throw new Violation("within a reading a row went from " + before + " to " + after);
            }
        }
    }

    private NavigableMap<String, Document> collection(String name) {
        return collections.computeIfAbsent(name, key -> new TreeMap<>());
    }

    /** The store's refusal of a second document with the same id. */
    static final class DuplicateKeyException extends RuntimeException {
        private static final long serialVersionUID = 1;

        DuplicateKeyException(String id) {
            super("E11000 duplicate key: " + id);
        }
    }
}
