package org.mailtally.store.embedded.engine;

import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How the order a query requests can be had from the order of the keys. */
enum KeyOrder {
    ASCENDING,
    DESCENDING,
    /** The order has nothing to do with the keys: what is found must be sorted. */
    NONE;

    /**
     * The order of the keys that gives what is requested.
     *
     * @param orderBy the sort document, null or empty for any order
     * @param stringsOnly whether every candidate's `_id` is a string
     * @param rowTimes whether every document follows {@link RowTime}
     */
    static KeyOrder of(@Nullable Document orderBy, boolean stringsOnly, boolean rowTimes) {
        if (orderBy == null || orderBy.isEmpty()) {
            return ASCENDING;
        }
        List<String> fields = List.copyOf(orderBy.keySet());
        String first = fields.get(0);
        boolean byKey = first.equals("$natural")
                || (stringsOnly && first.equals("_id"))
                || (rowTimes && first.equals(RowTime.FIELD) && (fields.size() == 1 || idFollows(orderBy, fields)));
        if (!byKey || !(orderBy.get(first) instanceof Number direction)) {
            return NONE;
        }
        return direction.intValue() < 0 ? DESCENDING : ASCENDING;
    }

    private static boolean idFollows(Document orderBy, List<String> fields) {
        return fields.get(1).equals("_id") && Objects.equals(orderBy.get("_id"), orderBy.get(fields.get(0)));
    }
}
