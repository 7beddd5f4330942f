package org.mailtally.usual;

import java.time.Duration;

/** What is looked at beside a stretch of time to learn how far counts scatter, and how far from the middle is still usual. */
public enum Rule {
    /** Five minutes. About 4 % of ordinary ones lie outside: they are drawn, never judged. */
    WINDOW(1, Duration.ofMinutes(5), 2.5),
    /** An hour, or another stretch that is judged; those around it are whole hours away. */
    HOUR(3, Duration.ofHours(1), 0),
    /** A day of the zone. */
    DAY(3, Duration.ofDays(1), 0);

    /** From 3 weeks to 8: the fewer there are, the less is known of how far they scatter. */
    private static final double[] FACTORS = {10, 6, 5.5, 5, 4.5, 4};

    /** An hour that a clock is set back or forth. */
    private static final Duration CLOCK_CHANGE = Duration.ofHours(1);

    private final int neighbours;
    private final Duration apart;
    private final double factor;

    /** @param factor the factor whatever the number of weeks; 0 where it follows from that */
    Rule(int neighbours, Duration apart, double factor) {
        this.neighbours = neighbours;
        this.apart = apart;
        this.factor = factor;
    }

    /** How many stretches on either side are looked at. */
    int neighbours() {
        return neighbours;
    }

    Duration apart() {
        return apart;
    }

    /** How many times the scatter is usual, after so many weeks. */
    double factor(int weeks) {
        return factor > 0 ? factor : FACTORS[Math.min(weeks, Usual.WEEKS) - Usual.FEWEST_WEEKS];
    }

    /** How much of the past is looked at before and behind a stretch in each week. */
    public Duration margin() {
        return apart.multipliedBy(neighbours).plus(CLOCK_CHANGE);
    }
}
