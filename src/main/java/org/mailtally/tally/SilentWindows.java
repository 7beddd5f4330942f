package org.mailtally.tally;

import java.time.Clock;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * The windows that end while the logs are followed to their ends: each is written down once as read, so that a quiet
 * night is told from a night when nobody looked.
 *
 * <p>Asked at each idle poll. A step of the clock writes nothing: where the clock and the ticker disagree, following
 * begins anew. Thread-safe.
 */
public final class SilentWindows {

    private static final long GRACE_SECONDS = 2;
    private static final long STEP_NANOS = 5_000_000_000L;
    private static final long LONGEST_PAUSE_NANOS = 60_000_000_000L;

    private final String source;
    private final Clock clock;
    private final LongSupplier ticker;
    private long since = Long.MAX_VALUE;
    private long lastMillis;
    private long lastTick;

    /**
     * @param source the source's name
     * @param ticker nanoseconds that only go forward, as {@link System#nanoTime}
     */
    public SilentWindows(String source, Clock clock, LongSupplier ticker) {
        this.source = source;
        this.clock = clock;
        this.ticker = ticker;
    }

    /** The window that ended since it was asked last, if one did; given again until it is {@link #done}. */
    public synchronized List<Stretch> due() {
        long millis = clock.millis();
        long tick = ticker.getAsLong();
        long passed = tick - lastTick;
        long stepped = Math.abs((millis - lastMillis) * 1_000_000 - passed);
        lastMillis = millis;
        lastTick = tick;
        long now = Math.floorDiv(millis, 1000);
        if (since == Long.MAX_VALUE || stepped > STEP_NANOS || passed > LONGEST_PAUSE_NANOS) {
            since = now;
            return List.of();
        }
        long window = Step.WINDOW.startOf(since);
        long end = window + Step.WINDOW.seconds();
        return end + GRACE_SECONDS <= now ? List.of(new Stretch.Silence(source, window)) : List.of();
    }

    /** A stretch was stored; of a silence, the next window is due when it ends. */
    public synchronized void done(Tally tally) {
        if (tally.isSilence()) {
            long window = tally.entries().get(0).key().start();
            since = Math.max(since, window + Step.WINDOW.seconds());
        }
    }
}
