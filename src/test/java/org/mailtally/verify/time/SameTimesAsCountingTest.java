package org.mailtally.verify.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.mailtally.source.Block;
import org.mailtally.source.Portion;
import org.mailtally.source.file.Following;
import org.mailtally.source.file.Logs;
import org.mailtally.source.file.OpenLog;
import org.mailtally.tally.Step;
import org.mailtally.verify.logs.LogLines;

/** Recounting finds each line where the fast reader finds it, and gives it the same window, however odd its head is. */
class SameTimesAsCountingTest {

    private static final Instant START = Instant.parse("2026-10-24T21:30:00Z");
    private static final long DAY = 86_400;
    private static final List<String> FORMS = List.of(
            "MMM ppd HH:mm:ss",
            "MMM d HH:mm:ss",
            "'<22>'MMM ppd HH:mm:ss",
            "yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX",
            "yyyy-MM-dd'T'HH:mm:ssX",
            "yyyy-MM-dd'T'HH:mm:ss,SSS",
            "'<22>1 'yyyy-MM-dd'T'HH:mm:ss.SSSX",
            "yyyy-MM-dd HH:mm:ss",
            "yyyy-MM-dd HH:mm:ss xx",
            "yyyy-MM-dd'T'HH:mm:ssx",
            "yyyy-MM-dd't'HH:mm:ss.SS'z'",
            "MMM ppd HH:mm:ss.SSS' UTC:'",
            "MMM d yyyy HH:mm:ss",
            "MMMM d, yyyy HH:mm:ss",
            "'<189>123: *'MMM ppd HH:mm:ss.SSS':'",
            "'99 <22>1 'yyyy-MM-dd'T'HH:mm:ssX",
            "EEE MMM ppd HH:mm:ss yyyy",
            "EEE MMM ppd hh:mm:ss a 'CET' yyyy",
            "EEE, d MMM yyyy HH:mm:ss xx",
            "EEE yyyy-MM-dd HH:mm:ss 'CET'",
            "yyyy/MM/dd HH:mm:ss",
            "'['dd/MMM/yyyy:HH:mm:ss xx']'",
            "yyyyMMdd'T'HHmmssX",
            "yyyyMMddHHmmss",
            "yyyy MMM d HH:mm:ss",
            "d MMM HH:mm:ss.SSS",
            "'mail_1  | 'MMM ppd HH:mm:ss",
            "'{\"log\":\"'MMM d HH:mm:ss' x\\n\",\"time\":\"'yyyy-MM-dd'T'HH:mm:ssX'\"}'",
            "'{\"time\":\"'yyyy-MM-dd HH:mm:ss'\",\"msg\":\"'MMM d HH:mm:ss' x\"}'",
            "'{\"ts\":1795427581.5,\"a\":{\"b\":[\"c\"]}}'",
            "'1795427581.25'",
            "'@400000006abc12341a2b3c4d'",
            "'\u00ef\u00bb\u00bf'MMM ppd HH:mm:ss",
            "'no time at all'");

    /** A line: its form, how many seconds it comes after the one before, what follows, and a byte written over. */
    record Written(String form, long seconds, String rest, int place, char over) {

        String line(Instant time, ZoneId zone) {
            String head = DateTimeFormatter.ofPattern(form, Locale.ENGLISH)
                    .withZone(zone)
                    .format(time);
            StringBuilder line = new StringBuilder(head + rest);
            if (place < line.length()) {
                line.setCharAt(place, over);
            }
            return line.toString();
        }
    }

    /** A line as it was found: where it begins, and the start of its window. */
    record Found(long position, long window) {}

    @Property(tries = 3_000)
    void everyLine_ofOddHeads_atTheSamePlaceInTheSameWindow(
            @ForAll("lines") List<Written> written, @ForAll("zones") String zoneName) throws IOException {
        ZoneId zone = ZoneId.of(zoneName);
        StringBuilder text = new StringBuilder();
        Instant time = START;
        for (Written line : written) {
            time = time.plusSeconds(line.seconds());
            text.append(line.line(time, zone)).append('\n');
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.ISO_8859_1);

        assertThat(recounted(bytes, zone)).isEqualTo(counted(bytes, zone));
    }

    private static List<Found> recounted(byte[] bytes, ZoneId zone) throws IOException {
        List<Found> found = new ArrayList<>();
        LineTimes times = new LineTimes(zone, START.getEpochSecond());
        try (LogLines lines = new LogLines(new ByteArrayInputStream(bytes))) {
            while (lines.next()) {
                long minute = times.next(lines.bytes(), lines.from(), lines.to());
                found.add(new Found(lines.start(), Step.WINDOW.startOf(minute)));
            }
        }
        return found;
    }

    private static List<Found> counted(byte[] bytes, ZoneId zone) throws IOException {
        Path folder = Files.createTempDirectory("same-times");
        Path file = Files.write(folder.resolve("mail.log"), bytes);
        Clock clock = Clock.fixed(START, ZoneOffset.UTC);
        List<Found> found = new ArrayList<>();
        try (OpenLog log = new Logs(folder, "mx1", zone, new Following(clock), clock).open(file.toFile())) {
            log.settle(START.getEpochSecond());
            Portion portion = log.portion(log.start(), Long.MAX_VALUE);
            if (portion != null) {
                portion.read(block -> add(block, found));
            }
        } finally {
            Files.delete(file);
            Files.delete(folder);
        }
        return found;
    }

    private static void add(Block block, List<Found> found) {
        for (int run = 0; run < block.runs(); run++) {
            int at = block.runStart(run);
            for (int line = 0; line < block.runLines(run); line++) {
                found.add(new Found(block.offset() + at, block.runWindow(run)));
                while (block.bytes()[at] != '\n') {
                    at++;
                }
                at++;
            }
        }
    }

    @Provide
    Arbitrary<List<Written>> lines() {
        Arbitrary<Long> steps = Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.longs().between(-5, 70)),
                Tuple.of(2, Arbitraries.longs().between(-7_200, 7_200)),
                Tuple.of(1, Arbitraries.longs().between(-40 * DAY, 40 * DAY)),
                Tuple.of(1, Arbitraries.longs().between(-500 * DAY, 500 * DAY)));
        Arbitrary<Integer> places = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just(Integer.MAX_VALUE)),
                Tuple.of(2, Arbitraries.integers().between(0, 36)));
        Arbitrary<Character> bytes =
                Arbitraries.chars().with("0123456789:.,TZ+- <>[]JanDecx\n\r\0\u00e9\t|{}\"/*APMUC");
        Arbitrary<String> rests = Arbitraries.of(" mx1 postfix/qmgr[7]: 4XyZ: removed", "", "\r", " ", "Z", "x\u00e9");
        return Combinators.combine(Arbitraries.of(FORMS), steps, rests, places, bytes)
                .as(Written::new)
                .list()
                .ofMinSize(9)
                .ofMaxSize(40);
    }

    @Provide
    Arbitrary<String> zones() {
        return Arbitraries.of("UTC", "Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "Asia/Kathmandu");
    }
}
