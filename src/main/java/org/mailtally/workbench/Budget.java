package org.mailtally.workbench;

import java.time.Duration;
import java.util.function.LongSupplier;

/** What a trial may still spend: bytes and time. Not thread-safe. */
final class Budget {

    private final LongSupplier ticker;
    private final long start;
    private final long longest;
    private long bytes;

    Budget(long bytes, LongSupplier ticker, Duration longest) {
        this.bytes = bytes;
        this.ticker = ticker;
        this.start = ticker.getAsLong();
        this.longest = longest.toNanos();
    }

    /** The bytes left. */
    long bytes() {
        return bytes;
    }

    /** The nanoseconds left; not above 0 where the time is over. */
    long nanos() {
        return longest - now();
    }

    /** The nanoseconds since the start. */
    long now() {
        return ticker.getAsLong() - start;
    }

    void spend(long spent) {
        bytes -= spent;
    }

    boolean isSpent() {
        return bytes <= 0 || nanos() <= 0;
    }
}
