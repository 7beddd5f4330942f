package org.mailtally.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleLogTest {

    private static final Instant START = Instant.parse("2026-11-23T10:22:30.123456789Z");
    private static final Duration PAST = Duration.ofHours(2);
    private static final Duration DAY = Duration.ofHours(26);

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final InstantSource present = now::get;
    private final Clock clock = present.withZone(ZoneId.of("Asia/Kolkata"));
    private Path folder;

    @BeforeEach
    void chooseFolder(@TempDir Path temporary) {
        folder = temporary.resolve("logs");
    }

    private SampleLog open() throws IOException {
        return new SampleLog(folder, PAST, clock, 7);
    }

    private void writeADay() throws IOException {
        new SampleLog(folder, DAY, clock, 7).advance();
    }

    private List<String> lines(String name) throws IOException {
        return Files.readAllLines(folder.resolve(name));
    }

    private static Instant time(String line) {
        return OffsetDateTime.parse(line.substring(0, line.indexOf(' '))).toInstant();
    }

    private List<String> all() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int number = 60; number >= 0; number--) {
            Path file = folder.resolve(number == 0 ? "mail.log" : "mail.log." + number);
            if (Files.exists(file)) {
                lines.addAll(Files.readAllLines(file));
            }
        }
        return lines;
    }

    private void advanceBySeconds(SampleLog log, int seconds) throws IOException {
        for (int second = 0; second < seconds; second++) {
            now.updateAndGet(time -> time.plusSeconds(1));
            log.advance();
        }
    }

    @Test
    void past_newFolder_liesInARotatedAndALiveLog() throws IOException {
        open().advance();

        // The full hour in Kolkata, 5:30 ahead of UTC.
        Instant hour = Instant.parse("2026-11-23T09:30:00Z");
        assertThat(lines("mail.log.1")).allMatch(line -> time(line).isBefore(hour));
        assertThat(lines("mail.log"))
                .isNotEmpty()
                .noneMatch(line -> time(line).isBefore(hour))
                .noneMatch(line -> time(line).isAfter(START));
        assertThat(time(lines("mail.log.1").get(0)))
                .isBetween(START.minus(PAST), START.minus(PAST).plusSeconds(120));
        assertThat(folder.resolve("mail.log.2")).doesNotExist();
    }

    @Test
    void lines_all_standInTheOrderOfTimeInDebiansForm() throws IOException {
        open().advance();

        assertThat(all())
                .allMatch(line -> line.matches(
                        "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}\\+05:30 mx1 postfix/[a-z]+\\[\\d+\\]: .+"));
        assertThat(all().stream().map(SampleLogTest::time)).isSorted();
    }

    @Test
    void lines_ofADay_holdEveryKindThatTrackersLookFor() throws IOException {
        writeADay();
        String text = String.join("\n", all());

        for (String pattern : List.of(
                "/cleanup\\[\\d+\\]: [0-9A-Za-z]+: message-id=<[^>]*@invites\\.example\\.com>",
                "/cleanup\\[\\d+\\]: [0-9A-Za-z]+: message-id=<[^>]*@shop\\.example\\.net>",
                "/smtp\\[\\d+\\]: .* dsn=2\\.0\\.0, status=sent ",
                "/smtp\\[\\d+\\]: .* status=deferred ",
                "/smtp\\[\\d+\\]: .* status=bounced ",
                "/smtpd\\[\\d+\\]: NOQUEUE: reject: ",
                "/qmgr\\[\\d+\\]: .* nrcpt=1 \\(queue active\\)",
                "/qmgr\\[\\d+\\]: [0-9A-Za-z]+: removed")) {
            assertThat(Pattern.compile(pattern).matcher(text).results().count())
                    .as(pattern)
                    .isGreaterThan(50);
        }
    }

    @Test
    void lines_all_nameOnlyReservedHostsAndAddresses() throws IOException {
        writeADay();

        assertThat(all())
                .noneMatch(line -> Pattern.compile("@(?!([a-z0-9]+\\.)*example\\.(com|net|org)\\b)")
                        .matcher(line)
                        .find())
                .noneMatch(line -> Pattern.compile("\\[(?!192\\.0\\.2\\.|198\\.51\\.100\\.|203\\.0\\.113\\.|\\d+\\])")
                        .matcher(line)
                        .find());
    }

    @Test
    void messages_perMinute_followTheDay() throws IOException {
        writeADay();
        Map<Integer, Long> perHour = all().stream()
                .filter(line -> line.contains(": message-id="))
                .map(line -> OffsetDateTime.parse(line.substring(0, line.indexOf(' ')))
                        .getHour())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

        assertThat(perHour).hasSize(24);
        assertThat(perHour.get(2)).isBetween(60L, 300L);
        assertThat(perHour.get(13)).isBetween(250L, 600L);
    }

    @Test
    void lines_sameSeedAndClock_areTheSameSecondBySecondOrAtOnce(@TempDir Path other) throws IOException {
        SampleLog slow = open();
        SampleLog quick = new SampleLog(other, PAST, clock, 7);
        slow.advance();
        advanceBySeconds(slow, 600);
        quick.advance();

        assertThat(folder.resolve("mail.log")).hasSameBinaryContentAs(other.resolve("mail.log"));
        assertThat(folder.resolve("mail.log.1")).hasSameBinaryContentAs(other.resolve("mail.log.1"));
    }

    @Test
    void present_fullHour_turnsTheLogOverByRenaming() throws IOException {
        SampleLog log = open();
        log.advance();
        List<String> before = lines("mail.log");
        List<String> oldest = lines("mail.log.1");
        advanceBySeconds(log, 20 * 60);

        Instant hour = Instant.parse("2026-11-23T10:30:00Z");
        assertThat(lines("mail.log.2")).isEqualTo(oldest);
        assertThat(lines("mail.log.1"))
                .startsWith(before.toArray(String[]::new))
                .allMatch(line -> time(line).isBefore(hour));
        assertThat(lines("mail.log")).isNotEmpty().noneMatch(line -> time(line).isBefore(hour));
        assertThat(all().stream().map(SampleLogTest::time)).isSorted();
    }

    @Test
    void resume_someTimeLater_fillsTheGapAfterTheLastLine() throws IOException {
        open().advance();
        List<String> before = all();
        now.updateAndGet(time -> time.plusSeconds(3600));
        open().advance();

        assertThat(all()).startsWith(before.toArray(String[]::new)).hasSizeGreaterThan(before.size() + 1000);
        assertThat(all().stream().map(SampleLogTest::time)).isSorted();
        assertThat(all()).doesNotHaveDuplicates();
        assertThat(time(all().get(before.size()))).isBefore(START.plusSeconds(300));
    }

    @Test
    void resume_afterLongerThanThePast_beginsThereOnly() throws IOException {
        open().advance();
        int before = all().size();
        now.updateAndGet(time -> time.plus(Duration.ofDays(9)));
        open().advance();

        assertThat(time(all().get(before))).isAfter(clock.instant().minus(PAST));
        assertThat(all().stream().map(SampleLogTest::time)).isSorted();
    }

    @Test
    void resume_atOnce_writesNothingTwice() throws IOException {
        open().advance();
        List<String> before = all();
        open().advance();

        assertThat(all()).startsWith(before.toArray(String[]::new)).doesNotHaveDuplicates();
        assertThat(all().stream().map(SampleLogTest::time)).isSorted();
    }

    @Test
    void resume_halfLineAtTheEnd_isDropped() throws IOException {
        open().advance();
        List<String> before = all();
        Files.writeString(folder.resolve("mail.log"), "2026-11-23T15:12:31.1234", StandardOpenOption.APPEND);
        now.updateAndGet(time -> time.plusSeconds(60));
        open().advance();

        assertThat(all()).startsWith(before.toArray(String[]::new)).hasSizeGreaterThan(before.size());
        assertThat(all().stream().map(SampleLogTest::time)).isSorted();
    }

    @Test
    void resume_rightAfterATurnOver_continuesAfterTheRotatedLog() throws IOException {
        open().advance();
        Files.move(folder.resolve("mail.log"), folder.resolve("mail.log.1"), StandardCopyOption.REPLACE_EXISTING);
        Instant last = time(lines("mail.log.1").get(lines("mail.log.1").size() - 1));
        now.updateAndGet(time -> time.plusSeconds(60));
        open().advance();

        assertThat(lines("mail.log")).isNotEmpty().noneMatch(line -> time(line).isBefore(last));
    }

    @Test
    void weeks_ofThePast_areArchivesOfADayWithAnOutageAStormAndALostLog() throws IOException {
        SampleLog.startAfterWeeks(folder, 3, clock, 7).close();

        assertThat(archive("20261102.gz")).isNotEmpty().allMatch(line -> line.startsWith("2026-11-02T"));
        assertThat(folder.resolve("mail.log-20261101.gz")).doesNotExist();
        assertThat(archive("20261114.gz"))
                .as("an outage")
                .noneMatch(line -> line.matches("2026-11-14T1[12]:.* message-id=.*"))
                .anyMatch(line -> line.matches("2026-11-14T1[12]:.* 452 4\\.3\\.1 .*"));
        assertThat(archive("20261118.gz"))
                .as("a storm of bounces")
                .filteredOn(line -> line.matches("2026-11-18T16:.* status=bounced .*"))
                .hasSizeGreaterThan(100);
        assertThat(time(archive("20261107-1.gz").get(archive("20261107-1.gz").size() - 1)))
                .isBefore(Instant.parse("2026-11-06T21:05:00Z"));
        assertThat(time(archive("20261107-2.gz").get(0))).isAfter(Instant.parse("2026-11-07T03:20:00Z"));
        assertThat(time(all().get(0))).isBefore(Instant.parse("2026-11-21T18:35:00Z"));
    }

    private List<String> archive(String ending) throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(folder.resolve("mail.log-" + ending))),
                StandardCharsets.US_ASCII))) {
            return lines.lines().toList();
        }
    }

    @Test
    void start_clockMoves_writesFromItsOwnThreadUntilClosed() throws IOException {
        try (SampleLog log = SampleLog.start(folder, Duration.ofMinutes(30), clock, 7)) {
            assertThat(log).isNotNull();
            int before = all().size();
            now.updateAndGet(time -> time.plusSeconds(120));
            await().untilAsserted(() -> assertThat(all()).hasSizeGreaterThan(before));
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("sample-log");
    }
}
