package org.mailtally.tally;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mailtally.log.OpenLog;
import org.mailtally.log.Place;
import org.mailtally.log.Portion;

/** The entry to this room: all trackers, applied to a stretch in one pass. Thread-safe. */
public final class Trackers {

    /** The built-in tracker that every line matches. */
    public static final String LINES = "lines";

    /** The values of a window, hour or day that have a name of their own, where nothing else is said. */
    public static final int BY_LIMIT = 100;

    private static final long PORTION_BYTES = 64L << 20;

    private final Supplier<List<TrackerDefinition>> definitions;
    private final int byLimit;
    private final long portionBytes;
    private final Map<String, LongAdder> undecided = new ConcurrentHashMap<>();
    private final LongAdder longLines = new LongAdder();

    /** @param definitions the trackers in force, in the order of their file */
    public Trackers(Supplier<List<TrackerDefinition>> definitions) {
        this(definitions, BY_LIMIT);
    }

    /**
     * @param definitions the trackers in force, in the order of their file
     * @param byLimit the values of a window, hour or day and log that have a name of their own
     */
    public Trackers(Supplier<List<TrackerDefinition>> definitions, int byLimit) {
        this(definitions, byLimit, PORTION_BYTES);
    }

    /**
     * @param definitions the trackers in force, in the order of their file
     * @param byLimit the values of a window, hour or day and log that have a name of their own
     * @param portionBytes the bytes after which a portion may end; at least as long as the longest line
     */
    public Trackers(Supplier<List<TrackerDefinition>> definitions, int byLimit, long portionBytes) {
        this.definitions = definitions;
        this.byLimit = byLimit;
        this.portionBytes = portionBytes;
    }

    /** The values of a window, hour or day and log that have a name of their own; the rest are counted as others. */
    public int byLimit() {
        return byLimit;
    }

    /** The trackers in force, in the order of their file; the built-in one is not among them. */
    public List<TrackerDefinition> definitions() {
        return definitions.get();
    }

    /** The names of all trackers, the built-in one last. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        definitions().forEach(definition -> names.add(definition.name()));
        names.add(LINES);
        return names;
    }

    /** The lines of a tracker that could not be decided within their steps, since the start. */
    public long undecided(String tracker) {
        LongAdder lines = undecided.get(tracker);
        return lines == null ? 0 : lines.sum();
    }

    /** The lines longer than is looked at, since the start. */
    public long longLines() {
        return longLines.sum();
    }

    /**
     * The stretches of a log that are yet to be counted; empty where it is not settled which log it is.
     *
     * @param places how far each tracker has counted this log
     * @param recounting the trackers that count it anew
     */
    public Iterator<@Nullable Stretch> stretches(OpenLog log, Map<String, Place> places, Set<String> recounting) {
        return new Stretches(log, places, recounting, portionBytes);
    }

    /**
     * Counts a stretch.
     *
     * @throws IOException where the log cannot be read, or changed while it was
     */
    public Tally tally(Stretch stretch) throws IOException {
        if (stretch instanceof Stretch.OfLog ofLog) {
            Tally tally = count(ofLog.portion(), ofLog.trackers(), Map.of(), true);
            longLines.add(ofLog.portion().longLines());
            return tally;
        }
        Stretch.Silence silence = (Stretch.Silence) stretch;
        List<Tally.Entry> entries = new ArrayList<>();
        for (Step step : Step.values()) {
            for (String tracker : names()) {
                entries.add(new Tally.Entry(new Key(step, tracker, step.startOf(silence.window())), 0, true));
            }
        }
        return new Tally(silence.source(), null, null, entries, List.of(), names(), null);
    }

    private Tally count(Portion portion, Collection<String> trackers, Map<Key, Long> from, boolean first)
            throws IOException {
        List<String> names = new ArrayList<>();
        List<LineMatcher> matchers = new ArrayList<>();
        for (TrackerDefinition definition : definitions()) {
            if (trackers.contains(definition.name())) {
                names.add(definition.name());
                matchers.add(definition.pattern().matcher(definition.by()));
            }
        }
        int matched = names.size();
        if (trackers.contains(LINES)) {
            names.add(LINES);
        }
        Counting counting = new Counting(names, matchers, portion.start(), byLimit, from);
        portion.read(counting);
        for (int i = 0; first && i < matched; i++) {
            long lines = matchers.get(i).undecided();
            if (lines > 0) {
                undecided.computeIfAbsent(names.get(i), name -> new LongAdder()).add(lines);
            }
        }
        return new Tally(
                portion.log().hex(),
                portion.start(),
                portion.end(),
                new CountedEntries(counting),
                counting.breakDowns(),
                names,
                new Again(portion, trackers));
    }

    /** The counting of a portion once more, for some trackers. */
    private final class Again implements Tally.Recount {
        private final Portion portion;
        private final Collection<String> trackers;

        Again(Portion portion, Collection<String> trackers) {
            this.portion = portion;
            this.trackers = trackers;
        }

        @Override
        public Tally from(Map<Key, Long> bytes) throws IOException {
            return Trackers.this.count(portion, trackers, bytes, false);
        }

        @Override
        public void count(Map<Key, NamedValues> values) throws IOException {
            List<String> names = new ArrayList<>();
            List<LineMatcher> matchers = new ArrayList<>();
            for (TrackerDefinition definition : definitions()) {
                String by = definition.by();
                boolean asked =
                        values.keySet().stream().anyMatch(key -> key.tracker().equals(definition.name()));
                if (by != null && asked) {
                    names.add(definition.name());
                    matchers.add(definition.pattern().matcher(by));
                }
            }
            portion.read(new NamedCounting(names, matchers, values));
        }
    }
}
