package org.mailtally.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.mailtally.workbench.ShownLine;

class TrialReportTest {

    private static final TrialReport PLAIN = new TrialReport(false, 60, ZoneOffset.UTC);
    private static final long START = Instant.parse("2026-11-23T09:55:00Z").getEpochSecond();

    @Test
    void fewWindows_areABarEach_alsoThoseWithoutAMatch() {
        String bars = PLAIN.bars(new TreeMap<>(Map.of(START, 4L, START + 600, 2L)));

        assertThat(bars.lines())
                .containsExactly(
                        "matches per 5 minutes, Z",
                        " Mon 23 Nov 09:55 4 ███████████████████████████████████████",
                        " Mon 23 Nov 10:00 0",
                        " Mon 23 Nov 10:05 2 ███████████████████▌");
    }

    @Test
    void manyWindows_areAddedUp_soThatTheyFitAScreen_andNothingIsLost() {
        TreeMap<Long, Long> year = new TreeMap<>();
        for (long at = START; at < START + 400L * 86_400; at += 3_600) {
            year.put(at, 1L);
        }

        List<String> bars = PLAIN.bars(year).lines().toList();

        assertThat(bars).hasSizeLessThan(50);
        assertThat(bars.stream()
                        .skip(1)
                        .mapToLong(
                                bar -> Long.parseLong(bar.substring(17).strip().split(" ")[0]))
                        .sum())
                .isEqualTo(9_600);
    }

    @Test
    void autumnNight_daysOfTheZone_areStillDays() {
        TrialReport berlin = new TrialReport(false, 60, ZoneId.of("Europe/Berlin"));
        TreeMap<Long, Long> days = new TreeMap<>();
        long start = Instant.parse("2026-10-22T22:00:00Z").getEpochSecond();
        for (long at = start; at < start + 6 * 86_400; at += 300) {
            days.put(at, 1L);
        }

        assertThat(berlin.bars(days)).contains("Sun 25 Oct 2026 300 ").contains("Sat 24 Oct 2026 288 ");
    }

    @Test
    void lineOfAStranger_cannotCommandTheTerminal() {
        ShownLine line = new ShownLine(
                ShownLine.Matched.MATCH,
                List.of(
                        new ShownLine.Part(ShownLine.Kind.PLAIN, "a\u001b[2Jb\u0007\u009b"),
                        new ShownLine.Part(ShownLine.Kind.MATCH, "\u001b]0;x\u0007")),
                false);

        String shown = new TrialReport(true, 80, ZoneOffset.UTC).lines(List.of(line));

        assertThat(shown).isEqualTo("a\uFFFD[2Jb\uFFFD\uFFFD\u001b[31m\uFFFD]0;x\uFFFD\u001b[0m\n");
    }

    @Test
    void shares_areOfTheWhole_theRestIsOthers() {
        String shares = PLAIN.shares("by host", new TreeMap<>(Map.of("mx1", 6L, "mx2", 3L)), 10);

        assertThat(shares.lines())
                .containsExactly(
                        "by host",
                        "            6  60.0 % ████████████         mx1",
                        "            3  30.0 % ██████               mx2",
                        "            1  10.0 % ██                   (others)");
    }
}
