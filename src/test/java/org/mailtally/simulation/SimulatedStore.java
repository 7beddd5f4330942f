package org.mailtally.simulation;

import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.mailtally.tally.Trackers;

/**
 * A store in memory that understands what is asked and told by the room {@code store}, and nothing else. Of every row it
 * demands that within a reading its numbers only grow, and together.
 */
final class SimulatedStore {

    private final Map<String, NavigableMap<String, Document>> collections = new HashMap<>();
    private final Map<String, Integer> counted = new HashMap<>();
    private final Set<String> damaged = new HashSet<>();
    private boolean full;

    /** Its disk is full, or is not any more. */
    void fill(boolean isFull) {
        full = isFull;
    }

    boolean isFull() {
        return full;
    }

    /** The documents of a collection, in the order of their ids. */
    Collection<Document> all(String collection) {
        return collection(collection).values();
    }

    /** The documents that a query of the room {@code store} asks for; they are the stored ones, so nobody changes them. */
    List<Document> find(String collection, Document query) {
        List<Document> found = new ArrayList<>();
        candidates(collection(collection), query.get("_id", Document.class)).forEach(document -> {
            if (document != null && isAskedFor(document, query)) {
                found.add(document);
            }
        });
        return found;
    }

    private static Stream<@Nullable Document> candidates(
            NavigableMap<String, Document> documents, @Nullable Document ids) {
        if (ids == null) {
            return documents.values().stream();
        }
        return ids.containsKey("$in")
                ? ids.getList("$in", String.class).stream().map(documents::get)
                : documents.subMap(ids.getString("$gte"), true, ids.getString("$lt"), false).values().stream();
    }

    private static boolean isAskedFor(Document document, Document query) {
        for (Map.Entry<String, Object> field : query.entrySet()) {
            Object value = document.get(field.getKey());
            boolean matches = field.getKey().equals("_id")
                    || (field.getValue() instanceof Document wanted
                            ? wanted.containsKey("$exists")
                                    ? value != null
                                    : wanted.getList("$in", Object.class).contains(value)
                            : field.getValue().equals(value));
            if (!matches) {
                return false;
            }
        }
        return true;
    }

    /** How far all lines of a log are counted, which is known by one of these ids. */
    int counted(Set<String> ids) {
        return all("mail_logs").stream()
                .filter(document -> ids.contains(document.getString("log")))
                .filter(document -> document.getString("tracker").equals(Trackers.LINES))
                .mapToInt(SimulatedStore::position)
                .max()
                .orElse(0);
    }

    /** How far a log was ever counted for some tracker: the others may be on their way, where a recount begins. */
    int countedForOne(Set<String> ids) {
        return counted.entrySet().stream()
                .filter(each ->
                        ids.contains(each.getKey().substring(0, each.getKey().indexOf(' '))))
                .mapToInt(Map.Entry::getValue)
                .max()
                .orElse(0);
    }

    private void noteCounted(Document checkpoint) {
        counted.merge(checkpoint.getString("_id"), position(checkpoint), Math::max);
    }

    private static int position(Document checkpoint) {
        return Integer.parseInt(checkpoint.getString("checkpoint").split(" ")[2]);
    }

    /** Keeps a document as it is. */
    void keep(String collection, Document document) {
        collection(collection).put(document.getString("_id"), new Document(document));
    }

    /** Rows are changed by somebody else from now on: those of the readings claimed so far may do what they like. */
    void damage() {
        for (Document claim : all("mail_readings")) {
            String id = claim.getString("_id");
            damaged.add(id.substring(id.lastIndexOf(' ') + 1) + " " + claim.getString("definition"));
        }
    }

    /** Forgets a document. */
    void delete(String collection, String id) {
        collection(collection).remove(id);
    }

    /** Forgets everything. */
    void drop() {
        collections.clear();
    }

