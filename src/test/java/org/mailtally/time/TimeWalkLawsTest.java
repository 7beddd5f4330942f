package org.mailtally.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

final class TimeWalkLawsTest {

    private static final Instant START = Instant.parse("2026-10-24T21:30:00Z");
    private static final long DAY = 86_400;

    /** A line's form, how many seconds it comes after the one before, and one byte of its head written over. */
    record Written(WrittenForm form, long seconds, int place, char over) {

        String line(Instant time, ZoneId zone) {
            StringBuilder line = new StringBuilder(form.line(time, zone));
            if (place < line.length()) {
                line.setCharAt(place, over);
            }
            return line.toString();
        }
    }

    @Property(tries = 3_000)
    void next_walkedThroughOrFromAnyStateInTheMiddle_givesTheSameWindows(
            @ForAll("hostileLines") List<Written> written, @ForAll("zones") String zone) {
        List<String> lines = lines(written, START, zone);
        long state = START.getEpochSecond();

        assertThat(Walked.through(zone, state, lines)).isEqualTo(Walked.lineByLine(zone, state, lines));
    }

    @Property(tries = 2_000)
    void next_timesThatGoForward_areThoseThatWereWritten(
            @ForAll("forwardLines") List<Written> written,
            @ForAll("zones") String zone,
            @ForAll("startDays") long startDay) {
        Instant start = START.plusSeconds(startDay * DAY);
        List<Instant> times = times(written, start);
        List<String> lines = lines(written, start, zone);

        List<Instant> windows = Walked.through(zone, start.getEpochSecond(), lines);

        assertThat(windows)
                .isEqualTo(times.stream()
                        .map(time -> Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), 300) * 300))
                        .toList());
    }

    /** Steps shorter than any zone's repeated time, less the minute in which lines may be late: order tells them. */
    @Provide
    Arbitrary<List<Written>> forwardLines() {
        return written(Arbitraries.longs().between(0, 28 * 60), Arbitraries.just(Integer.MAX_VALUE));
    }

    @Provide
    Arbitrary<List<Written>> hostileLines() {
        Arbitrary<Long> steps = Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.longs().between(-5, 70)),
                Tuple.of(2, Arbitraries.longs().between(-7_200, 7_200)),
                Tuple.of(1, Arbitraries.longs().between(-40 * DAY, 40 * DAY)),
                Tuple.of(1, Arbitraries.longs().between(-500 * DAY, 500 * DAY)));
        return written(
                steps,
                Arbitraries.frequencyOf(
                        Tuple.of(3, Arbitraries.just(Integer.MAX_VALUE)),
                        Tuple.of(2, Arbitraries.integers().between(0, 36))));
    }

    private static Arbitrary<List<Written>> written(Arbitrary<Long> steps, Arbitrary<Integer> places) {
        Arbitrary<Character> bytes = Arbitraries.chars().with("0123456789:.,TZ+- <>[]JanDecx\0\u00e9");
        return Combinators.combine(Arbitraries.of(WrittenForm.class), steps, places, bytes)
                .as(Written::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(150);
    }

    @Provide
    Arbitrary<String> zones() {
        return Arbitraries.of("UTC", "Europe/Berlin", "Asia/Kolkata", "Australia/Lord_Howe", "America/St_Johns");
    }

    /** Days from which a run of lines reaches into a year's end or either night at which Berlin's clocks turn. */
    @Provide
    Arbitrary<Long> startDays() {
        return Arbitraries.of(0L, 66L, 67L, 153L, 154L);
    }

    private static List<Instant> times(List<Written> written, Instant start) {
        List<Instant> times = new ArrayList<>();
        Instant time = start;
        for (Written line : written) {
            time = time.plusSeconds(line.seconds());
            times.add(time);
        }
        return times;
    }

    private static List<String> lines(List<Written> written, Instant start, String zone) {
        List<Instant> times = times(written, start);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < written.size(); i++) {
            lines.add(written.get(i).line(times.get(i), ZoneId.of(zone)));
        }
        return lines;
    }
}
