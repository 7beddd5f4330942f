package org.mailtally.tally;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mailtally.source.Log;
import org.mailtally.source.Place;
import org.mailtally.source.Portion;
import org.mailtally.source.Processors;

/** The entry to this room: all trackers, applied to a task in one pass. Thread-safe. */
public final class Trackers {

    /** The built-in tracker that every line matches. */
    public static final String LINES = "lines";

    /** The default of {@code by.limit}: how many values per window, hour or day and log are named; the rest count as others. */
    public static final int BY_LIMIT = 100;

    private static final long PORTION_BYTES = 256L << 20;

    private final Supplier<List<TrackerDefinition>> definitions;
    private final int byLimit;
    private final long portionBytes;
    private final boolean countsRepeats;
    private final Processors processors;
    private final @Nullable Executor ahead;
    private final Map<TrackerDefinition, LongAdder> undecided = new ConcurrentHashMap<>();
    private final LongAdder longLines = new LongAdder();
    private Definitions last = new Definitions(List.of());

    /** @param definitions the active trackers, in the order of their file */
    public Trackers(Supplier<List<TrackerDefinition>> definitions) {
        this(definitions, BY_LIMIT);
    }

    /**
     * @param definitions the active trackers, in the order of their file
     * @param byLimit the most values, per window, hour or day and log, that are counted by name
     */
    public Trackers(Supplier<List<TrackerDefinition>> definitions, int byLimit) {
        this(definitions, byLimit, PORTION_BYTES, null);
    }

    /**
     * @param definitions the active trackers, in the order of their file
     * @param byLimit the most values, per window, hour or day and log, that are counted by name
     * @param processors those that share the counting of a large portion
     */
    public Trackers(Supplier<List<TrackerDefinition>> definitions, int byLimit, Processors processors) {
        this(definitions, byLimit, processors, true);
    }

    /**
     * @param definitions the active trackers, in the order of their file
     * @param byLimit the most values, per window, hour or day and log, that are counted by name
     * @param processors those that share the counting of a large portion
     * @param countsRepeats whether a line that says how often a message was repeated stands for so many
     */
    public Trackers(
            Supplier<List<TrackerDefinition>> definitions, int byLimit, Processors processors, boolean countsRepeats) {
        this(definitions, byLimit, PORTION_BYTES, processors, processors.beside(), countsRepeats);
    }

    /**
     * @param definitions the active trackers, in the order of their file
     * @param byLimit the most values, per window, hour or day and log, that are counted by name
     * @param portionBytes the bytes after which a portion may end; at least as long as the longest line
     * @param ahead counts the next portion of a log while one is stored; null where nobody does
     */
    public Trackers(
            Supplier<List<TrackerDefinition>> definitions, int byLimit, long portionBytes, @Nullable Executor ahead) {
        this(definitions, byLimit, portionBytes, Processors.of(1), ahead, true);
    }

    private Trackers(
            Supplier<List<TrackerDefinition>> definitions,
            int byLimit,
            long portionBytes,
            Processors processors,
            @Nullable Executor ahead,
            boolean countsRepeats) {
        this.countsRepeats = countsRepeats;
        this.ahead = ahead;
        this.definitions = definitions;
        this.byLimit = byLimit;
        this.portionBytes = portionBytes;
        this.processors = processors;
    }

    /** The most values, per window, hour or day and log, that are counted by name; the rest are counted as others. */
    public int byLimit() {
        return byLimit;
    }

    /** Whether a line that says how often a message was repeated stands for so many. */
    public boolean countsRepeats() {
        return countsRepeats;
    }

    /** The active trackers, in the order of their file; the built-in one is not among them. */
    public List<TrackerDefinition> definitions() {
        return definitions.get();
    }

    /** The trackers active now, to be held on to as long as something is counted by them. */
    public synchronized Definitions now() {
        Definitions next = new Definitions(definitions.get(), last.edit());
        last = next.countAs(last) ? next : new Definitions(next.list(), last.edit() + 1);
        return last;
    }

    /** Begins a recount by the same definitions: what was begun by them before is dropped, as after an edit. */
    public synchronized void recount() {
        Definitions active = now();
        last = new Definitions(active.list(), active.edit() + 1);
    }

    /** The names of all trackers, the built-in one last. */
    public List<String> names() {
        return now().names();
    }

    /** How many lines of a tracker were undecided: given up at the limit of steps, since the start or its last edit. */
    public long undecided(String tracker) {
        if (undecided.isEmpty()) {
            return 0;
        }
        LongAdder lines = now().of(tracker)
                .map(definition -> undecided.get(definition.withoutLabel()))
                .orElse(null);
        return lines == null ? 0 : lines.sum();
    }

