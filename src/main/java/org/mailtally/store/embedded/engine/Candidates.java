package org.mailtally.store.embedded.engine;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The keys a filter leaves open: all documents that match it are under them, and each must still be checked against it.
 *
 * <p>Read from the conditions that hold together (the top level and `$and`): an `_id`, `$in` and ranges of it, and, where
 * every document follows {@link RowTime}, ranges of `insert_time`. Other conditions narrow nothing.
 */
final class Candidates {
    private static final String AFTER_MINUTE = "\uffff";

    private @Nullable List<String> keys;
    private @Nullable String from;
    private @Nullable String to;
    private boolean exact;

    private Candidates() {}

    static Candidates of(Document filter, boolean rowTimes) {
        Candidates candidates = new Candidates();
        candidates.readAll(filter, rowTimes);
        candidates.exact = candidates.keys != null && asksForNames(filter);
        return candidates;
    }

    /** Whether every document under the keys matches, so that none need be checked: the filter requests some strings as `_id`. */
    boolean isExact() {
        return exact;
    }

    private static boolean asksForNames(Document filter) {
        Map<String, @Nullable Object> id = filter.size() == 1 ? operators(filter.get("_id")) : Map.of();
        return id.size() == 1
                && (id.get("$eq") instanceof String
                        || (id.get("$in") instanceof Collection<?> ids
                                && ids.stream().allMatch(String.class::isInstance)));
    }

    /** The only keys there can be, in their order; null when a range is known instead. */
    @Nullable
    List<String> keys() {
        return keys;
    }

    /** The lowest key there can be; null when there is no bound. */
    @Nullable
    String from() {
        return from;
    }

    /** The highest key there can be; null when there is no bound. */
    @Nullable
    String to() {
        return to;
    }

    private void readAll(Document filter, boolean rowTimes) {
        filter.forEach((field, condition) -> {
            if (field.equals("_id")) {
                operators(condition).forEach(this::readId);
            } else if (field.equals(RowTime.FIELD) && rowTimes) {
                operators(condition).forEach(this::readTime);
            } else if (field.equals("$and") && condition instanceof Collection<?> parts) {
                for (Object part : parts) {
                    if (part instanceof Document conditions) {
                        readAll(conditions, rowTimes);
                    }
                }
            }
        });
    }

    /** The condition on a field as operators and their operands; a plain value is an `$eq`. */
    private static Map<String, @Nullable Object> operators(@Nullable Object condition) {
        return condition instanceof Document document
                        && document.keySet().stream().anyMatch(key -> key.startsWith("$"))
                ? document
                : Collections.singletonMap("$eq", condition);
    }

    private void readId(String operator, @Nullable Object operand) {
        if (operator.equals("$eq")) {
            only(Collections.singletonList(operand));
        } else if (operator.equals("$in") && operand instanceof Collection<?> ids) {
            only(ids);
        } else if (operand instanceof String id) {
            compare(operator, DocumentKey.of(id), DocumentKey.of(id));
        }
    }

    private void readTime(String operator, @Nullable Object operand) {
        String minute = operand instanceof Instant time ? RowTime.minute(time) : null;
        if (minute != null) {
            String first = DocumentKey.of(minute);
            String last = first + AFTER_MINUTE;
            if (operator.equals("$eq")) {
                between(first, last);
            } else {
                compare(operator, first, last);
            }
        }
    }

    private void only(Collection<?> ids) {
        TreeSet<String> found = new TreeSet<>();
        for (Object id : ids) {
            if (Missing.isNullOrMissing(id) || id instanceof BsonRegularExpression || id instanceof Collection) {
                return;
            }
            found.add(DocumentKey.of(id));
        }
        if (keys == null || found.size() < keys.size()) {
            keys = List.copyOf(found);
        }
    }

    private void compare(String operator, String lowest, String highest) {
        if (operator.equals("$gt") || operator.equals("$gte")) {
            between(lowest, DocumentKey.AFTER_STRINGS);
        } else if (operator.equals("$lt") || operator.equals("$lte")) {
            between(DocumentKey.FIRST_STRING, highest);
        }
    }

    private void between(String lowest, String highest) {
        if (from == null || lowest.compareTo(from) > 0) {
            from = lowest;
        }
        if (to == null || highest.compareTo(to) < 0) {
            to = highest;
        }
    }
}
