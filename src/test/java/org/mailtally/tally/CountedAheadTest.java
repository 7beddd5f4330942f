package org.mailtally.tally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailtally.pattern.LinePattern;
import org.mailtally.source.ChangedLogException;
import org.mailtally.source.Place;
import org.mailtally.source.file.OpenLog;

/** A portion that is counted while the one before it is stored: what may become of it meanwhile. */
final class CountedAheadTest {

    private static final String LINE = "Nov 23 09:50:00 mx1 in out\n";
    private static final long PORTION_BYTES = 100L * LINE.length();

    private final LogUnderTest log;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private List<TrackerDefinition> active = List.of(tracker("in"));

    CountedAheadTest(@TempDir Path folder) {
        this.log = new LogUnderTest(folder);
    }

    @Test
    void tally_longLog_countsEachLineOnceInOrder() throws IOException {
        log.write(LINE.repeat(1_000));
        Trackers trackers = trackers(Runnable::run);

        try (OpenLog open = log.open()) {
            List<Long> lines = new ArrayList<>();
            Iterator<@Nullable Task> tasks = tasks(trackers, open);
            for (Task next; (next = tasks.next()) != null; ) {
                lines.add(lines(trackers.aggregate(trackers.filter(next))));
            }
            assertThat(lines).hasSize(10).containsOnly(100L);
        }
    }

    /** Camel's splitter asks for all that is left, and lets go of it, when the one before could not be stored. */
    @Test
    void next_storingTheOneBeforeFailed_whatIsAskedForAndNotCountedEnds() throws IOException {
        log.write(LINE.repeat(1_000));
        Trackers trackers = trackers(Runnable::run);

        try (OpenLog open = log.open()) {
            Iterator<@Nullable Task> tasks = tasks(trackers, open);
            tallyNext(trackers, tasks);
            int letGo = 0;
            while (tasks.hasNext() && letGo < 100) {
                tasks.next();
                letGo++;
            }
            assertThat(letGo).isEqualTo(2);
        }
    }

    @Test
    void tally_nobodyHasBegunWithIt_isCountedByWhoAsks() throws IOException {
        log.write(LINE.repeat(200));
        Trackers trackers = trackers(waiting::add);

        try (OpenLog open = log.open()) {
            Iterator<@Nullable Task> tasks = tasks(trackers, open);
            tallyNext(trackers, tasks);
            assertThat(waiting).hasSize(1);
            assertThat(lines(tallyNext(trackers, tasks))).isEqualTo(100);
        }
        waiting.remove().run();
    }

    @Test
    void tally_logCutWhileItIsReadAhead_failsWithTheNextOneOnly() throws IOException {
        log.write(LINE.repeat(200));
        Trackers trackers = trackers(waiting::add);

        try (OpenLog open = log.open()) {
            Iterator<@Nullable Task> tasks = tasks(trackers, open);
            assertThat(lines(tallyNext(trackers, tasks))).isEqualTo(100);
            log.write("");
            waiting.remove().run();

            Task next = Objects.requireNonNull(tasks.next());
            assertThatThrownBy(() -> trackers.aggregate(trackers.filter(next))).isInstanceOf(ChangedLogException.class);
        }
    }

    @Test
    void next_editWhileItIsCountedAhead_endsThere() throws IOException {
        log.write(LINE.repeat(200));
        Trackers trackers = trackers(Runnable::run);

        try (OpenLog open = log.open()) {
            Iterator<@Nullable Task> tasks = tasks(trackers, open);
            tallyNext(trackers, tasks);
            active = List.of(tracker("out"));

            assertThat(tasks.next()).isNull();
        }
    }

    @Test
    void close_portionIsBeingReadAhead_waitsForItAndReadsNoOther() throws Exception {
        log.write(LINE.repeat(200));
        Trackers trackers = trackers(waiting::add);
        OpenLog open = log.open();
        Iterator<@Nullable Task> tasks = tasks(trackers, open);
        tallyNext(trackers, tasks);
        CompletableFuture<Void> closed;
        synchronized (open) {
            closed = CompletableFuture.runAsync(() -> close(open));
            waiting.remove().run();
            assertThat(closed).isNotDone();
        }
        Awaitility.await().until(closed::isDone);
        assertThat(lines(tallyNext(trackers, tasks))).isEqualTo(100);
        assertThatThrownBy(() -> open.portion(open.start(), 1)).isInstanceOf(IOException.class);
    }

    private static void close(OpenLog open) {
        try {
            open.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Trackers trackers(Executor ahead) {
        return new Trackers(() -> active, Trackers.BY_LIMIT, PORTION_BYTES, ahead);
    }

    private static Iterator<@Nullable Task> tasks(Trackers trackers, OpenLog open) {
        Map<String, Place> places =
                trackers.names().stream().collect(Collectors.toMap(name -> name, name -> open.start()));
        return trackers.tasks(open, trackers.now(), places, Set.of());
    }

    private static Tally tallyNext(Trackers trackers, Iterator<@Nullable Task> tasks) throws IOException {
        return trackers.aggregate(trackers.filter(Objects.requireNonNull(tasks.next())));
    }

    private static TrackerDefinition tracker(String pattern) {
        return new TrackerDefinition(pattern, pattern, LinePattern.compile(pattern));
    }

    private static long lines(Tally tally) {
        return Counts.of(tally, Trackers.LINES, Step.WINDOW).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }
}
