package org.mailtally.source.file;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailtally.source.ChangedLogException;

/** A log is cut by copytruncate after it was opened, and another one has begun in its file. */
class LogCutBeforeItsFirstTimeIsClaimedTest {

    @Test
    void findFirstTime_fileHoldsAnotherLogMeanwhile_isNotTakenFromThatOne(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("mail.log"), "  continued\nNov 23 10:00:00 mx postfix: old\n");
        Clock clock = Clock.fixed(Instant.parse("2026-11-23T10:05:00Z"), ZoneOffset.UTC);
        Logs logs = new Logs(folder, "mx", ZoneOffset.UTC, new Following(clock), clock);
        try (OpenLog log = logs.open(file.toFile())) {
            Files.writeString(file, "Nov 23 10:04:00 mx newsyslog: turned over\n");

            assertThatThrownBy(log::findFirstTime).isInstanceOf(ChangedLogException.class);
        }
    }
}
