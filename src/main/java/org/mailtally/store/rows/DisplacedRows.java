package org.mailtally.store.rows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mailtally.source.Place;
import org.mailtally.tally.Key;
import org.mailtally.tally.Step;
import org.mailtally.tally.Tally;

/**
 * The rows that a change of {@code maillog.zone} leaves behind: those of a log that is counted from its start, before
 * its first and behind its last window, where its lines lay in another zone. Those that are stored by a previous reading
 * count nothing any more. Immutable.
 */
final class DisplacedRows {

    /** From the westernmost zone to the easternmost. */
    private static final long FARTHEST = Duration.ofHours(26).toSeconds();

    private final Tally tally;
    private final Set<String> trackers;

    /** @param trackers those that were counted in another zone */
    DisplacedRows(Tally tally, Set<String> trackers) {
        this.tally = tally;
        this.trackers = trackers;
    }

    /** What they count now: nothing, collection by collection; empty where the log is not counted from its start. */
    List<List<Tally.Entry>> entries() {
        Place start = tally.start();
        Place end = tally.end();
        boolean isFromItsStart = start != null && start.position() == 0 && end != null && end.rewriting() == 0;
        List<String> displaced =
                tally.trackers().stream().filter(trackers::contains).toList();
        if (!isFromItsStart || displaced.isEmpty() || tally.entries().isEmpty()) {
            return List.of();
        }
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (Tally.Entry entry : tally.entries()) {
            if (entry.key().step() == Step.WINDOW) {
                first = Math.min(first, entry.key().start());
                last = Math.max(last, entry.key().start());
            }
        }
        Map<String, List<Tally.Entry>> byCollection = new LinkedHashMap<>();
        for (Step step : Step.values()) {
            for (String tracker : displaced) {
                List<Tally.Entry> entries =
                        byCollection.computeIfAbsent(Row.collection(step, tracker), collection -> new ArrayList<>());
                addBetween(entries, step, tracker, first - FARTHEST, step.startOf(first));
                addBetween(entries, step, tracker, step.startOf(last) + step.seconds(), last + FARTHEST + 1);
            }
        }
        return List.copyOf(byCollection.values());
    }

    /** Adds the steps from the one that holds a time on, up to those that start before an end. */
    private static void addBetween(List<Tally.Entry> entries, Step step, String tracker, long from, long end) {
        for (long start = step.startOf(from); start < end; start += step.seconds()) {
            entries.add(new Tally.Entry(new Key(step, tracker, start), 0, true));
        }
    }
}
