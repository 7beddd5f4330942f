package org.mailtally.usual;

import org.jspecify.annotations.Nullable;

/**
 * What was learned of a stretch of time. Counts stand as y = 2 √(n + 3/8) in it, which makes the noise of counting 1 at
 * every level.
 *
 * @param weeks of how many of the last weeks it was learned
 * @param middle the median
 * @param reach how far from it is usual
 */
public record Expected(int weeks, double middle, double reach) {

    static final Expected NOTHING = new Expected(0, 0, 0);

    private static final double ANSCOMBE = 3.0 / 8;

    static double y(long count) {
        return 2 * Math.sqrt(count + ANSCOMBE);
    }

    private static double count(double y) {
        double half = Math.max(0, y) / 2;
        return Math.max(0, half * half - ANSCOMBE);
    }

    /** Whether enough weeks are there to know. */
    public boolean isKnown() {
        return weeks >= Usual.FEWEST_WEEKS;
    }

    /** What is usual; null where it is not known. */
    public @Nullable Band band() {
        return band(1);
    }

    /** What is at most so many times as far off as what is usual; null where it is not known. */
    public @Nullable Band band(double times) {
        return isKnown() ? Band.rounded(count(middle - times * reach), count(middle + times * reach)) : null;
    }
}