    /** How many lines were longer than is looked at, since the start. */
    public long longLines() {
        return longLines.sum();
    }

    /**
     * The tasks of a log that are still to be counted; empty where it is not settled which log it is. They end early
     * where the definitions are no longer active.
     *
     * @param definitions the definitions to count by
     * @param places how far each tracker has counted this log
     * @param recounting the trackers that recount it
     */
    public Iterator<@Nullable Task> tasks(
            Log log, Definitions definitions, Map<String, Place> places, Set<String> recounting) {
        return new LogTasks(
                log,
                definitions,
                () -> isActive(definitions),
                places,
                recounting,
                portionBytes,
                task -> count(task, Map.of(), true),
                ahead);
    }

    /** Whether no later edit has changed what is counted. */
    public boolean isActive(Definitions counted) {
        return counted.edit() == now().edit();
    }

    /** The lines of a task that match each tracker's pattern. They are found as they are aggregated, in one pass. */
    public Filtered filter(Task task) {
        return () -> task instanceof Task.OfSilence silence ? silence(silence) : counted((Task.OfPortion) task);
    }

    /**
     * Counts matching lines per window, hour and day of the lines' own time.
     *
     * @throws IOException where the log cannot be read, or changed while it was
     */
    public Tally aggregate(Filtered filtered) throws IOException {
        return filtered.aggregate();
    }

    private Tally counted(Task.OfPortion task) throws IOException {
        Task.Counter counter = task.counter();
        Tally tally = counter == null ? count(task, Map.of(), true) : counter.tally(task);
        longLines.add(task.portion().longLines());
        task.portion().counted();
        return tally;
    }

    private Tally silence(Task.OfSilence silence) {
        Definitions active = now();
        List<Tally.Entry> entries = new ArrayList<>();
        for (Step step : Step.values()) {
            for (String tracker : active.names()) {
                entries.add(new Tally.Entry(new Key(step, tracker, step.startOf(silence.window())), 0, true));
            }
        }
        return new Tally(silence.source(), null, null, entries, List.of(), active.names(), active, null);
    }

    private Tally count(Task.OfPortion task, Map<Key, Long> from, boolean first) throws IOException {
        Portion portion = task.portion();
        List<TrackerDefinition> counted = task.definitions().list().stream()
                .filter(definition -> task.trackers().contains(definition.name()))
                .toList();
        boolean countsLines = task.trackers().contains(LINES);
        Counting counting = new Counting(counted, countsLines, byLimit, repeats(), from);
        portion.read(counting, processors);
        for (int i = 0; first && i < counted.size(); i++) {
            noteUndecided(counted.get(i), counting.undecided(i));
        }
        return new Tally(
                portion.log().hex(),
                portion.start(),
                portion.end(),
                new CountedEntries(counting),
                counting.breakDowns(),
                counting.names(),
                task.definitions(),
                new Again(task));
    }

    private @Nullable Repeats repeats() {
        return countsRepeats ? new Repeats() : null;
    }

    private void noteUndecided(TrackerDefinition definition, long lines) {
        if (lines > 0) {
            undecided.keySet().removeIf(each -> now().of(each.name()).isEmpty());
            undecided
                    .computeIfAbsent(definition.withoutLabel(), each -> new LongAdder())
                    .add(lines);
        }
    }

    /** The counting of a task once more, for some trackers. Thread-safe: whoever calls meanwhile waits for their turn. */
    private final class Again implements Tally.Recount {
        private final Task.OfPortion task;

        Again(Task.OfPortion task) {
            this.task = task;
        }

        @Override
        public synchronized Tally from(Map<Key, Long> bytes) throws IOException {
            return Trackers.this.count(task, bytes, false);
        }

        @Override
        public synchronized void count(Map<Key, NamedValues> values) throws IOException {
            List<String> names = new ArrayList<>();
            List<Matches> matches = new ArrayList<>();
            for (TrackerDefinition definition : task.definitions().list()) {
                String by = definition.by();
                boolean requested =
                        values.keySet().stream().anyMatch(key -> key.tracker().equals(definition.name()));
                if (by != null && requested) {
                    names.add(definition.name());
                    matches.add(new Matches(definition.matcher()));
                }
            }
            task.portion().read(new NamedCounting(names, matches, repeats(), values), Processors.of(1));
        }
    }
}
