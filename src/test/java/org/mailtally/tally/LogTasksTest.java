package org.mailtally.tally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailtally.source.ChangedLogException;
import org.mailtally.source.Place;
import org.mailtally.source.file.OpenLog;

final class LogTasksTest {

    private static final String LINE = "Nov 23 09:50:00 mx1 in out\n";

    private final LogUnderTest log;
    private final Counts counts = new Counts("in", "out");
    private final List<Tally> tallies = new ArrayList<>();

    LogTasksTest(@TempDir Path folder) {
        log = new LogUnderTest(folder);
    }

    @Test
    void next_allTrackersAtTheStart_isOneStretchForAll() throws IOException {
        log.write(LINE.repeat(100));

        try (OpenLog open = log.open()) {
            counts.run(open, counts.all(open.start()), Set.of(), tallies);
        }
        assertThat(tallies).extracting(Tally::trackers).containsExactly(List.of("in", "out", "lines"));
    }

    @Test
    void next_trackerBehindTheOthers_comesLastAndMeetsThem() throws IOException {
        log.write(LINE.repeat(100));
        Place middle = end();
        log.append(LINE.repeat(50));

        try (OpenLog open = log.open()) {
            Map<String, Place> places = new HashMap<>(counts.all(middle));
            places.put("out", open.start());
            counts.run(open, places, Set.of(), tallies);
        }
        assertThat(tallies).extracting(Tally::trackers).containsExactly(List.of("in", "lines"), List.of("out"));
        assertThat(tallies).extracting(this::lines).containsExactly(50L, 150L);
    }

    @Test
    void next_trackersInThreePlaces_eachGoesToWhereTheNextOneIs() throws IOException {
        log.write(LINE.repeat(100));
        Place first = end();
        log.append(LINE.repeat(50));
        Place second = end();

        try (OpenLog open = log.open()) {
            counts.run(open, Map.of("in", open.start(), "out", first, "lines", second), Set.of(), tallies);
        }
        assertThat(tallies).extracting(Tally::trackers).containsExactly(List.of("out"), List.of("in"));
        assertThat(tallies).extracting(this::lines).containsExactly(50L, 150L);
    }

    @Test
    void next_linesComeWhileATrackerCatchesUp_leadersGoFirst() throws IOException {
        log.write(LINE.repeat(100));
        Place middle = end();

        try (OpenLog open = log.open()) {
            Map<String, Place> places = new HashMap<>(counts.all(middle));
            places.put("out", open.start());
            Iterator<@Nullable Task> tasks =
                    counts.trackers().tasks(open, counts.trackers().now(), places, Set.of());
            tallies.add(counts.trackers().aggregate(counts.trackers().filter(Objects.requireNonNull(tasks.next()))));
            log.append(LINE.repeat(7));
            while (tasks.hasNext()) {
                Task task = tasks.next();
                if (task != null) {
                    tallies.add(counts.trackers().aggregate(counts.trackers().filter(task)));
                }
            }
        }
        assertThat(tallies).extracting(Tally::trackers).containsExactly(List.of("out"), List.of("in", "out", "lines"));
        assertThat(tallies).extracting(this::lines).containsExactly(100L, 7L);
    }

    @Test
    void next_halfALineAtTheEnd_endsAllTheSame() throws IOException {
        log.write(LINE.repeat(100) + "half");
        Place middle;
        try (OpenLog open = log.open()) {
            middle = Objects.requireNonNull(counts.whole(open).end());
            Map<String, Place> places = new HashMap<>(counts.all(middle));
            places.put("out", open.start());
            counts.run(open, places, Set.of(), tallies);
        }
        assertThat(tallies.stream().mapToLong(this::lines).sum()).isEqualTo(100);
    }

    @Test
    void next_trackerCountedAnew_takesOneStretchToTheEnd() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int window = 0; window < 5_000; window++) {
            text.append("2026-%02d-%02dT%02d:%02d:00Z mx1 in out\n"
                    .formatted(1 + window / 288 / 28, 1 + window / 288 % 28, window / 12 % 24, window * 5 % 60));
        }
        log.write(text.toString());

        try (OpenLog open = log.open()) {
            counts.run(open, Map.of("in", open.start()), Set.of("in"), tallies);
            assertThat(tallies).hasSize(1);

            tallies.clear();
            counts.run(open, Map.of("in", open.start()), Set.of(), tallies);
            assertThat(tallies).hasSizeGreaterThan(1);
        }
        assertThat(tallies.stream().mapToLong(this::lines).sum()).isEqualTo(5_000);
    }

    @Test
    void next_nothingNew_isNone() throws IOException {
        log.write(LINE.repeat(100));
        Place end = end();

        try (OpenLog open = log.open()) {
            Iterator<@Nullable Task> tasks =
                    counts.trackers().tasks(open, counts.trackers().now(), counts.all(end), Set.of());

            assertThat(tasks.hasNext()).isTrue();
            assertThat(tasks.next()).isNull();
            assertThat(tasks.hasNext()).isFalse();
            assertThatThrownBy(tasks::next).isInstanceOf(NoSuchElementException.class);
        }
    }

    @Test
    void next_noTracker_isNone() throws IOException {
        log.write(LINE.repeat(100));

        try (OpenLog open = log.open()) {
            assertThat(counts.trackers()
                            .tasks(open, counts.trackers().now(), Map.of(), Set.of())
                            .next())
                    .isNull();
        }
    }

    @Test
    void next_logRewrittenInPlace_failsOnceAndEnds() throws IOException {
        log.write(LINE.repeat(100));
        Place end = end();
        log.write(LINE.repeat(10) + LINE.replace("mx1", "mx2").repeat(100));

        try (OpenLog open = log.open()) {
            Iterator<@Nullable Task> tasks =
                    counts.trackers().tasks(open, counts.trackers().now(), counts.all(end), Set.of());

            assertThatThrownBy(tasks::next)
                    .isInstanceOf(UncheckedIOException.class)
                    .hasCauseInstanceOf(ChangedLogException.class);
            assertThat(tasks.hasNext()).isFalse();
        }
    }

    private Place end() throws IOException {
        try (OpenLog open = log.open()) {
            return Objects.requireNonNull(counts.whole(open).end());
        }
    }

    /** The lines that the first tracker of a tally counted: each line matches both. */
    private long lines(Tally tally) {
        return Counts.of(tally, tally.trackers().get(0), Step.WINDOW).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }
}
