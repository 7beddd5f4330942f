package org.mailtally.tally;

import java.util.function.LongSupplier;

/**
 * How many bytes of a log are counted and stored in one go: more where the ones before were quickly done, so that what a
 * portion costs the store weighs less; never more than a moment's work, so that an edit or a crash finds little to throw
 * away. Not thread-safe.
 */
final class PortionSize {

    private static final long QUICK_NANOSECONDS = 250_000_000;

    private final long least;
    private final long most;
    private final LongSupplier nanoseconds;
    private long bytes;
    private long asked;

    /**
     * @param least the bytes of the first portion, and of any that takes long
     * @param most the bytes of those that are quickly done
     * @param nanoseconds a clock that only goes forward
     */
    PortionSize(long least, long most, LongSupplier nanoseconds) {
        this.least = least;
        this.most = most;
        this.nanoseconds = nanoseconds;
    }

    /** The bytes of the next portion; the one before is counted and stored. */
    long next() {
        long now = nanoseconds.getAsLong();
        long taken = now - asked;
        asked = now;
        if (bytes == 0) {
            bytes = least;
        } else if (taken <= QUICK_NANOSECONDS) {
            bytes = Math.min(bytes * 2, most);
        } else if (taken > 2 * QUICK_NANOSECONDS) {
            bytes = Math.max(bytes / 2, least);
        }
        return bytes;
    }
}
