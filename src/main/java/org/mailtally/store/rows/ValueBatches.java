package org.mailtally.store.rows;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.mailtally.source.Place;
import org.mailtally.tally.BreakDown;
import org.mailtally.tally.Key;
import org.mailtally.tally.Step;
import org.mailtally.tally.Tally;

/**
 * The batches of a tally's rows of by-values, each of starts that lie close together: all rows between the first and the
 * last are found at once, by a range of ids.
 */
final class ValueBatches {

    private static final int MOST_VALUES = 1_000;
    private static final int MOST_STARTS = 100;
    private static final int WIDEST_GAP = 12;

    private final RowRules rules;
    private final Tally tally;
    private final List<RowBatch> batches = new ArrayList<>();

    /** @param previously the trackers that an earlier reading broke down: all their counts are looked at */
    ValueBatches(RowRules rules, Tally tally, Set<String> previously) {
        this.rules = rules;
        this.tally = tally;
        for (Step step : Step.values()) {
            add(step, ofStep(step, previously));
        }
    }

    private NavigableMap<Long, List<BreakDown>> ofStep(Step step, Set<String> previously) {
        TreeMap<Long, List<BreakDown>> found = new TreeMap<>();
        Set<Key> keys = new HashSet<>();
        for (BreakDown each : tally.breakDowns()) {
            if (each.key().step() == step && keys.add(each.key())) {
                found.computeIfAbsent(each.key().start(), start -> new ArrayList<>())
                        .add(each);
            }
        }
        Place end = tally.end();
        if (!previously.isEmpty() && end != null) {
            boolean isRewritten = end.rewriting() > 0;
            for (Tally.Entry entry : tally.entries()) {
                Key key = entry.key();
                boolean isKept = isRewritten && entry.silent();
                if (!isKept && key.step() == step && previously.contains(key.tracker()) && keys.add(key)) {
                    found.computeIfAbsent(key.start(), start -> new ArrayList<>())
                            .add(new BreakDown(key, List.of(), 0, false));
                }
            }
        }
        return found;
    }

    private void add(Step step, NavigableMap<Long, List<BreakDown>> starts) {
        List<BreakDown> batch = new ArrayList<>();
        long last = Long.MIN_VALUE;
        int values = 0;
        int size = 0;
        for (var start : starts.entrySet()) {
            boolean apart = size > 0 && start.getKey() - last > WIDEST_GAP * step.seconds();
            if (apart || values >= MOST_VALUES || size == MOST_STARTS) {
                batches.add(new ValueRows(rules, tally, batch));
                batch = new ArrayList<>();
                values = 0;
                size = 0;
            }
            batch.addAll(start.getValue());
            values += start.getValue().stream()
                    .mapToInt(each -> each.values().size())
                    .sum();
            size++;
            last = start.getKey();
        }
        if (!batch.isEmpty()) {
            batches.add(new ValueRows(rules, tally, batch));
        }
    }

    /** All batches, in the order in which they are to be written. */
    List<RowBatch> batches() {
        return batches;
    }
}
