package org.mailtally.tally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailtally.pattern.LinePattern;
import org.mailtally.source.Place;
import org.mailtally.source.file.OpenLog;

final class TallyTest {

    private final LogUnderTest log;

    TallyTest(@TempDir Path folder) {
        log = new LogUnderTest(folder);
    }

    @Test
    void tally_linesOfTwoWindows_countsEachTrackerAndTheLines() throws IOException {
        Tally tally = whole(
                new Counts("in", "out"),
                "Nov 23 09:50:00 mx1 in\n",
                "Nov 23 09:54:59 mx1 in out\n",
                "Nov 23 09:55:00 mx1 out\r\n",
                "undated in\n",
                "Nov 23 09:55:01 mx1 other\n");

        assertThat(Counts.of(tally, "in", Step.WINDOW))
                .isEqualTo(Map.of("2026-11-23T09:50Z", 2L, "2026-11-23T09:55Z", 1L));
        assertThat(Counts.of(tally, "out", Step.WINDOW))
                .isEqualTo(Map.of("2026-11-23T09:50Z", 1L, "2026-11-23T09:55Z", 1L));
        assertThat(Counts.of(tally, "lines", Step.WINDOW))
                .isEqualTo(Map.of("2026-11-23T09:50Z", 2L, "2026-11-23T09:55Z", 3L));
        assertThat(Counts.of(tally, "lines", Step.DAY)).isEqualTo(Map.of("2026-11-23T00:00Z", 5L));
        assertThat(tally.trackers()).containsExactly("in", "out", "lines");
        assertThat(tally.isSilence()).isFalse();
    }

    @Test
    void tally_windowWithoutAMatch_isACountOf0() throws IOException {
        Tally tally = whole(new Counts("in"), "Nov 23 09:50:00 mx1 in\n", "Nov 23 09:55:00 mx1 x\n");

        assertThat(Counts.of(tally, "in", Step.WINDOW))
                .isEqualTo(Map.of("2026-11-23T09:50Z", 1L, "2026-11-23T09:55Z", 0L));
        assertThat(tally.entries()).noneMatch(Tally.Entry::silent);
    }

    @Test
    void tally_silenceInsideALog_isWindowsReadOf0() throws IOException {
        Tally tally = whole(new Counts("in"), "Nov 23 07:50:00 mx1 in\n", "Nov 23 09:05:00 mx1 in\n");

        assertThat(Counts.of(tally, "in", Step.WINDOW)).hasSize(16).containsEntry("2026-11-23T08:00Z", 0L);
        assertThat(Counts.of(tally, "lines", Step.HOUR))
                .isEqualTo(Map.of("2026-11-23T07:00Z", 1L, "2026-11-23T08:00Z", 0L, "2026-11-23T09:00Z", 1L));
        assertThat(tally.entries().stream()
                        .filter(Tally.Entry::silent)
                        .map(entry -> entry.key().step())
                        .filter(step -> step == Step.HOUR))
                .hasSize(2);
        assertThat(tally.entries().stream()
                        .filter(Tally.Entry::silent)
                        .filter(entry -> entry.key().step() == Step.WINDOW))
                .hasSize(2 * 14)
                .allMatch(entry -> entry.count() == 0);
    }

    @Test
    void tally_silenceBeforeTheFirstLineOfAPortion_isReadToo() throws IOException {
        Counts counts = new Counts("in");
        log.write("Nov 23 07:50:00 mx1 in\n".repeat(8));
        Place place;
        try (OpenLog open = log.open()) {
            place = Objects.requireNonNull(counts.whole(open).end());
        }
        log.append("Nov 23 08:05:00 mx1 in\n");

        try (OpenLog open = log.open()) {
            Tally tally = counts.tally(open, place, List.of("in", "lines"));

            assertThat(Counts.of(tally, "in", Step.WINDOW))
                    .isEqualTo(Map.of("2026-11-23T07:55Z", 0L, "2026-11-23T08:00Z", 0L, "2026-11-23T08:05Z", 1L));
        }
    }

