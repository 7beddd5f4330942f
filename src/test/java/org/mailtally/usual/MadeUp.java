package org.mailtally.usual;

import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Hours of a host that is made up: a rhythm of day and week, counts that scatter as counts do and beyond that, weeks that
 * are busier than others, and failures.
 *
 * @param noon how many messages an hour at noon of a working day has
 * @param scatter how far hours scatter beyond the noise of counting, as a share
 * @param weeks how far weeks do
 * @param failures the share of hours that lost all or half of the mail, or had three times as much
 */
record MadeUp(long seed, double noon, double scatter, double weeks, double failures) implements Usual.Past {

    private static final long HOUR = 3_600;

    @Override
    public @Nullable Long count(long from, long to) {
        Random hour = random(from);
        return hour.nextDouble() < failures
                ? (Long) (long) (ordinary(from) * new double[] {0, 0.5, 3}[hour.nextInt(3)])
                : (Long) ordinary(from);
    }

    /** The count of an hour without a failure. */
    long ordinary(long from) {
        Random week = random(from / (7 * 24 * HOUR) + 77);
        Random hour = random(from + 1);
        double rate = noon
                * (0.15 + 0.85 * Math.pow(Math.sin(Math.PI * (from / HOUR % 24) / 24.0), 2))
                * (from / (24 * HOUR) % 7 < 2 ? 0.3 : 1)
                * Math.exp(weeks * week.nextGaussian())
                * Math.exp(scatter * hour.nextGaussian());
        return Math.max(0, Math.round(rate + Math.sqrt(rate) * hour.nextGaussian()));
    }

    private Random random(long of) {
        Random random = new Random(seed * 1_000_003 + of * 31);
        random.nextLong();
        return new Random(random.nextLong());
    }
}
