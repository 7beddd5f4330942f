package org.mailtally.serve;

import java.time.Duration;
import java.time.Instant;

/**
 * How old an answer may be when it is given again, as far as others may have stored something meanwhile. Reading costs
 * little where the store is in this process; where it is elsewhere, its load and the way there count, and the past hardly
 * changes.
 *
 * @param embedded whether the store is in this process
 */
record Freshness(boolean embedded) {

    private static final Duration EMBEDDED = Duration.ofMillis(500);
    private static final Duration LATELY = Duration.ofSeconds(2);
    private static final Duration PAST = Duration.ofSeconds(60);
    private static final Duration SETTLED_AFTER = Duration.ofDays(2);

    /**
     * How long after it was read an answer may be given again.
     *
     * @param to the end of the range that was requested
     */
    Duration of(Instant to, Instant now) {
        if (embedded) {
            return EMBEDDED;
        }
        return to.isAfter(now.minus(SETTLED_AFTER)) ? LATELY : PAST;
    }
}
