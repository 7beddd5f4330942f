package org.mailtally.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailtally.pattern.LinePattern;
import org.mailtally.workbench.ShownLine.Matched;

class WorkbenchTest {

    private static final Instant NOW = Instant.parse("2026-11-23T14:03:30Z");
    private static final String LIST = "message-id=<[^>]*@(?<list>invites|events)\\.example\\.com>";
    private static final DateTimeFormatter RFC_3164 =
            DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    @TempDir
    private Path folder;

    private final AtomicLong ticker = new AtomicLong();

    @Test
    void lastHour_isTheTwelveFinishedWindows_withWhatGroupsHeld() throws Exception {
        write(
                "mail.log",
                line("12:59:59", "x@invites.example.com") // a second too old
                        + line("13:00:00", "x@invites.example.com")
                        + line("13:59:59", "y@events.example.com")
                        + line("13:59:59", "z@example.net")
                        + line("14:01:00", "y@events.example.com")); // not finished yet

        Trial trial = attempt(LIST);

        assertThat(trial.lastHour()).isEqualTo(new Trial.Sum(3, 2));
        assertThat(trial.sample()).isEqualTo(new Trial.Sum(5, 4));
        assertThat(trial.groups())
                .containsExactly(new Trial.Group(
                        "list", List.of(new Trial.Value("events", 1), new Trial.Value("invites", 1)), 0));
        assertThat(trial.windows()).hasSize(289).endsWith(1L, 1L);
        assertThat(trial.windows().get(0))
                .as("before the first line nothing is known")
                .isNull();
    }

    @Test
    void newestLines_areMarked_nearMissesToo_theNewestFirst() throws Exception {
        write(
                "mail.log",
                line("14:00:00", "x@invites.example.com") + line("14:00:01", "x@news.example.com")
                        + "2026-11-23T14:00:02Z mx1 postfix/qmgr[9]: A: removed\n");

        List<ShownLine> newest = attempt(LIST).newest();

        assertThat(newest)
                .extracting(ShownLine::matched)
                .containsExactly(Matched.OTHER, Matched.NEAR_MISS, Matched.MATCH);
        assertThat(newest.get(2).parts())
                .containsExactly(
                        new ShownLine.Part(ShownLine.Kind.PLAIN, "2026-11-23T14:00:00Z mx1 postfix/cleanup[9]: A: "),
                        new ShownLine.Part(ShownLine.Kind.MATCH, "message-id=<x@"),
                        new ShownLine.Part(ShownLine.Kind.GROUP, "invites"),
                        new ShownLine.Part(ShownLine.Kind.MATCH, ".example.com>"));
        assertThat(newest.get(1).parts()).contains(new ShownLine.Part(ShownLine.Kind.LITERAL, ".example.com>"));
    }

    @Test
    void yearlessLines_fromTheMiddleOfALargeLog_haveTheirTimes() throws Exception {
        StringBuilder text = new StringBuilder();
        for (Instant time = NOW.minusSeconds(86_400 * 3); time.isBefore(NOW); time = time.plusSeconds(10)) {
            text.append(RFC_3164.format(time))
                    .append(" mx1 postfix/cleanup[9]: A: message-id=<x@invites.example.com>\n");
        }
        write("mail.log", text.toString());

        Trial trial = attempt(LIST);

        assertThat(trial.lastHour()).isEqualTo(new Trial.Sum(360, 360));
        assertThat(trial.windows().subList(1, 288)).allMatch(Long.valueOf(30)::equals);
    }

    @Test
    void compressedLogOfTheDay_isLookedAtToo() throws Exception {
        Path file = folder.resolve("mail.log.1.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(line("13:10:00", "x@invites.example.com").getBytes(StandardCharsets.UTF_8));
        }
        Files.setLastModifiedTime(file, FileTime.from(NOW.minusSeconds(3_000)));
        write("mail.log", line("13:20:00", "x@invites.example.com"));

        assertThat(attempt(LIST).lastHour()).isEqualTo(new Trial.Sum(2, 2));
    }

    @Test
    void timeIsOver_theWindowsBeforeAreNotKnown_butTheNewestAre() throws Exception {
        StringBuilder text = new StringBuilder();
        for (Instant time = NOW.minusSeconds(86_400); time.isBefore(NOW); time = time.plusSeconds(5)) {
            text.append(time).append(" mx1 postfix/cleanup[9]: A: message-id=<x@invites.example.com>\n");
        }
        write("mail.log", text.toString());

        Trial trial = bench(() -> ticker.addAndGet(200_000_000))
                .attempt(LinePattern.compile(LIST))
                .orElseThrow();

        assertThat(trial.sample().lines()).isPositive().isLessThan(17_280);
        assertThat(trial.windows().get(100)).isNull();
        assertThat(trial.windows().get(287)).isEqualTo(60);
    }

    @Test
    void patternThatNeverEnds_leavesItsLinesUndecided_andEnds() throws Exception {
        write("mail.log", ("2026-11-23T14:00:00Z mx1 x: " + "a".repeat(200) + "!\n").repeat(2_000));

        Trial trial = bench(System::nanoTime)
                .attempt(LinePattern.compile("(a+)+\\1b"))
                .orElseThrow();

        assertThat(trial.sample().matches()).isZero();
        assertThat(trial.undecided()).isPositive();
    }

    @Test
    void noLog_binaryLog_emptyLog_findNothing() throws Exception {
        assertThat(attempt(LIST).sample().lines()).isZero();
        write("mail.log", "");
        Files.write(folder.resolve("maillog"), new byte[100_000]);

        assertThat(attempt(LIST).sample().lines()).isZero();
    }

    @Test
    void twoAtATime_aThirdIsTurnedAway() throws Exception {
        write("mail.log", line("14:00:00", "x@invites.example.com"));
        CountDownLatch looking = new CountDownLatch(2);
        CountDownLatch goOn = new CountDownLatch(1);
        Workbench bench = new Workbench(
                () -> {
                    looking.countDown();
                    try {
                        goOn.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return List.of();
                },
                folder,
                ZoneOffset.UTC,
                Clock.fixed(NOW, ZoneOffset.UTC),
                ticker::get);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<Optional<Trial>> first = threads.submit(() -> bench.attempt(LinePattern.compile("a")));
            Future<Optional<Trial>> second = threads.submit(() -> bench.attempt(LinePattern.compile("a")));
            assertThat(looking.await(30, TimeUnit.SECONDS)).isTrue();

            assertThat(bench.attempt(LinePattern.compile("a"))).isEmpty();

            goOn.countDown();
            assertThat(first.get(30, TimeUnit.SECONDS)).isPresent();
            assertThat(second.get(30, TimeUnit.SECONDS)).isPresent();
        } finally {
            threads.shutdownNow();
        }
    }

    private Trial attempt(String pattern) throws InterruptedException {
        return bench(ticker::get).attempt(LinePattern.compile(pattern)).orElseThrow();
    }

    /** The time that passes while it searches is given, so that a sample is not searched again and again. */
    private Workbench bench(LongSupplier passing) {
        return new Workbench(this::files, folder, ZoneOffset.UTC, Clock.fixed(NOW, ZoneOffset.UTC), passing);
    }

    private List<Path> files() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(NOW));
    }

    private static String line(String time, String id) {
        return "2026-11-23T" + time + "Z mx1 postfix/cleanup[9]: A: message-id=<" + id + ">\n";
    }
}
