package org.mailtally.store;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the store answers and takes what is counted, and since when it does or does not: for the pages. Thread-safe.
 */
public final class StoreWatch {

    /**
     * How the store is.
     *
     * @param answers whether its last answer was one, and what was last to be stored is
     * @param since since when that is so
     * @param fault what was wrong, in one line; empty where it answers
     */
    public record State(boolean answers, Instant since, String fault) {}

    private static final Logger LOG = LoggerFactory.getLogger(StoreWatch.class);

    private final Clock clock;
    private final AtomicLong writes = new AtomicLong();
    private @Nullable String notAnswered;
    private @Nullable String notStored;
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

    /** Notes that the store answered a question. What could not be stored still is not: a full disk can be read. */
    public synchronized void answered() {
        notAnswered = null;
        settle();
    }

    /** Notes that the store did not answer, or answered with a fault. */
    public synchronized void failed(Throwable cause) {
        notAnswered = StoreFault.of(cause);
        settle();
    }

    /** Notes that what was counted is stored. */
    public synchronized void stored() {
        writes.incrementAndGet();
        notAnswered = null;
        notStored = null;
        settle();
    }

    /** Notes that counting broke off, for the store did not answer or did not take what was counted. */
    public synchronized void notStored(Throwable cause) {
        notStored = StoreFault.of(cause);
        settle();
    }

    private void settle() {
        State previous = state;
        String fault = notStored != null ? notStored : notAnswered;
        if (fault != null) {
            state = new State(false, previous.answers() ? clock.instant() : previous.since(), fault);
            if (previous.answers()) {
                LOG.warn("The store does not answer; reading waits, nothing is lost: {}", fault);
            }
        } else if (!previous.answers()) {
            LOG.info("The store answers again; it did not since {}", previous.since());
            state = new State(true, clock.instant(), "");
        }
    }
}
