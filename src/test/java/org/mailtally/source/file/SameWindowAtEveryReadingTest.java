package org.mailtally.source.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.mailtally.source.Place;
import org.mailtally.source.Portion;
import org.mailtally.source.file.WrittenLog.Line;
import org.mailtally.time.WrittenForm;

/**
 * A log whose first time was claimed once is read in pieces, each by an instance of its own, from the checkpoint of the
 * one before, at a later clock and from a file of another age and name, compressed or not.
 */
final class SameWindowAtEveryReadingTest {

    private static final String ZONE = "Europe/Berlin";
    private static final long DAY = 86_400;
    private static final int WHOLE = Integer.MAX_VALUE;

    /**
     * One reading of a log.
     *
     * @param lines the lines it reads before its instance dies
     * @param more the lines behind them that are in the file already
     * @param age how many days after the first reading that is
     * @param name the file's name then
     */
    record Reading(int lines, int more, int age, String name, boolean packed) {}

    @Property(tries = 400)
    void read_inPiecesAtLaterClocks_givesEachLineTheWindowOfOneReading(
            @ForAll("hostileLines") List<Line> lines,
            @ForAll("hostileStarts") Instant start,
            @ForAll("readings") List<Reading> readings)
            throws IOException {
        WrittenLog log = new WrittenLog(lines, start, ZONE);
        long first = start.getEpochSecond();

        assertThat(read(log, first, start, readings))
                .isEqualTo(read(log, first, start, List.of(new Reading(WHOLE, 0, 0, "mail.log", false))));
    }

    @Property(tries = 400)
    void read_linesThatGoForward_givesEachTheWindowItWasWrittenIn(
            @ForAll("forwardLines") List<Line> lines,
            @ForAll("starts") Instant start,
            @ForAll("readings") List<Reading> readings,
            @ForAll("firstReadings") Reading firstReading)
            throws IOException {
        WrittenLog log = new WrittenLog(lines, start, ZONE);
        int claimed = Math.max(log.linesUpToTheFirstDated(), firstReading.lines());
        long first = claim(log, claimed, firstReading);

        List<Given.Line> given = read(log, first, log.timeAfter(claimed), readings);

        assertThat(given.stream().map(Given.Line::window).toList()).isEqualTo(log.windows());
    }

    /** The first time that is found in a file of so many lines, last modified some days after the last of them. */
    private static long claim(WrittenLog log, int lines, Reading reading) throws IOException {
        Path folder = Files.createTempDirectory("same-window");
        Path file = folder.resolve("mail.log");
        Instant modified = log.timeAfter(lines).plus(Duration.ofDays(reading.age()));
        byte[] bytes = log.bytes(lines);
        try {
            return new LogFolder(folder, ZONE)
                    .firstTime(reading.packed() ? Packed.GZIP.pack(bytes) : bytes, modified)
                    .orElseThrow();
        } finally {
            Files.delete(file);
            Files.delete(folder);
        }
    }

    /** All lines, read in such pieces, and the rest in one more. */
    private static List<Given.Line> read(WrittenLog log, long first, Instant firstReading, List<Reading> readings)
            throws IOException {
        List<Reading> all = new ArrayList<>(readings);
        all.add(new Reading(WHOLE, 0, 4_000, "mail.log.9.gz", true));
        List<Given.Line> lines = new ArrayList<>();
        Place place = Place.start(first);
        int read = 0;
        for (Reading reading : all) {
            int to = (int) Math.min(log.size(), (long) read + reading.lines());
            int inFile = Math.min(log.size(), to + reading.more());
            Instant now = firstReading.plus(Duration.ofDays(reading.age()));
            place = read(log.bytes(inFile), first, place, log.bytes(to).length, now, reading, lines);
            read = to;
        }
        assertThat(place.position()).isEqualTo(log.bytes(log.size()).length);
        return lines;
    }

