package org.mailtally.source.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.OptionalLong;
import org.mailtally.source.file.content.Content;

/** A folder of logs under test, with the room's entry type over it. */
final class LogFolder {

    static final String SOURCE = "mx1";
    static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private final Path folder;
    private final Following following;
    private final Logs logs;

    private final UnendedLines unended = new UnendedLines();

    LogFolder(Path folder) {
        this(folder, "UTC");
    }

    LogFolder(Path folder, String zone) {
        this(folder, zone, NOW);
    }

    LogFolder(Path folder, String zone, Instant now) {
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        this.folder = folder;
        this.following = new Following(clock);
        this.logs = new Logs(folder, SOURCE, ZoneId.of(zone), following, clock);
    }

    Following following() {
        return following;
    }

    Logs logs() {
        return logs;
    }

    Path path(String name) {
        return folder.resolve(name);
    }

    /** Writes a file again, in place, last modified now. */
    Path write(String name, String text) throws IOException {
        return write(name, text.getBytes(StandardCharsets.ISO_8859_1), NOW);
    }

    Path write(String name, byte[] bytes, Instant modified) throws IOException {
        Path path = Files.write(path(name), bytes);
        Files.setLastModifiedTime(path, FileTime.from(modified));
        return path;
    }

    void append(String name, String text) throws IOException {
        Files.writeString(path(name), text, StandardCharsets.ISO_8859_1, StandardOpenOption.APPEND);
        Files.setLastModifiedTime(path(name), FileTime.from(NOW));
    }

    OpenLog open(String name) throws IOException {
        return logs.open(path(name).toFile());
    }

    /** A content that stands for a file last modified now. */
    OpenLog opened(String name, Content content, long size) throws IOException {
        OpenLog.Found found =
                new OpenLog.Found(name, SOURCE, size, NOW.getEpochSecond(), false, (log, mark, place) -> {});
        return new OpenLog(
                found,
                path(name),
                content,
                ZoneOffset.UTC.getRules(),
                following,
                new Siblings(LogFiles.allOf(folder), SOURCE),
                unended);
    }

    /** The log, settled as when its marks were claimed without a conflict. */
    OpenLog openSettled(String name) throws IOException {
        OpenLog log = open(name);
        log.settle(log.findFirstTime().orElseThrow());
        return log;
    }

    /** The minute of the first dated line of a file last modified at a time; empty where there is none. */
    OptionalLong firstTime(byte[] bytes, Instant modified) throws IOException {
        write("mail.log", bytes, modified);
        try (OpenLog log = open("mail.log")) {
            return log.findFirstTime();
        }
    }
}
