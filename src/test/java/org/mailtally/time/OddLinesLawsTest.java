package org.mailtally.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/** A line whose date is odd costs that line alone, however many there are and wherever they stand. */
final class OddLinesLawsTest {

    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final long DAY = 86_400;
    private static final List<WrittenForm> YEARLESS =
            List.of(WrittenForm.RFC_3164, WrittenForm.RFC_3164_UNPADDED, WrittenForm.RFC_3164_PRIORITY);

    /** A line: its form, the seconds behind the line before; for an odd one its days from there, else 0. */
    record Written(WrittenForm form, int step, int days) {

        boolean isOdd() {
            return days != 0;
        }

        Instant at(Instant clock) {
            return clock.plusSeconds(days * DAY + days % 7 * 977L);
        }
    }

    @Property(tries = 2_000)
    void next_oddLinesInBetween_allOthersAreOfTheTimesTheyWereWritten(
            @ForAll("oddLogs") List<Written> written, @ForAll("starts") Instant start) {
        List<Instant> windows = new ArrayList<>();
        List<Instant> truth = new ArrayList<>();
        TimeWalk walk = new TimeWalk(ZONE.getRules(), TimeState.first(start.getEpochSecond()));
        Instant clock = start;
        for (Written line : written) {
            clock = line.isOdd() ? clock : clock.plusSeconds(line.step());
            long window = next(walk, line.form().line(line.at(clock), ZONE));
            if (!line.isOdd()) {
                windows.add(Instant.ofEpochSecond(window));
                truth.add(windowOf(clock));
            }
        }

        assertThat(windows).as("%s", written).isEqualTo(truth);
    }

    @Property(tries = 1_000)
    void next_twoHostsOfWhichOneIsBehind_bothAreOfTheTimesTheyWereWritten(
            @ForAll("steps") List<Integer> steps,
            @ForAll("starts") Instant start,
            @ForAll @IntRange(min = 2, max = 70) int daysBehind,
            @ForAll @IntRange(min = 1, max = 9) int burst) {
        TimeWalk walk = new TimeWalk(ZONE.getRules(), TimeState.first(start.getEpochSecond()));
        List<Instant> windows = new ArrayList<>();
        List<Instant> truth = new ArrayList<>();
        Instant clock = start;
        for (int line = 0; line < steps.size(); line++) {
            clock = clock.plusSeconds(steps.get(line));
            boolean isBehind = line / burst % 2 == 1;
            Instant time = isBehind ? clock.minusSeconds(daysBehind * DAY) : clock;
            windows.add(Instant.ofEpochSecond(next(walk, WrittenForm.RFC_3164.line(time, ZONE))));
            truth.add(windowOf(time));
        }

        assertThat(windows).isEqualTo(truth);
    }

    @Property(tries = 1_500)
    void next_anyLines_areWhereTheRuleOnPaperHasThem(
            @ForAll("anyLines") List<Written> written, @ForAll("anyStarts") Instant start) {
        TimeWalk walk = new TimeWalk(ZONE.getRules(), TimeState.first(start.getEpochSecond()));
        NaiveTimes naive = new NaiveTimes(ZONE, start.getEpochSecond());
        List<Long> windows = new ArrayList<>();
        List<Long> onPaper = new ArrayList<>();
        Instant clock = start;
        for (Written line : written) {
            clock = clock.plusSeconds(line.step());
            Instant time = line.at(clock);
            windows.add(next(walk, line.form().line(time, ZONE)));
            onPaper.add(TimeWalk.windowOf(naive.next(head(line.form(), time))));
        }

        assertThat(windows).as("%s", written).isEqualTo(onPaper);
    }

    private static NaiveTimes.Head head(WrittenForm form, Instant time) {
        boolean namesZone = form != WrittenForm.EXIM && !YEARLESS.contains(form);
        return new NaiveTimes.Head(
                LocalDateTime.ofInstant(time, namesZone ? ZoneOffset.UTC : ZONE),
                !YEARLESS.contains(form),
                namesZone ? ZoneOffset.UTC : null);
    }

