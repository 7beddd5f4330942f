package org.mailtally;

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
import org.mailtally.log.Following;
import org.mailtally.log.Logs;
import org.mailtally.log.OpenLog;
import org.mailtally.log.Place;
import org.mailtally.tally.BreakDown;
import org.mailtally.tally.LinePattern;
import org.mailtally.tally.Step;
import org.mailtally.tally.Stretch;
import org.mailtally.tally.Tally;
import org.mailtally.tally.TrackerDefinition;
import org.mailtally.tally.Trackers;

/** The counting of one pattern over files, without storing anything. Not thread-safe. */
final class TryCount {

    private static final String NAME = "try";

    private final ZoneId zone;
    private final boolean countsLines;
    private final LongPredicate shown;
    private final Trackers trackers;
    private final SortedMap<Long, Long> windows = new TreeMap<>();
    private final TryValues values = new TryValues();
    private long lines;
    private long matches;

    /**
     * @param by what the matches are broken down by: {@code host}, or a named group of the pattern; null for nothing
     * @param shown which windows are shown, by their starts in epoch seconds
     * @param countsLines whether all lines are counted as well, which takes a fifth longer
     * @throws UserError where the pattern has no such group
     */
    TryCount(LinePattern pattern, @Nullable String by, ZoneId zone, LongPredicate shown, boolean countsLines) {
        this.zone = zone;
        this.shown = shown;
        this.countsLines = countsLines;
        List<TrackerDefinition> one = List.of(tried(pattern, by));
        this.trackers = new Trackers(() -> one);
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
        open(file, log -> {
            Map<String, Place> starts = new HashMap<>(Map.of(NAME, log.start()));
            if (countsLines) {
                starts.put(Trackers.LINES, log.start());
            }
            Iterator<@Nullable Stretch> stretches = trackers.stretches(log, trackers.now(), starts, Set.of());
            while (stretches.hasNext()) {
                Stretch stretch = stretches.next();
                if (stretch != null) {
                    add(trackers.tally(stretch));
                }
            }
        });
    }

    /** Opens a file as a log whose first time is known; says so where there is none. */
    void open(Path file, Use use) {
        Clock clock = Clock.systemUTC();
        Logs logs = new Logs(Path.of(""), "", zone, new Following(clock), clock);
        File asked = file.toFile();
        if (!asked.isFile()) {
            throw new UserError(file + (asked.exists() ? " is no file" : " is not there"));
        }
        try (OpenLog log = logs.open(asked)) {
            OptionalLong first = log.isUnsettled() ? log.findFirstTime() : OptionalLong.empty();
            if (first.isEmpty()) {
                System.err.println(file + " holds no line with a time that is known, so none can be counted");
                return;
            }
            log.settle(first.getAsLong());
            use.of(log);
        } catch (IOException e) {
            String reason = e instanceof AccessDeniedException ? "permission denied" : String.valueOf(e.getMessage());
            throw new UserError(file + " can't be read: " + reason);
        }
    }

    private void add(Tally tally) {
        for (Tally.Entry entry : tally.entries()) {
            if (entry.key().step() == Step.WINDOW) {
                boolean isLines = entry.key().tracker().equals(Trackers.LINES);
                lines += isLines ? entry.count() : 0;
                matches += isLines ? 0 : entry.count();
                if (!isLines && entry.count() > 0 && shown.test(entry.key().start())) {
                    windows.merge(entry.key().start(), entry.count(), Long::sum);
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
        return trackers.undecided(NAME);
    }
}
