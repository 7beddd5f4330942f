package org.mailtally;

import java.io.File;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.mailtally.log.Following;
import org.mailtally.log.Logs;
import org.mailtally.log.OpenLog;
import org.mailtally.log.Place;
import org.mailtally.log.Portion;
import org.mailtally.log.Processors;
import org.mailtally.tally.LinePattern;
import org.mailtally.tally.MatchCounting;
import org.mailtally.tally.Step;
import org.mailtally.tally.Stretch;
import org.mailtally.tally.Tally;
import org.mailtally.tally.TrackerDefinition;
import org.mailtally.tally.Trackers;

/** The counting of one pattern over files, without storing anything. Not thread-safe. */
final class TryCount implements AutoCloseable {

    private static final String NAME = "try";
    private static final long PORTION_BYTES = 64L << 20;

    private final ZoneId zone;
    private final boolean countsLines;
    private final Processors processors = Processors.ofMachine();
    private final Trackers trackers;
    private final MatchCounting matches;
    private long lines;

    /** @param countsLines whether all lines are counted as well, which takes a third longer */
    TryCount(LinePattern pattern, ZoneId zone, boolean countsLines) {
        this.zone = zone;
        this.countsLines = countsLines;
        this.matches = new MatchCounting(pattern);
        List<TrackerDefinition> one = List.of(new TrackerDefinition(NAME, NAME, pattern));
        this.trackers = new Trackers(() -> one, Trackers.BY_LIMIT, processors);
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
        open(file, countsLines ? this::countLines : this::countMatches);
    }

    private void countMatches(OpenLog log) throws IOException {
        Place place = log.start();
        for (Portion next; (next = log.portion(place, PORTION_BYTES)) != null; place = next.end()) {
            next.read(matches, processors);
            if (next.end().position() == place.position()) {
                return;
            }
        }
    }

    private void countLines(OpenLog log) throws IOException {
        Map<String, Place> starts = Map.of(NAME, log.start(), Trackers.LINES, log.start());
        Iterator<@Nullable Stretch> stretches = trackers.stretches(log, trackers.now(), starts, Set.of());
        while (stretches.hasNext()) {
            Stretch stretch = stretches.next();
            if (stretch != null) {
                add(trackers.tally(stretch));
            }
        }
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
                if (!isLines && entry.count() > 0) {
                    matches.windows().merge(entry.key().start(), entry.count(), Long::sum);
                }
            }
        }
    }

    @Override
    public void close() {
        processors.close();
    }

    /** The matches by the start of their window, in epoch seconds; those without are left out. */
    SortedMap<Long, Long> windows() {
        return matches.windows();
    }

    /** All lines; 0 where they are not counted. */
    long lines() {
        return lines;
    }

    /** The lines that took too many steps. */
    long undecided() {
        return trackers.undecided(NAME) + matches.undecided();
    }
}
