package org.mailtally.tally;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.mailtally.source.Block;

/** The break-downs of one tracker in one pass over a portion. Not thread-safe. */
final class BreakDowns {

    private final String tracker;
    private final int limit;
    private final Map<Step, Map<Long, ValueCounts>> starts = new EnumMap<>(Step.class);

    /** @param limit the values of a window, hour or day that have a name of their own */
    BreakDowns(String tracker, int limit) {
        this.tracker = tracker;
        this.limit = limit;
        for (Step step : Step.values()) {
            starts.put(step, new TreeMap<>());
        }
    }

    /** Counts the matches {@code [first, behind)}, whose lines fall into one window. */
    void add(Matches matches, int first, int behind, Block block, long window) {
        starts.forEach((step, counts) -> {
            ValueCounts values = counts.computeIfAbsent(step.startOf(window), start -> new ValueCounts());
            for (int match = first; match < behind; match++) {
                values.add(
                        matches.value(match),
                        block.position(matches.lineStart(match)),
                        matches.standFor(match, match + 1),
                        limit);
            }
        });
    }

    /** The break-downs, step by step in the order of time. */
    List<BreakDown> all() {
        List<BreakDown> all = new ArrayList<>();
        starts.forEach(
                (step, counts) -> counts.forEach((start, values) -> all.add(values.of(new Key(step, tracker, start)))));
        return all;
    }
}
