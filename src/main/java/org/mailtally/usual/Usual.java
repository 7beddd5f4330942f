package org.mailtally.usual;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * The learning of what is usual, of one tracker: from the same stretch of local time on the same weekday of the last weeks,
 * without those that hold a gap. An hour that the clock skipped is none, of one that it repeated both are looked at. Medians
 * throughout, so that an outage in the past is not learned. Not thread-safe.
 */
public final class Usual {

    /** How many weeks are learned from. */
    public static final int WEEKS = 8;

    /** From how many weeks on something is known. */
    public static final int FEWEST_WEEKS = 3;

    /** Makes the median of distances what the standard deviation is, where counts scatter as they mostly do. */
    private static final double TO_DEVIATION = 1.48;

    /** The noise of counting itself. */
    private static final double LEAST_DEVIATION = 1;

    private final Rule rule;
    private final ZoneId zone;
    private final Past past;
    private final Map<Long, Weeks> learned = new HashMap<>();

    /** What was counted. */
    @FunctionalInterface
    public interface Past {
        /** The count from one time to before another, in epoch seconds; null where not all of that was read. */
        @Nullable
        Long count(long from, long to);
    }

    /** The same stretch in the last weeks. */
    private static final class Weeks {

        private final int read;
        private final double middle;
        private final double[] distances;

        /**
         * @param read how many of them were read
         * @param ys their counts, as y
         */
        private Weeks(int read, double[] ys) {
            this.read = read;
            this.middle = ys.length == 0 ? 0 : median(ys.clone());
            this.distances = Arrays.stream(ys).map(y -> Math.abs(y - middle)).toArray();
        }
    }

    /** @param zone whose weekdays and hours are compared */
    public Usual(Rule rule, ZoneId zone, Past past) {
        this.rule = rule;
        this.zone = zone;
        this.past = past;
    }

    /** What is expected from one time to before another, in epoch seconds. */
    public Expected of(long from, long to) {
        Weeks own = weeks(from, to - from);
        if (own.read < FEWEST_WEEKS) {
            return new Expected(own.read, own.middle, 0);
        }
        DoubleStream distances = Arrays.stream(own.distances);
        for (int away = 1; away <= rule.neighbours(); away++) {
            for (int side : new int[] {-away, away}) {
                distances =
                        DoubleStream.concat(distances, Arrays.stream(weeks(shifted(from, side), to - from).distances));
            }
        }
        double deviation = Math.max(LEAST_DEVIATION, TO_DEVIATION * median(distances.toArray()));
        return new Expected(own.read, own.middle, rule.factor(own.read) * deviation);
    }

    private long shifted(long from, int steps) {
        return rule == Rule.DAY
                ? Instant.ofEpochSecond(from).atZone(zone).plusDays(steps).toEpochSecond()
                : from + steps * rule.apart().toSeconds();
    }

    private Weeks weeks(long from, long length) {
        return learned.computeIfAbsent(from, start -> learn(start, length));
    }

    private Weeks learn(long start, long length) {
        LocalDateTime local = LocalDateTime.ofInstant(Instant.ofEpochSecond(start), zone);
        double[] found = new double[2 * WEEKS];
        int size = 0;
        int weeks = 0;
        for (int week = 1; week <= WEEKS; week++) {
            int before = size;
            LocalDateTime then = local.minusWeeks(week);
            for (ZoneOffset offset : zone.getRules().getValidOffsets(then)) {
                long from = then.toEpochSecond(offset);
                Long count = past.count(from, end(then, from, length));
                if (count != null) {
                    found[size++] = Expected.y(count);
                }
            }
            weeks += size > before ? 1 : 0;
        }
        return new Weeks(weeks, Arrays.copyOf(found, size));
    }

    private long end(LocalDateTime then, long from, long length) {
        return rule == Rule.DAY ? then.plusDays(1).atZone(zone).toEpochSecond() : from + length;
    }

    /** The middle one of some numbers, which are sorted; of an even number of them the mean of both middle ones. */
    private static double median(double[] numbers) {
        Arrays.sort(numbers);
        int half = numbers.length / 2;
        return numbers.length % 2 == 1 ? numbers[half] : (numbers[half - 1] + numbers[half]) / 2;
    }
}
