package org.mailtally.verify.count;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailtally.pattern.LinePattern;
import org.mailtally.source.Processors;
import org.mailtally.source.file.Following;
import org.mailtally.source.file.Logs;
import org.mailtally.source.file.OpenLog;
import org.mailtally.tally.MatchCounting;
import org.mailtally.verify.logs.LogLines;

/** Recounting finds that a line stands for as many messages as counting finds, however odd it is. */
class SameRepeatsAsCountingTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final String PATTERN = "a\\]?$";
    private static final String[] HEADS = {
        "Nov 23 09:53:01 mx1 ",
        "Nov 23 09:53:01 mx2 ",
        "2026-11-23T09:53:01Z mx1 ",
        "2026-11-23 09:53:01 ",
        "",
        "<22>1 2026-11-23T09:53:01Z mx1 x 9 - - ",
        "{\"time\":\"2026-11-23T09:53:01Z\",\"host\":\"mx1\",\"log\":\""
    };
    private static final String[] TAGS = {"", "x: ", "postfix/smtpd[9]: ", "a b ", "--- "};
    private static final String[] SAID = {
        "message repeated 2 times: [ ",
        "message repeated 3 times: [",
        "message repeated 0 times: [ ",
        "last message repeated 2" + " times",
        "last message repeated 1 time",
        "message repeated 9999999 times: [ ",
        "",
        "",
        ""
    };
    private static final String[] RESTS = {"a", "a]", "b", "]", " ---", "", "\r", "a\"}", "b\"}", "y".repeat(900) + "a"
    };

    private final Random random = new Random(29);

    @Test
    void matches_ofAnyLines_areAsManyAsAreCounted(@TempDir Path folder) throws IOException {
        for (int round = 0; round < 3_000; round++) {
            StringBuilder text = new StringBuilder("2026-11-23T09:53:01Z mx1 first\n");
            for (int line = random.nextInt(30); line >= 0; line--) {
                text.append(any(HEADS))
                        .append(any(TAGS))
                        .append(any(SAID))
                        .append(any(RESTS))
                        .append('\n');
            }

            assertThat(recounted(text.toString())).as("%s", text).isEqualTo(counted(folder, text.toString()));
        }
    }

    private String any(String[] of) {
        return of[random.nextInt(of.length)];
    }

    private static long recounted(String text) throws IOException {
        Definition definition = new Definition(
                "x",
                "0001 x",
                PATTERN,
                ZoneOffset.UTC,
                true,
                LinePattern.compile(PATTERN).lineTest(),
                null);
        RepeatedLines repeated = new RepeatedLines();
        long count = 0;
        try (LogLines lines = new LogLines(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)))) {
            while (lines.next()) {
                repeated.next(lines);
                count += definition.matches(lines, repeated).times();
            }
        }
        return count;
    }

    private static long counted(Path folder, String text) throws IOException {
        Path file = Files.writeString(folder.resolve("mail.log"), text, StandardCharsets.ISO_8859_1);
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        MatchCounting counting = new MatchCounting(LinePattern.compile(PATTERN));
        try (OpenLog log = new Logs(folder, "mx1", ZoneOffset.UTC, new Following(clock), clock).open(file.toFile())) {
            log.settle(NOW.getEpochSecond());
            Objects.requireNonNull(log.portion(log.start(), Long.MAX_VALUE)).read(counting, Processors.of(1));
        }
        return counting.windows().values().stream().mapToLong(Long::longValue).sum();
    }
}
