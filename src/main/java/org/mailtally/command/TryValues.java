package org.mailtally.command;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.mailtally.tally.BreakDown;

/**
 * The matches by the value that they are broken down by. Of each window the values that would have a name of their own
 * are distinguished, and of those the first {@value #MOST}; all others are counted together. Not thread-safe.
 */
final class TryValues {

    private static final int MOST = 10_000;

    private final Map<String, Long> counts = new HashMap<>();
    private long others;

    /** Adds what a window holds. */
    void add(BreakDown window) {
        others += window.total();
        for (BreakDown.Value value : window.values()) {
            if (counts.size() < MOST || counts.containsKey(value.text())) {
                counts.merge(value.text(), value.count(), Long::sum);
                others -= value.count();
            }
        }
    }

    /** The values with the most matches, those first; the matches of all others are not among them. */
    Map<String, Long> largest(int most) {
        Map<String, Long> largest = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(most)
                .forEach(value -> largest.put(value.getKey(), value.getValue()));
        return largest;
    }

    /** The matches of all values. */
    long total() {
        return others + counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
