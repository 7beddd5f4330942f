package org.mailtally.command;

import java.io.File;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import org.mailtally.pattern.LinePattern;
import org.mailtally.settings.UserError;
import org.mailtally.source.Place;
import org.mailtally.source.Portion;
import org.mailtally.source.Processors;
import org.mailtally.source.file.Following;
import org.mailtally.source.file.Logs;
import org.mailtally.source.file.OpenLog;
import org.mailtally.tally.BreakDown;
import org.mailtally.tally.MatchCounting;
import org.mailtally.tally.Step;
import org.mailtally.tally.Tally;
import org.mailtally.tally.Task;
import org.mailtally.tally.TrackerDefinition;
import org.mailtally.tally.Trackers;

/** The counting of one pattern over files, without storing anything. Not thread-safe. */
final class TryCount implements AutoCloseable {

    private static final String NAME = "try";
    private static final long PORTION_BYTES = 64L << 20;

    private final ZoneId zone;
    private final boolean countsLines;
    private final @Nullable LinePattern alone;
    private final LongPredicate shown;
    private final Processors processors = Processors.ofMachine();
    private final Trackers trackers;
    private final SortedMap<Long, Long> windows = new TreeMap<>();
    private final TryValues values = new TryValues();
    private long lines;
    private long matches;
    private long undecided;

    /**
     * @param by what the matches are broken down by: {@code host}, or a named group of the pattern; null for nothing
     * @param shown which windows are shown, by their starts in epoch seconds
     * @param countsLines whether all lines are counted as well, which takes a third longer
     * @throws UserError where the pattern has no such group
     */
    TryCount(LinePattern pattern, @Nullable String by, ZoneId zone, LongPredicate shown, boolean countsLines) {
        this.zone = zone;
        this.shown = shown;
        this.countsLines = countsLines;
        this.alone = by == null && !countsLines ? pattern : null;
        List<TrackerDefinition> one = List.of(tried(pattern, by));
        this.trackers = new Trackers(() -> one, Trackers.BY_LIMIT, processors);
    }

    private static TrackerDefinition tried(LinePattern pattern, @Nullable String by) {
        try {
            return new TrackerDefinition(NAME, NAME, pattern, by);
        } catch (IllegalArgumentException noSuchGroup) {
            throw new UserError("--by " + by + ": the pattern has no group of that name: write one as (?<" + by
                    + ">…), or give --by host");
        }
    }

    /** What is done with a file that is open and settled. */
    @FunctionalInterface
    interface Use {
        void of(OpenLog log) throws IOException;
    }

    /**
     * Counts a file.
     *
     * @throws UserError where it is not there, no file, or cannot be read
     */
    void count(Path file) {
        LinePattern pattern = alone;
        open(file, pattern == null ? this::countByTrackers : log -> countAlone(pattern, log));
    }

    private void countAlone(LinePattern pattern, OpenLog log) throws IOException {
        MatchCounting counting = new MatchCounting(pattern);
        Place place = log.start();
        for (Portion next; (next = log.portion(place, PORTION_BYTES)) != null; place = next.end()) {
            next.read(counting, processors);
            if (next.end().position() == place.position()) {
                break;
            }
        }
        undecided += counting.undecided();
        counting.windows().forEach(this::add);
    }

    private void countByTrackers(OpenLog log) throws IOException {
        Map<String, Place> starts = new HashMap<>(Map.of(NAME, log.start()));
        if (countsLines) {
            starts.put(Trackers.LINES, log.start());
        }
        Iterator<@Nullable Task> tasks = trackers.tasks(log, trackers.now(), starts, Set.of());
        while (tasks.hasNext()) {
            Task task = tasks.next();
            if (task != null) {
                add(trackers.aggregate(trackers.filter(task)));
            }
        }
    }

    /** Opens a file as a log whose first time is known; says so where there is none. */
    void open(Path file, Use use) {
        Clock clock = Clock.systemUTC();
        Logs logs = new Logs(Path.of(""), "", zone, Following.unlogged(clock), clock);
        File requested = file.toFile();
        if (!requested.isFile()) {
            throw new UserError(file + (requested.exists() ? " is no file" : " is not there"));
        }
        try (OpenLog log = logs.open(requested)) {
            OptionalLong first = log.isUnsettled() ? log.findFirstTime() : OptionalLong.empty();
            if (first.isEmpty()) {
                System.err.println(file + " " + log.undated());
                return;
            }
            log.settle(first.getAsLong());
            use.of(log);
        } catch (IOException e) {
            String reason = e instanceof AccessDeniedException ? "permission denied" : String.valueOf(e.getMessage());
            throw new UserError(file + " can't be read: " + reason);
        }
    }

    private void add(long window, long count) {
        matches += count;
        if (shown.test(window)) {
            windows.merge(window, count, Long::sum);
        }
    }

    private void add(Tally tally) {
        for (Tally.Entry entry : tally.entries()) {
            if (entry.key().step() == Step.WINDOW) {
                boolean isLines = entry.key().tracker().equals(Trackers.LINES);
                lines += isLines ? entry.count() : 0;
                if (!isLines && entry.count() > 0) {
                    add(entry.key().start(), entry.count());
                }
            }
        }
        for (BreakDown breakDown : tally.breakDowns()) {
            if (breakDown.key().step() == Step.WINDOW
                    && shown.test(breakDown.key().start())) {
                values.add(breakDown);
            }
        }
    }

    @Override
    public void close() {
        processors.close();
    }

    /** The matches by the start of their window, in epoch seconds; those without are left out. */
    SortedMap<Long, Long> windows() {
        return windows;
    }

    /** The matches of these windows by value; none where they are not broken down. */
    TryValues values() {
        return values;
    }

    /** All matches, also those of windows that are not shown. */
    long matches() {
        return matches;
    }

    /** All lines; 0 where they are not counted. */
    long lines() {
        return lines;
    }

    /** The lines that took too many steps. */
    long undecided() {
        return trackers.undecided(NAME) + undecided;
    }
}
