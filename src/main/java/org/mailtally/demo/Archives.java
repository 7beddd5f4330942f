package org.mailtally.demo;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.stream.LongStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * The weeks before a sample log begins, as logrotate leaves them with {@code dateext} and {@code compress}: a file a day, such
 * as {@code mail.log-20261006.gz}. The same day, zone and seed give the same lines.
 */
final class Archives {

    private static final int BUFFER = 1 << 16;

    private final Path folder;
    private final ZoneId zone;
    private final Incidents incidents;
    private final long seed;

    Archives(Path folder, ZoneId zone, Incidents incidents, long seed) {
        this.folder = folder;
        this.zone = zone;
        this.incidents = incidents;
        this.seed = seed;
    }

    /** Writes so many days before one, several at a time. */
    void write(LocalDate end, int days) throws IOException {
        Files.createDirectories(folder);
        try {
            LongStream.rangeClosed(1, days).parallel().mapToObj(end::minusDays).forEach(this::write);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void write(LocalDate day) {
        Instant midnight = day.atStartOfDay(zone).toInstant();
        Instant next = day.plusDays(1).atStartOfDay(zone).toInstant();
        String name = "mail.log-" + day.format(DateTimeFormatter.BASIC_ISO_DATE);
        Instant lost = incidents.lost().from();
        if (lost.isAfter(midnight) && lost.isBefore(next)) {
            write(folder.resolve(name + "-1.gz"), midnight, lost);
            write(folder.resolve(name + "-2.gz"), incidents.lost().to(), next);
        } else {
            write(folder.resolve(name + ".gz"), midnight, next);
        }
    }

    private void write(Path file, Instant from, Instant to) {
        try {
            MailHost host = new MailHost(zone, seed + from.getEpochSecond(), from, incidents);
            StringBuilder text = new StringBuilder();
            try (Writer out = new OutputStreamWriter(new QuickGzip(file), StandardCharsets.US_ASCII)) {
                host.until(to.minusNanos(1), line -> {
                    line.writeTo(text, zone);
                    flush(text, out, BUFFER);
                });
                flush(text, out, 1);
            }
            Files.setLastModifiedTime(file, FileTime.from(to));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void flush(StringBuilder text, Writer out, int least) {
        if (text.length() >= least) {
            try {
                out.append(text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            text.setLength(0);
        }
    }

    /** A compressed file that is written in little time rather than to little room. */
    private static final class QuickGzip extends GZIPOutputStream {
        QuickGzip(Path file) throws IOException {
            super(Files.newOutputStream(file), BUFFER);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
