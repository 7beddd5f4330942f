package org.mailtally.tally;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.function.Consumer;
import org.mailtally.source.Block;
import org.mailtally.source.Place;
import org.mailtally.source.Portion;
import org.mailtally.source.file.Following;
import org.mailtally.source.file.Logs;
import org.mailtally.source.file.OpenLog;

/** A log that is written, grows and is read in a test; times that name no zone are of UTC. */
final class LogUnderTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private final Path path;
    private final Following following;
    private final Logs logs;

    LogUnderTest(Path folder) {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        path = folder.resolve("mail.log");
        following = new Following(clock);
        logs = new Logs(folder, "mx1", ZoneOffset.UTC, following, clock);
    }

    Following following() {
        return following;
    }

    void write(String text) throws IOException {
        Files.writeString(path, text, StandardCharsets.ISO_8859_1);
        Files.setLastModifiedTime(path, FileTime.from(NOW));
    }

    void append(String text) throws IOException {
        Files.writeString(path, text, StandardCharsets.ISO_8859_1, StandardOpenOption.APPEND);
    }

    /** The log, settled; the caller closes it. */
    OpenLog open() throws IOException {
        OpenLog log = logs.open(path.toFile());
        log.settle(log.findFirstTime().orElse(NOW.getEpochSecond()));
        return log;
    }

    /** Gives all blocks of what is written now. */
    void blocks(Consumer<Block> blocks) throws IOException {
        try (OpenLog log = open()) {
            portion(log, log.start()).read(blocks::accept);
        }
    }

    static Portion portion(OpenLog log, Place from) throws IOException {
        return Objects.requireNonNull(log.portion(from, Long.MAX_VALUE));
    }
}
