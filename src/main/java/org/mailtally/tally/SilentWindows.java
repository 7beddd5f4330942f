package org.mailtally.tally;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * The windows that ended while every log was followed to its end: in those without a line it is known that none came, so that
 * a quiet night is distinguished from a night when nobody looked.
 *
 * <p>It is reported as each poll begins, and, when it has ended, what was read of what was there as it began. A window was
 * looked at where all was read as of its beginning or before, as of two seconds after its end, and in between at least once a
 * minute. Such a window stays to be written until it is {@link #done}, however long the store is away. A step of the clock
 * writes nothing: it is not known then which windows these were. Thread-safe.
 */
public final class SilentWindows {

    private static final long GRACE_SECONDS = 2;
    private static final long STEP_NANOS = 5_000_000_000L;
    private static final long LONGEST_PAUSE_NANOS = 60_000_000_000L;
    private static final long NOBODY_LOOKS = Long.MAX_VALUE;
    private static final int MOST_WAITING = 10_000;
    private static final int MOST_AT_ONCE = 100;

    private final String source;
    private final Clock clock;
    private final LongSupplier ticker;
    private final Deque<Long> waiting = new ArrayDeque<>();
    private long next = NOBODY_LOOKS;
    private long lastMillis;
    private long lastTick;
    private long readTick;

    /**
     * @param source the source's name
     * @param ticker nanoseconds that only go forward, as {@link System#nanoTime}
     */
    public SilentWindows(String source, Clock clock, LongSupplier ticker) {
        this.source = source;
        this.clock = clock;
        this.ticker = ticker;
        this.lastMillis = clock.millis();
        this.lastTick = ticker.getAsLong();
    }

    /** A poll begins. */
    public synchronized void begin() {
        long millis = clock.millis();
        long tick = ticker.getAsLong();
        boolean isStep = Math.abs((millis - lastMillis) * 1_000_000 - (tick - lastTick)) > STEP_NANOS;
        lastMillis = millis;
        lastTick = tick;
        if (isStep) {
            waiting.clear();
            next = NOBODY_LOOKS;
        }
    }

    /** The poll has ended, and all that was in the live logs when it began is read. */
    public synchronized void read() {
        long now = Math.floorDiv(lastMillis, 1000);
        if (next == NOBODY_LOOKS || lastTick - readTick > LONGEST_PAUSE_NANOS) {
            long window = Step.WINDOW.startOf(now);
            boolean isItsBeginning = window * 1000 == lastMillis;
            next = isItsBeginning ? window : window + Step.WINDOW.seconds();
        }
        readTick = lastTick;
        while (next + Step.WINDOW.seconds() + GRACE_SECONDS <= now) {
            waiting.add(next);
            next += Step.WINDOW.seconds();
        }
        while (waiting.size() > MOST_WAITING) {
            waiting.remove();
        }
    }

    /** The poll has ended, and it is not known whether lines came that nobody reads. */
    public synchronized void unknown() {
        next = NOBODY_LOOKS;
    }

    /** The windows that were looked at and are still to be written, the oldest of them; given again until they are done. */
    public synchronized List<Task> due() {
        return waiting.stream()
                .limit(MOST_AT_ONCE)
                .<Task>map(window -> new Task.OfSilence(source, window))
                .toList();
    }

    /** A task was stored. */
    public synchronized void done(Tally tally) {
        if (tally.isSilence()) {
            waiting.remove(tally.entries().get(0).key().start());
        }
    }
}
