package org.mailtally.store;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the store answers, and since when it does or does not: for the pages. Thread-safe. */
public final class StoreWatch {

    /**
     * How the store is.
     *
     * @param answers whether its last answer was one
     * @param since since when that is so
     * @param fault what was wrong, in one line; empty where it answers
     */
    public record State(boolean answers, Instant since, String fault) {}

    private static final Logger LOG = LoggerFactory.getLogger(StoreWatch.class);

    private final Clock clock;
    private final AtomicLong writes = new AtomicLong();
    private volatile State state;

    public StoreWatch(Clock clock) {
        this.clock = clock;
        this.state = new State(true, clock.instant(), "");
    }

    public State state() {
        return state;
    }

    /** How often this process has stored something: what was read under an earlier number may be old. */
    public long writes() {
        return writes.get();
    }

    /** Notes that something was stored. */
    public void wrote() {
        writes.incrementAndGet();
        answered();
    }

    /** Notes that the store answered. */
    public synchronized void answered() {
        if (!state.answers()) {
            LOG.info("The store answers again; it did not since {}", state.since());
            state = new State(true, clock.instant(), "");
        }
    }

    /** Notes that the store did not answer, or answered with a fault. */
    public synchronized void failed(Throwable cause) {
        String message = cause.getMessage();
        String fault = message == null
                ? cause.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
        boolean isNew = state.answers();
        state = new State(false, isNew ? clock.instant() : state.since(), fault);
        if (isNew) {
            LOG.warn("The store does not answer; reading waits, nothing is lost: {}", fault);
        }
    }
}