    private static long next(TimeWalk walk, String line) {
        byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
        return walk.next(bytes, 0, bytes.length);
    }

    private static Instant windowOf(Instant time) {
        return Instant.ofEpochSecond(TimeWalk.windowOf(time.getEpochSecond()));
    }

    /** Lines without a year that go forward, and odd ones among them: of other months, or of other years that they name. */
    @Provide
    Arbitrary<List<Written>> oddLogs() {
        Arbitrary<Written> ordinary = Combinators.combine(
                        Arbitraries.of(YEARLESS), Arbitraries.integers().between(0, 1_700))
                .as((form, step) -> new Written(form, step, 0));
        Arbitrary<Written> odd = Combinators.combine(Arbitraries.of(YEARLESS), days(3, 180))
                .as((form, days) -> new Written(form, 0, days));
        Arbitrary<Written> ofAnotherYear =
                days(190, 9_000).map(days -> new Written(WrittenForm.RFC_3339_ZULU, 0, days));
        return Arbitraries.frequencyOf(Tuple.of(8, ordinary), Tuple.of(2, odd), Tuple.of(1, ofAnotherYear))
                .list()
                .ofMinSize(1)
                .ofMaxSize(120)
                .filter(OddLinesLawsTest::holdsNoTwoOfOneOddDay);
    }

    /** Two of one day look like a log that went on there. */
    private static boolean holdsNoTwoOfOneOddDay(List<Written> written) {
        for (int line = 1; line < written.size(); line++) {
            int apart = Math.floorMod(
                    written.get(line).days() - written.get(line - 1).days(), 365);
            boolean areOdd = written.get(line).isOdd() && written.get(line - 1).isOdd();
            if (areOdd && (apart < 3 || apart > 362)) {
                return false;
            }
        }
        return true;
    }

    private static Arbitrary<Integer> days(int least, int most) {
        return Combinators.combine(Arbitraries.integers().between(least, most), Arbitraries.of(-1, 1))
                .as((days, sign) -> days * sign);
    }

    @Provide
    Arbitrary<List<Integer>> steps() {
        return Arbitraries.integers().between(0, 300).list().ofMinSize(1).ofMaxSize(400);
    }

    @Provide
    Arbitrary<List<Written>> anyLines() {
        return Combinators.combine(
                        Arbitraries.of(
                                WrittenForm.RFC_3164,
                                WrittenForm.RFC_3164,
                                WrittenForm.RFC_3164,
                                WrittenForm.RFC_3339_ZULU,
                                WrittenForm.EXIM),
                        Arbitraries.frequencyOf(
                                Tuple.of(6, Arbitraries.integers().between(-90, 1_700)),
                                Tuple.of(1, Arbitraries.integers().between(-7_200, 100_000))),
                        Arbitraries.frequencyOf(
                                Tuple.of(6, Arbitraries.just(0)),
                                Tuple.of(2, Arbitraries.integers().between(-45, 45)),
                                Tuple.of(1, Arbitraries.integers().between(-800, 800))))
                .as(Written::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(40);
    }

    /** Days before the turn of a year, both nights at which Berlin's clocks turn, 29 February, and an ordinary day. */
    @Provide
    Arbitrary<Instant> starts() {
        return Arbitraries.of(
                Instant.parse("2026-10-24T20:00:00Z"),
                Instant.parse("2026-12-31T12:00:00Z"),
                Instant.parse("2027-03-27T20:00:00Z"),
                Instant.parse("2028-02-28T12:00:00Z"),
                Instant.parse("2026-11-23T09:53:00Z"));
    }

    /** The same, and a host behind by days meets the autumn night, and the ends of the years that count. */
    @Provide
    Arbitrary<Instant> anyStarts() {
        return Arbitraries.oneOf(
                starts(),
                Arbitraries.of(
                        Instant.parse("2026-10-25T00:40:00Z"),
                        Instant.parse("2026-10-28T00:40:00Z"),
                        Instant.parse("1900-01-02T00:00:00Z"),
                        Instant.parse("2999-12-30T00:00:00Z")));
    }
}
