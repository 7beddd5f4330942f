package org.mailtally.workbench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.mailtally.pattern.LinePattern;
import org.mailtally.source.file.Following;
import org.mailtally.source.file.Logs;
import org.mailtally.source.file.OpenLog;

/** The entry to this room: tries patterns on the newest lines of a folder's logs. Thread-safe. */
public final class Workbench {

    /** The uncompressed bytes that one trial looks at. */
    static final long MOST_BYTES = 64L << 20;

    /** How long one trial takes, but for the piece it is at. */
    static final Duration LONGEST = Duration.ofMillis(800);

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);
    private static final int MOST_TRIALS = 2;

    /** How many wait for one of these: each keeps a thread of the server waiting. */
    private static final int MOST_WAITING = 4;

    private static final Duration DAY = Duration.ofDays(1);

    /** How much longer the content of a compressed log is taken to be than its file. */
    private static final int PACKED = 16;

    private final Supplier<List<Path>> files;
    private final Path folder;
    private final ZoneId zone;
    private final Clock clock;
    private final LongSupplier ticker;
    private final Semaphore trials = new Semaphore(MOST_TRIALS);
    private final Semaphore waiting = new Semaphore(MOST_WAITING);

    /**
     * @param files the logs there are now, in any order
     * @param folder the folder they are in
     * @param zone the zone of line times that name none
     * @param clock tells the last hour
     * @param ticker nanoseconds that only go forward, as {@link System#nanoTime}
     */
    public Workbench(Supplier<List<Path>> files, Path folder, ZoneId zone, Clock clock, LongSupplier ticker) {
        this.files = files;
        this.folder = folder;
        this.zone = zone;
        this.clock = clock;
        this.ticker = ticker;
    }

    /**
     * Tries a pattern.
     *
     * @return empty where too many others are being tried
     * @throws InterruptedException where the thread is to end
     */
    public Optional<Trial> attempt(LinePattern pattern) throws InterruptedException {
        if (!hasItsTurn()) {
            return Optional.empty();
        }
        try {
            Instant now = clock.instant();
            Findings findings = new Findings(pattern, now, ticker);
            Budget budget = new Budget(MOST_BYTES, ticker, LONGEST);
            newestFirst(now).forEach(file -> look(file, findings, budget));
            return Optional.of(findings.trial());
        } finally {
            trials.release();
        }
    }

    private boolean hasItsTurn() throws InterruptedException {
        if (trials.tryAcquire()) {
            return true;
        }
        if (!waiting.tryAcquire()) {
            return false;
        }
        try {
            return trials.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            waiting.release();
        }
    }

    private List<File> newestFirst(Instant now) {
        long oldest = now.minus(DAY).toEpochMilli();
        return files.get().stream()
                .map(Path::toFile)
                .filter(file -> file.lastModified() >= oldest)
                .sorted(Comparator.comparingLong(File::lastModified).reversed())
                .toList();
    }

    /** Looks at one log; one that cannot be read is passed over, since the page says so already. */
    private void look(File file, Findings findings, Budget budget) {
        Instant modified = Instant.ofEpochMilli(file.lastModified());
        Logs logs = new Logs(folder, "", zone, new Following(clock), clock);
        try (OpenLog log = logs.open(file)) {
            if (!log.isUnsettled()) {
                return;
            }
            if (log.isCompressed()) {
                packed(log, modified, findings, budget);
            } else {
                new Backwards(log, budget).read(findings);
            }
        } catch (IOException unreadable) {
            findings.unread(modified);
        }
    }

    /** A compressed log is looked at whole, or not at all. */
    private static void packed(OpenLog log, Instant modified, Findings findings, Budget budget) throws IOException {
        if (budget.bytes() < log.size() * PACKED || budget.isSpent()) {
            findings.unread(modified);
            return;
        }
        new Backwards(log, budget).readWhole(findings);
    }
}