    @Test
    void tally_silenceOfMoreThanAMonth_isNotKnown() throws IOException {
        assertThat(windowsOf("2024-01-01T00:00:00Z in\n", "2024-02-01T00:00:00Z in\n"))
                .isEqualTo(31 * 288 + 1);
        assertThat(windowsOf("2024-01-01T00:00:00Z in\n", "2024-02-01T00:05:00Z in\n"))
                .isEqualTo(2);
        assertThat(windowsOf("2024-02-01T00:00:00Z in\n", "2024-01-01T00:00:00Z in\n"))
                .isEqualTo(2);
    }

    @Test
    void tally_silenceOfAYear_isNotKnownAndCostsNothing() throws IOException {
        assertThat(windowsOf("2024-01-01T00:00:00Z in\n".repeat(2), "2025-02-04T00:00:00Z in\n".repeat(2)))
                .isEqualTo(2);
    }

    @Test
    void tally_besideAnOddLine_nothingIsKnown() throws IOException {
        String now = "Nov 23 09:53:00 mx1 in\n";
        for (String odd : List.of("Nov 21 09:00:00", "Nov 22 09:00:00", "Nov 25 09:00:00", "Dec 13 09:00:00")) {
            assertThat(windowsOf(now, odd + " mx1 in\n", "Nov 23 09:53:59 mx1 in\n"))
                    .as(odd)
                    .isEqualTo(2);
        }
        assertThat(windowsOf(now, "Nov 24 09:00:00 mx1 in\n".repeat(2), "Nov 23 09:53:59 mx1 in\n"))
                .as("within a day: no odd line")
                .isEqualTo(279);
    }

    @Test
    void tally_oddLineInsideASilence_leavesItKnown() throws IOException {
        assertThat(windowsOf("Nov 23 07:50:00 mx1 in\n", "Nov 20 09:00:00 mx1 in\n", "Nov 23 09:05:00 mx1 in\n"))
                .isEqualTo(16 + 1);
    }

    @Test
    void tally_silenceOfDaysBeforeTheLastLine_isKnownUnlessThatIsOfTheFuture() throws IOException {
        assertThat(windowsOf("Nov 20 09:50:00 mx1 in\n", "Nov 23 09:50:00 mx1 in\n"))
                .isEqualTo(3 * 288 + 1);
        assertThat(windowsOf("Nov 23 09:50:00 mx1 in\n".repeat(2), "Nov 26 09:50:00 mx1 in\n"))
                .isEqualTo(2);
    }

    @Test
    void tally_manySilences_areCountedInPortionsOfFewWindows() throws IOException {
        log.write(monthly(1990, 1992));
        Counts counts = new Counts("in");
        List<Tally> tallies = new ArrayList<>();
        try (OpenLog open = log.open()) {
            counts.run(open, counts.all(open.start()), Set.of(), tallies);
        }

        assertThat(tallies)
                .hasSizeGreaterThan(20)
                .extracting(tally -> Counts.of(tally, "in", Step.WINDOW).size())
                .allMatch(windows -> windows < 2 * 31 * 288 + 10);
        assertThat(tallies.stream()
                        .flatMap(tally -> Counts.of(tally, "in", Step.WINDOW).keySet().stream())
                        .distinct()
                        .count())
                .isEqualTo(699 * 288 + 1);
    }

    @Test
    void tally_recountOfManySilences_holdsThoseOfTenYears() throws IOException {
        log.write(monthly(1980, 1999));

        assertThat(windowsOf()).isBetween(1 << 20, (1 << 20) + 20_000);
    }

