package org.mailtally.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A mail log that lives: the past of an invented Postfix host at once, then its present, second by second, in the form Debian 12
 * writes (RFC 3339 with microseconds). The log is turned over by renaming at every full hour: what is older than the hour in
 * which it starts lies in {@code mail.log.1}. A folder that holds such a log already is continued after its last line.
 *
 * <p>The same folder, clock and seed give the same bytes. Writes from one thread of its own until closed.
 */
public final class SampleLog implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(SampleLog.class);
    private static final int PORTION_CHARACTERS = 1 << 20;
    private static final long CLOSING_MILLIS = 10_000;

    private final LogFolder folder;
    private final Clock clock;
    private final ZoneId zone;
    private final MailHost host;
    private final StringBuilder portion = new StringBuilder();
    private final Thread writer = new Thread(this::live, "sample-log");
    private final CountDownLatch closed = new CountDownLatch(1);
    private Instant nextRotation;

    /**
     * Prepares a log; nothing is written yet but a half line of an earlier writer is dropped.
     *
     * @param folder where the log lies, made if need be
     * @param past how far back the log begins, if there is none
     * @param clock tells the present, and the zone in which the host lives
     */
    SampleLog(Path folder, Duration past, Clock clock, long seed) throws IOException {
        this.folder = new LogFolder(folder);
        this.clock = clock;
        this.zone = clock.getZone();
        this.folder.dropHalfLine();
        Instant now = clock.instant();
        Instant earliest = now.minus(past);
        Instant start = this.folder.lastTime().filter(earliest::isBefore).orElse(earliest);
        this.host = new MailHost(zone, seed + start.getEpochSecond(), start, Incidents.NONE);
        Instant hour = hourOf(now);
        this.nextRotation = start.isBefore(hour) ? hour : hour.plus(1, ChronoUnit.HOURS);
    }

    /**
     * Writes the past, then starts to write the present.
     *
     * @throws IOException if the folder cannot be made or written
     */
    public static SampleLog start(Path folder, Duration past, Clock clock, long seed) throws IOException {
        SampleLog log = new SampleLog(folder, past, clock, seed);
        log.advance();
        log.writer.setDaemon(true);
        log.writer.start();
        return log;
    }

    /**
     * Writes weeks of past as compressed archives, in which an outage, a storm of bounces and the loss of a log have their
     * places, then yesterday and today, then starts to write the present. A folder that holds a log already is continued.
     *
     * @throws IOException if the folder cannot be made or written
     */
    public static SampleLog startAfterWeeks(Path folder, int weeks, Clock clock, long seed) throws IOException {
        ZoneId zone = clock.getZone();
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        LocalDate yesterday = today.minusDays(1);
        if (new LogFolder(folder).lastTime().isEmpty()) {
            new Archives(folder, zone, Incidents.before(today, zone), seed).write(yesterday, 7 * weeks - 1);
        }
        Duration past = Duration.between(yesterday.atStartOfDay(zone).toInstant(), clock.instant());
        return start(folder, past, clock, seed);
    }

    private void live() {
        try {
            while (!closed.await(1, TimeUnit.SECONDS)) {
                try {
                    advance();
                } catch (IOException e) {
                    LOGGER.warn("The sample log cannot be written: {}; trying again", e.toString());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Writes every line up to now. */
    void advance() throws IOException {
        try {
            host.until(clock.instant(), this::add);
            writePortion();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void add(Line line) {
        try {
            if (!line.time().isBefore(nextRotation)) {
                writePortion();
                folder.rotate();
                nextRotation = hourOf(line.time()).plus(1, ChronoUnit.HOURS);
            }
            line.writeTo(portion, zone);
            if (portion.length() >= PORTION_CHARACTERS) {
                writePortion();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void writePortion() throws IOException {
        if (!portion.isEmpty()) {
            folder.append(portion);
            portion.setLength(0);
        }
    }

    private Instant hourOf(Instant time) {
        return time.atZone(zone).truncatedTo(ChronoUnit.HOURS).toInstant();
    }

    /** Ends the writing; what is written stays. */
    @Override
    public void close() {
        closed.countDown();
        try {
            writer.join(CLOSING_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