    /**
     * Does a write; true where it inserted a document.
     *
     * @throws DuplicateKeyException where an upsert finds no document and the id is there already
     */
    boolean write(String collection, WriteModel<Document> write) {
        if (full) {
            throw new FullDiskException();
        }
        UpdateOneModel<Document> update = (UpdateOneModel<Document>) write;
        Document filter = (Document) update.getFilter();
        Document change = (Document) Objects.requireNonNull(update.getUpdate());
        String id = filter.getString("_id");
        NavigableMap<String, Document> documents = collection(collection);
        Document before = documents.get(id);
        if (before == null) {
            if (update.getOptions().isUpsert()) {
                Document inserted = inserted(filter, change);
                documents.put(id, inserted);
                if (collection.equals("mail_logs")) {
                    noteCounted(inserted);
                }
            }
            return update.getOptions().isUpsert();
        }
        if (!filter.entrySet().stream().allMatch(each -> matches(each.getValue(), before.get(each.getKey())))) {
            if (update.getOptions().isUpsert()) {
                throw new DuplicateKeyException(id);
            }
            return false;
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
        if (collection.equals("mail_logs")) {
            noteCounted(after);
        }
        return false;
    }

    private static Document inserted(Document filter, Document change) {
        Document inserted = new Document("_id", filter.get("_id"));
        for (String field : List.of("reading", "name")) {
            if (filter.get(field) instanceof String text) {
                inserted.append(field, text);
            }
        }
        for (String operator : List.of("$setOnInsert", "$max", "$min", "$set")) {
            if (change.get(operator) instanceof Document fields) {
                inserted.putAll(fields);
            }
        }
        for (Map.Entry<String, Object> field : inserted.entrySet()) {
            if (field.getValue() instanceof Instant time) {
                field.setValue(Date.from(time));
            }
        }
        return inserted;
    }

    private static boolean matches(Object wanted, @Nullable Object value) {
        if (!(wanted instanceof Document range)) {
            return wanted.equals(value);
        }
        return value != null
                && range.entrySet().stream()
                        .allMatch(bound -> isWithin(bound.getKey(), compare(value, bound.getValue())));
    }

    private static boolean isWithin(String operator, int comparison) {
        return switch (operator) {
            case "$lt" -> comparison < 0;
            case "$lte" -> comparison <= 0;
            case "$gte" -> comparison >= 0;
            default -> throw new IllegalArgumentException("the simulated store knows no " + operator);
        };
    }

    /** Compares as a store does: numbers by their values, be they of 32 or 64 bits. */
    @SuppressWarnings("unchecked") // other values of one field are of one type
    private static int compare(Object one, Object other) {
        if (one instanceof Number number && other instanceof Number otherNumber) {
            return Long.compare(number.longValue(), otherNumber.longValue());
        }
        return ((Comparable<Object>) one).compareTo(other);
    }

    private static Object greater(Object one, Object other) {
        return compare(one, other) >= 0 ? one : other;
    }

    private void demandGrowth(Document before, Document after) {
        boolean isRow =
                before.containsKey("msg_count") && before.getString("reading").equals(after.getString("reading"));
        if (isRow && !damaged.contains(before.getString("reading").replaceFirst("\\.\\d+", ""))) {
            int count = compare(after.get("msg_count", Number.class), before.get("msg_count", Number.class));
            int position = compare(after.get("position", Number.class), before.get("position", Number.class));
            if (count < 0 || position < 0 || (count > 0 && position == 0)) {
                throw new Violation("within a reading a row went from " + before + " to " + after);
            }
        }
    }

    private NavigableMap<String, Document> collection(String name) {
        return collections.computeIfAbsent(name, key -> new TreeMap<>());
    }

    /** The store's refusal where its disk is full. */
    static final class FullDiskException extends RuntimeException {
        private static final long serialVersionUID = 1;

        FullDiskException() {
            super("the disk is full");
        }
    }

    /** The store's refusal of a second document with the same id. */
    static final class DuplicateKeyException extends RuntimeException {
        private static final long serialVersionUID = 1;

        DuplicateKeyException(String id) {
            super("E11000 duplicate key: " + id);
        }
    }
}
