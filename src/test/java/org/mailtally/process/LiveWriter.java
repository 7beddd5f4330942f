package org.mailtally.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A mail server at work: a thread that writes some 1,000 lines a second into a file by its name, until it is closed. What
 * it writes is in the account of its {@link MailLog}, which belongs to it meanwhile.
 */
final class LiveWriter implements AutoCloseable {

    private static final int MAILS_AT_ONCE = 10;
    private static final int LINES_A_MAIL = 3;
    private static final int MILLIS_BETWEEN_MAILS = 20;
    private static final long PAUSE_NANOS = 1_000_000_000L * MAILS_AT_ONCE * LINES_A_MAIL / 1_000;

    private final MailLog account;
    private final Path file;
    private final Thread thread;
    private Instant time;
    private volatile long written;
    private volatile boolean closed;
    private volatile @Nullable IOException fault;

    /** @param time the time of the first line; from there the log's time goes some seven times as fast as the clock */
    LiveWriter(MailLog account, Path file, Instant time) {
        this.account = account;
        this.file = file;
        this.time = time;
        this.thread = new Thread(this::write, "writer");
        thread.setDaemon(true);
        thread.start();
    }

    /** The lines written so far. */
    long written() {
        return written;
    }

    private void write() {
        long next = System.nanoTime();
        try {
            while (!closed) {
                step();
                next += PAUSE_NANOS;
                LockSupport.parkNanos(next - System.nanoTime());
            }
        } catch (IOException e) {
            fault = e;
        }
    }

    private synchronized void step() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int mail = 0; mail < MAILS_AT_ONCE; mail++) {
            time = time.plusMillis(MILLIS_BETWEEN_MAILS);
            text.append(account.mail(time, MailLog.Form.RFC_3339));
        }
        MailLog.append(file, text.toString());
        written += (long) MAILS_AT_ONCE * LINES_A_MAIL;
    }

    /** What is done while nothing is written. */
    @FunctionalInterface
    interface Pause {
        void run() throws IOException;
    }

    /** Does something between two writes. */
    synchronized void between(Pause pause) throws IOException {
        pause.run();
    }

    @Override
    public void close() throws IOException {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        IOException failed = fault;
        if (failed != null) {
            throw failed;
        }
    }
}
