package org.mailtally.counts;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Objects;
import org.mailtally.tally.Step;

/**
 * The parts of a range of time that are counted one by one: windows of UTC, or hours or days of a zone.
 *
 * <p>Hours and days are whole, so the range is widened to them. Immutable and thread-safe.
 */
public final class Slots {

    /** The slots that one question may have: a year of windows, and some. */
    static final int MOST = 110_000;

    private final long[] bounds;

    private Slots(long[] bounds) {
        this.bounds = bounds;
    }

    /** @throws IllegalArgumentException where there would be more than {@link #MOST}; said in one line */
    static Slots of(Step step, Instant from, Instant to, ZoneId zone) {
        long span = to.getEpochSecond() - from.getEpochSecond();
        if (span / step.seconds() > MOST) {
            throw new IllegalArgumentException(
                    "this range has more than " + MOST + " steps: ask for a shorter one, or for step=day");
        }
        long[] bounds = new long[(int) (span / step.seconds()) + 60];
        int size = 0;
        ZonedDateTime at = startOf(step, from.atZone(zone));
        for (; at.toInstant().isBefore(to); at = next(step, at)) {
            if (size + 2 > bounds.length) {
                bounds = Arrays.copyOf(bounds, bounds.length * 2);
            }
            bounds[size++] = at.toEpochSecond();
        }
        bounds[size++] = at.toEpochSecond();
        return new Slots(Arrays.copyOf(bounds, size));
    }

    private static ZonedDateTime startOf(Step step, ZonedDateTime time) {
        return switch (step) {
            case WINDOW ->
                Instant.ofEpochSecond(step.startOf(time.toEpochSecond())).atZone(time.getZone());
            case HOUR -> time.truncatedTo(ChronoUnit.HOURS);
            case DAY -> time.toLocalDate().atStartOfDay(time.getZone());
        };
    }

    private static ZonedDateTime next(Step step, ZonedDateTime start) {
        return switch (step) {
            case WINDOW -> start.plusSeconds(step.seconds());
            case HOUR -> start.plusHours(1);
            case DAY -> start.toLocalDate().plusDays(1).atStartOfDay(start.getZone());
        };
    }

    /** The number of slots. */
    public int size() {
        return bounds.length - 1;
    }

    /** The start of a slot, in epoch seconds. */
    public long start(int slot) {
        return bounds[slot];
    }

    /** The end of a slot, in epoch seconds. */
    public long end(int slot) {
        return bounds[slot + 1];
    }

    /** The slot that a time falls into, in epoch seconds; -1 where it lies outside. */
    int indexOf(long epochSecond) {
        int found = Arrays.binarySearch(bounds, epochSecond);
        int slot = found >= 0 ? found : -found - 2;
        return slot < size() ? slot : -1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Slots slots && Arrays.equals(bounds, slots.bounds);
    }

    @Override
    public int hashCode() {
        return Objects.hash(bounds.length, bounds[0], bounds[bounds.length - 1]);
    }

    /** The longest step whose rows fit whole into the slots. */
    Step finestNeeded(Step step) {
        for (Step coarse : new Step[] {Step.DAY, Step.HOUR}) {
            if (step.seconds() >= coarse.seconds() && Arrays.stream(bounds).allMatch(b -> b % coarse.seconds() == 0)) {
                return coarse;
            }
        }
        return Step.WINDOW;
    }
}
