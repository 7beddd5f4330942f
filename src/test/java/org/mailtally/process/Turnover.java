package org.mailtally.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/**
 * What turns a log over in every way that administrators know: renamed with numbers and compressed one turn later, renamed
 * with a date, compressed at once, copied and cut, renamed twice in a row. To be done while nobody writes. Not thread-safe.
 */
final class Turnover {

    private enum Way {
        NUMBERED,
        DATED,
        COMPRESSED,
        COPIED_AND_CUT,
        TWICE
    }

    private final Path folder;
    private final Path log;
    private final Random random;
    private int turns;

    Turnover(Path log, Random random) {
        this.log = log;
        this.folder = log.resolveSibling("");
        this.random = random;
    }

    /** How often the log was turned over. */
    int turns() {
        return turns;
    }

    /** Turns the log over in one way or another. */
    void turn() throws IOException {
        if (!Files.exists(log)) {
            return;
        }
        turns++;
        Path dated = folder.resolve("mail.log-20261124-" + turns);
        switch (Way.values()[random.nextInt(Way.values().length)]) {
            case NUMBERED -> shift();
            case DATED -> Files.move(log, dated);
            case COMPRESSED -> {
                Files.move(log, dated);
                compress(dated);
            }
            case COPIED_AND_CUT -> {
                Files.copy(log, dated);
                cut(log);
            }
            case TWICE -> {
                Path first = folder.resolve("mail.log.0");
                Files.move(log, first);
                Files.move(first, dated);
            }
        }
    }

    private void shift() throws IOException {
        Path second = folder.resolve("mail.log.2");
        Path first = folder.resolve("mail.log.1");
        if (Files.exists(second)) {
            Path old = folder.resolve("mail.log.old-" + turns);
            Files.move(second, old);
            compress(old);
        }
        if (Files.exists(first)) {
            Files.move(first, second);
        }
        Files.move(log, first);
    }

    /** Cuts a file to nothing, as copytruncate does once it has copied it. */
    static void cut(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(0);
        }
    }

    /** Compresses a file as gzip does: the new one grows beside the old one, which is deleted then. */
    static void compress(Path file) throws IOException {
        Path compressed = file.resolveSibling(file.getFileName() + ".gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(compressed))) {
            Files.copy(file, out);
        }
        Files.delete(file);
    }
}
