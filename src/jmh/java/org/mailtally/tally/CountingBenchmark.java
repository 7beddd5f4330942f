package org.mailtally.tally;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.mailtally.pattern.LineMatcher;
import org.mailtally.pattern.LinePattern;
import org.mailtally.source.Portion;
import org.mailtally.source.file.Following;
import org.mailtally.source.file.Logs;
import org.mailtally.source.file.OpenLog;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The inner loops of counting on one processor, over 16 MiB of a made-up log: reading with the windows of all lines, and
 * the same with a pattern searched for. The difference is the search.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
public class CountingBenchmark {
    private static final int BYTES = 1 << 24;

    @Param({
        "message-id=<[^>]*@invites\\.example\\.com>",
        "status=sent",
        "\\b[45]\\.\\d\\.\\d\\b",
        "(?=.)status=deferred"
    })
    public String pattern = "";

    private Path file = Path.of("");
    private LineMatcher matcher = LinePattern.compile("").matcher();

    /** Writes the log. */
    @Setup(Level.Trial)
    public void write() throws IOException {
        Random random = new Random(7);
        StringBuilder log = new StringBuilder();
        for (int mail = 0; log.length() < BYTES; mail++) {
            String head = String.format(
                    Locale.ROOT, "2026-11-23T%02d:%02d:01.%06d+00:00 mx1 ", mail / 6000 % 24, mail / 100 % 60, mail);
            String id = Long.toString(random.nextLong() >>> 4, 36);
            String host = random.nextInt(4) == 0 ? "invites.example.com" : "shop.example.net";
            log.append(head).append("postfix/smtpd[1211]: connect from web7.example.net[192.0.2.201]\n");
            log.append(head).append("postfix/cleanup[1216]: ").append(id);
            log.append(": message-id=<x@").append(host).append(">\n");
            log.append(head).append("postfix/qmgr[874]: ").append(id);
            log.append(": from=<a@").append(host).append(">, size=9\n");
            log.append(head).append("postfix/smtp[1220]: ").append(id);
            log.append(": to=<b@example.org>, dsn=2.0.0, status=sent\n");
        }
        file = Files.writeString(Files.createTempFile("counting", ".log"), log, StandardCharsets.ISO_8859_1);
        matcher = LinePattern.compile(pattern).matcher();
    }

    /** Removes it. */
    @TearDown(Level.Trial)
    public void remove() throws IOException {
        Files.deleteIfExists(file);
    }

    @Benchmark
    public long read() {
        return read(block -> {});
    }

    @Benchmark
    public long readAndSearch() {
        long[] matches = new long[1];
        read(block -> {
            matcher.search(block.bytes(), block.length());
            matches[0] += matcher.count();
        });
        return matches[0];
    }

    private long read(Portion.Blocks blocks) {
        Clock clock = Clock.systemUTC();
        Logs logs = new Logs(Path.of(""), "", ZoneOffset.UTC, new Following(clock), clock);
        try (OpenLog log = logs.open(file.toFile())) {
            log.settle(log.findFirstTime().orElseThrow());
            Portion portion = log.portion(log.start(), Long.MAX_VALUE);
            if (portion == null) {
                throw new IllegalStateException("the log is empty");
            }
            portion.read(blocks);
            return portion.end().position();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