    /** A line at the beginning of each month of some years. */
    private static String monthly(int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int month = 0; month < (to - from) * 12; month++) {
            text.append("%04d-%02d-01T00:00:00Z mx1 in\n".formatted(from + month / 12, month % 12 + 1));
        }
        return text.toString();
    }

    @Test
    void tally_lineLateByAWindow_addsToItsOwnWindow() throws IOException {
        Tally tally = whole(
                new Counts("in"),
                "Nov 23 09:54:59 mx1 in\n",
                "Nov 23 09:55:00 mx1 in\n",
                "Nov 23 09:54:59 mx1 in late\n",
                "Nov 23 09:55:01 mx1 in\n");

        assertThat(Counts.of(tally, "in", Step.WINDOW))
                .isEqualTo(Map.of("2026-11-23T09:50Z", 2L, "2026-11-23T09:55Z", 2L));
    }

    @Test
    void tally_longLine_isCountedByItsFirstMiBAndSaidSo() throws IOException {
        Counts counts = new Counts("in", "behind");
        Tally tally =
                whole(counts, "Nov 23 09:50:00 mx1 in" + " ".repeat(3 << 20) + "behind\n", "Nov 23 09:50:00 mx1 in\n");

        assertThat(Counts.of(tally, "in", Step.WINDOW)).isEqualTo(Map.of("2026-11-23T09:50Z", 2L));
        assertThat(Counts.of(tally, "behind", Step.WINDOW)).isEqualTo(Map.of("2026-11-23T09:50Z", 0L));
        assertThat(counts.trackers().longLines()).isEqualTo(1);
    }

    @Test
    void tally_lineOfAYearThatDoesNotCount_isCountedAtTheTimeOfTheLineBeforeAndSaidSo() throws IOException {
        Tally tally = whole(new Counts("in"), "2026-11-23T09:50:00Z mx1 in\n", "3026-11-23T09:50:00Z mx1 in\n");

        assertThat(Counts.of(tally, "in", Step.WINDOW)).isEqualTo(Map.of("2026-11-23T09:50Z", 2L));
        assertThat(log.following().remarks()).singleElement().asString().startsWith("1 line of mail.log has a year");
    }

    @Test
    void tally_undecidedLine_isCountedForItsTrackerAlone() throws IOException {
        Counts counts = new Counts("in", "(a+)+\\1b");
        whole(counts, "Nov 23 09:50:00 mx1 in " + "a".repeat(200) + "! b\n");

        assertThat(counts.trackers().undecided("ab")).isEqualTo(1);
        assertThat(counts.trackers().undecided("in")).isZero();
        assertThat(counts.trackers().undecided("unknown")).isZero();
    }

    @Test
    void tally_someTrackers_countsThoseAlone() throws IOException {
        Counts counts = new Counts("in", "out");
        log.write("Nov 23 09:50:00 mx1 in out\n");

        try (OpenLog open = log.open()) {
            assertThat(counts.tally(open, open.start(), List.of("out")).trackers())
                    .containsExactly("out");
            assertThat(counts.tally(open, open.start(), List.of("lines", "in")).trackers())
                    .containsExactly("in", "lines");
            assertThat(counts.tally(open, open.start(), List.of("gone")).entries())
                    .isEmpty();
        }
    }

    @Test
    void tally_silence_is0ForEachTrackerInWindowHourAndDay() throws IOException {
        Trackers trackers = new Counts("in").trackers();
        Tally tally = trackers.aggregate(trackers.filter(new Task.OfSilence("mx1", 1_795_427_700)));

        assertThat(tally.isSilence()).isTrue();
        assertThat(tally.log()).isEqualTo("mx1");
        assertThat(tally.trackers()).containsExactly("in", "lines");
        assertThat(tally.entries()).hasSize(6).allMatch(entry -> entry.count() == 0 && entry.silent());
        assertThat(Set.copyOf(Counts.of(tally, "in", Step.HOUR).keySet())).hasSize(1);
    }

    @Test
    void definition_wrongName_isRefusedInOneLine() {
        LinePattern pattern = LinePattern.compile("x");
        for (String name : List.of("", "1a", "a b", "a".repeat(65), "\u00e9", "lines", "a.b", "-a")) {
            assertThatThrownBy(() -> new TrackerDefinition(name, "label", pattern))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'" + name + "'")
                    .hasMessageNotContaining("\n");
        }
        assertThat(new TrackerDefinition("a".repeat(64), "label", pattern).name())
                .hasSize(64);
    }

    /** The windows that are read of a log. */
    private int windowsOf(String... lines) throws IOException {
        log.write(String.join("", lines));
        return windowsOf();
    }

    private int windowsOf() throws IOException {
        try (OpenLog open = log.open()) {
            return Counts.of(new Counts("in").whole(open), "in", Step.WINDOW).size();
        }
    }

    private Tally whole(Counts counts, String... lines) throws IOException {
        log.write(String.join("", lines));
        try (OpenLog open = log.open()) {
            return counts.whole(open);
        }
    }
}
