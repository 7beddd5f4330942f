package org.mailtally.simulation;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * What must be stored of by-values, by a way of its own: of each window, hour and day of a log the first values under their
 * names, the others together. Only where every line surely was counted is that known.
 */
final class ValuesLedger {

    private static final String OTHER = "other";

    private final Map<String, Map<String, Long>> expected = new TreeMap<>();
    private final Map<String, Map<String, Long>> ofLog = new HashMap<>();
    private final Set<String> unsure = new HashSet<>();

    /**
     * Enters the next line of a log.
     *
     * @param keys the window, hour and day
     * @param value the line's value; null where the tracker is not broken down now
     */
    void enter(Collection<String> keys, @Nullable String value, boolean isSure) {
        for (String key : keys) {
            if (!isSure) {
                unsure.add(key);
            }
            if (value != null) {
                Map<String, Long> values = ofLog.computeIfAbsent(key, each -> new LinkedHashMap<>());
                long named = values.keySet().stream()
                        .filter(each -> !each.equals(OTHER))
                        .count();
                boolean hasName = values.containsKey(value) || named < Wording.BY_LIMIT;
                values.merge(hasName ? value : OTHER, 1L, Long::sum);
            }
        }
    }

    /** The next line is of another log. */
    void endLog() {
        ofLog.forEach((key, values) -> values.forEach((value, count) ->
                expected.computeIfAbsent(key, each -> new TreeMap<>()).merge(value, count, Long::sum)));
        ofLog.clear();
    }

    void verify(SimulatedStore store, StringBuilder wrong) {
        Map<String, Map<String, Long>> stored = new TreeMap<>();
        add(stored, store, "window", "mail_by");
        add(stored, store, "hour", "mail_hours");
        add(stored, store, "day", "mail_days");
        Set<String> keys = new HashSet<>(expected.keySet());
        keys.addAll(stored.keySet());
        keys.removeAll(unsure);
        for (String key : keys) {
            Map<String, Long> is = stored.getOrDefault(key, Map.of());
            Map<String, Long> must = expected.getOrDefault(key, Map.of());
            if (!is.equals(must)) {
                wrong.append("\n%s: stored by value %s, written %s".formatted(key, is, must));
            }
        }
    }

    private static void add(
            Map<String, Map<String, Long>> stored, SimulatedStore store, String step, String collection) {
        Map<String, String> readings = new HashMap<>();
        for (Document row : store.all(step.equals("window") ? "mail" : collection)) {
            if (!row.containsKey("by")) {
                readings.put(part(row, row.getString("tracker")), row.getString("reading"));
            }
        }
        for (Document row : store.all(collection)) {
            if (row.containsKey("by") && row.get("msg_count", Number.class).longValue() > 0) {
                String tracker = row.getString("tracker").replace(" by", "");
                String active = readings.getOrDefault(part(row, tracker), "");
                if (row.getString("reading").compareTo(active) < 0) {
                    continue;
                }
                long start = row.getDate("insert_time").toInstant().getEpochSecond();
                stored.computeIfAbsent(Ledger.key(step, tracker, start), each -> new TreeMap<>())
                        .merge(
                                row.getString("by"),
                                row.get("msg_count", Number.class).longValue(),
                                Long::sum);
            }
        }
    }

    private static String part(Document row, String tracker) {
        return row.getDate("insert_time").toInstant() + " " + tracker + " " + row.getString("log");
    }
}
