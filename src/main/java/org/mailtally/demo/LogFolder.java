package org.mailtally.demo;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** The folder of a log that logrotate turns over by renaming: {@code mail.log}, {@code mail.log.1} and so on. */
final class LogFolder {

    private static final int KEPT = 48;
    private static final int TAIL_BYTES = 8 * 1024;

    private final Path folder;
    private final Path live;

    LogFolder(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.live = folder.resolve("mail.log");
    }

    /** The time of the last whole line on disk, empty where there is none that begins with a time. */
    Optional<Instant> lastTime() throws IOException {
        Optional<Instant> last = lastTime(live);
        return last.isPresent() ? last : lastTime(rotated(1));
    }

    private static Optional<Instant> lastTime(Path file) throws IOException {
        String[] lines = tail(file).split("\n", -1);
        String last = lines.length < 2 ? "" : lines[lines.length - 2];
        try {
            return Optional.of(OffsetDateTime.parse(last.split(" ", 2)[0]).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static String tail(Path file) throws IOException {
        if (!Files.exists(file)) {
            return "";
        }
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            byte[] bytes = new byte[(int) Math.min(TAIL_BYTES, in.length())];
            in.seek(in.length() - bytes.length);
            in.readFully(bytes);
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    /** Takes away a last line that an earlier writer did not come to the end of. */
    void dropHalfLine() throws IOException {
        String tail = tail(live);
        int half = tail.length() - (tail.lastIndexOf('\n') + 1);
        if (half > 0) {
            try (RandomAccessFile file = new RandomAccessFile(live.toFile(), "rw")) {
                file.setLength(file.length() - half);
            }
        }
    }

    /** Adds text to the live log in one go. */
    void append(CharSequence text) throws IOException {
        Files.writeString(live, text, StandardCharsets.US_ASCII, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Renames every file to the next number; the one beyond the last that is kept is deleted. */
    void rotate() throws IOException {
        if (!Files.exists(live)) {
            return;
        }
        Files.deleteIfExists(rotated(KEPT));
        for (int number = KEPT - 1; number >= 1; number--) {
            if (Files.exists(rotated(number))) {
                Files.move(rotated(number), rotated(number + 1));
            }
        }
        Files.move(live, rotated(1));
    }

    private Path rotated(int number) {
        return folder.resolve("mail.log." + number);
    }
}