    private static Place read(
            byte[] bytes, long first, Place from, long to, Instant now, Reading reading, List<Given.Line> into)
            throws IOException {
        Path folder = Files.createTempDirectory("same-window");
        LogFolder logs = new LogFolder(folder, ZONE, now);
        Path file = logs.write(reading.name(), reading.packed() ? Packed.GZIP.pack(bytes) : bytes, now);
        Place place = from;
        try (OpenLog log = logs.open(reading.name())) {
            log.settle(first);
            while (place.position() < to) {
                Portion portion = Objects.requireNonNull(log.portion(place, to - place.position()));
                Given given = new Given();
                portion.read(given);
                into.addAll(given.lines());
                place = portion.end();
            }
        } finally {
            Files.delete(file);
            Files.delete(folder);
        }
        return place;
    }

    /** Evenings before the turn of a year, before both nights at which Berlin's clocks turn, and before 29 February. */
    @Provide
    Arbitrary<Instant> starts() {
        return Arbitraries.of(
                Instant.parse("2026-10-24T21:30:00Z"),
                Instant.parse("2026-12-31T20:00:00Z"),
                Instant.parse("2027-03-27T22:00:00Z"),
                Instant.parse("2028-02-28T20:00:00Z"));
    }

    /** The same, and the repeated hour itself. */
    @Provide
    Arbitrary<Instant> hostileStarts() {
        return Arbitraries.oneOf(starts(), Arbitraries.just(Instant.parse("2026-10-25T00:20:00Z")));
    }

    /** Lines whose order tells their times: late by less than a minute, or later by minutes or, here and there, hours. */
    @Provide
    Arbitrary<List<Line>> forwardLines() {
        return lines(
                Arbitraries.frequencyOf(
                        Tuple.of(8, Arbitraries.longs().between(-59, 70)),
                        Tuple.of(4, Arbitraries.longs().between(0, WrittenLog.TOLD_BY_ORDER)),
                        Tuple.of(1, Arbitraries.longs().between(0, 30 * 3_600))),
                Arbitraries.just(""));
    }

    /** Lines that jump by up to a year and a half in either direction, also among them some of other years. */
    @Provide
    Arbitrary<List<Line>> hostileLines() {
        return lines(
                Arbitraries.frequencyOf(
                        Tuple.of(8, Arbitraries.longs().between(-59, 70)),
                        Tuple.of(4, Arbitraries.longs().between(-300, 300)),
                        Tuple.of(1, Arbitraries.longs().between(-7_200, 7_200)),
                        Tuple.of(1, Arbitraries.longs().between(-500 * DAY, 500 * DAY))),
                Arbitraries.frequency(
                        Tuple.of(12, ""),
                        Tuple.of(1, "1999-12-31T23:59:59Z mx1 x"),
                        Tuple.of(1, "Feb 29 12:00:00 mx1 x"),
                        Tuple.of(1, "Mar 28 02:30:00 mx1 skipped")));
    }

    private static Arbitrary<List<Line>> lines(Arbitrary<Long> steps, Arbitrary<String> others) {
        Arbitrary<String> instead = Arbitraries.frequencyOf(
                Tuple.of(6, others),
                Tuple.of(1, Arbitraries.of("\tcontinued", "\r", "Nov 31 10:00:00 mx1 x", "an undated line")));
        Arbitrary<WrittenForm> forms = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just(WrittenForm.RFC_3164)), Tuple.of(1, Arbitraries.of(WrittenForm.class)));
        return Combinators.combine(forms, steps, instead)
                .as(Line::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(60)
                .filter(lines -> lines.stream().anyMatch(line -> line.instead().isEmpty()));
    }

    /** Within the year: at a later first reading nothing tells the year of lines that name none. */
    @Provide
    Arbitrary<Reading> firstReadings() {
        return reading(60, 270);
    }

    @Provide
    Arbitrary<List<Reading>> readings() {
        return reading(20, 5_000).list().ofMinSize(1).ofMaxSize(6);
    }

    private static Arbitrary<Reading> reading(int mostLines, int oldest) {
        return Combinators.combine(
                        Arbitraries.integers().between(0, mostLines),
                        Arbitraries.integers().between(0, 20),
                        Arbitraries.integers().between(0, oldest),
                        Arbitraries.of("mail.log", "mail.log.1", "mail.log-20270101", "maillog", "x.gz"),
                        Arbitraries.of(true, false))
                .as(Reading::new);
    }
}
