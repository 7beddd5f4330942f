package org.mailtally.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A day of the demo's log. */
public final class DemoDay {

    private DemoDay() {}

    /** Writes the day before a moment, and reads its lines. */
    public static List<String> write(Path folder, Instant end) throws IOException {
        try (SampleLog log = new SampleLog(folder, Duration.ofDays(1), Clock.fixed(end, ZoneOffset.UTC), 7)) {
            log.advance();
        }
        List<String> lines = new ArrayList<>(Files.readAllLines(folder.resolve("mail.log.1")));
        lines.addAll(Files.readAllLines(folder.resolve("mail.log")));
        return lines;
    }
}
