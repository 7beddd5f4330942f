package org.mailtally.store.embedded;

import de.bwaldvogel.mongo.bson.Document;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The document that an upsert of the plainest kind inserts where its `_id` is not there yet: what rows are written by.
 *
 * <p>Plain is one that is asked for by `_id` and other fields of one value each, and whose operators do no more to a missing
 * field than set it. The engine comes to the same document, by way of a search and a path for each field, which takes
 * several times as long.
 */
final class PlainUpsert {
    private static final Set<String> SETTING = Set.of("$set", "$max", "$setOnInsert");

    private PlainUpsert() {}

    /** The document; null where the upsert is not a plain one. */
    static @Nullable Document inserted(Document selector, Document update) {
        if (!(selector.get("_id") instanceof String)) {
            return null;
        }
        Document inserted = new Document();
        if (!put(selector, inserted)) {
            return null;
        }
        for (Map.Entry<String, Object> operator : update.entrySet()) {
            boolean sets = SETTING.contains(operator.getKey());
            if (!sets || !(operator.getValue() instanceof Document fields) || !put(fields, inserted)) {
                return null;
            }
        }
        return inserted;
    }

    /** Puts fields into a document; false where one is there already, or is no plain one. */
    private static boolean put(Document fields, Document into) {
        for (Map.Entry<String, Object> field : fields.entrySet()) {
            String name = field.getKey();
            boolean isPlain = !name.isEmpty() && name.charAt(0) != '$' && name.indexOf('.') < 0;
            if (!isPlain || !isValue(field.getValue()) || into.containsKey(name)) {
                return false;
            }
            into.put(name, field.getValue());
        }
        return true;
    }

    private static boolean isValue(@Nullable Object value) {
        return value instanceof String
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof Instant;
    }
}
