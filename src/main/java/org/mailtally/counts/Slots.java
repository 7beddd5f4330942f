package org.mailtally.counts;

import java.time.Duration;
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
            throw new IllegalArgumentException("this range has more than " + MOST + " steps: ask for a shorter one"
                    + (step == Step.DAY ? "" : ", or for step=day"));
        }
        ZonedDateTime start = startOf(step, from.atZone(zone));
        boolean even = step != Step.DAY || zone.getRules().isFixedOffset();
        return new Slots(even ? even(start.toEpochSecond(), to, step.seconds()) : days(start, to));
    }

    private static long[] even(long start, Instant to, long seconds) {
        long end = to.getEpochSecond() + (to.getNano() > 0 ? 1 : 0);
        int size = (int) Math.max(0, -Math.floorDiv(start - end, seconds));
        long[] bounds = new long[size + 1];
        Arrays.setAll(bounds, slot -> start + slot * seconds);
        return bounds;
    }

    /** Where clocks are set back and forth, some days have more hours than others. */
    private static long[] days(ZonedDateTime start, Instant to) {
        long[] bounds = new long[(int) Duration.between(start.toInstant(), to).toDays() + 3];
        int size = 0;
        ZonedDateTime at = start;
        for (; at.toInstant().isBefore(to); at = at.toLocalDate().plusDays(1).atStartOfDay(at.getZone())) {
            bounds[size++] = at.toEpochSecond();
        }
        bounds[size++] = at.toEpochSecond();
        return Arrays.copyOf(bounds, size);
    }

    private static ZonedDateTime startOf(Step step, ZonedDateTime time) {
        return switch (step) {
            case WINDOW ->
                Instant.ofEpochSecond(step.startOf(time.toEpochSecond())).atZone(time.getZone());
            case HOUR -> time.truncatedTo(ChronoUnit.HOURS);
            case DAY -> time.toLocalDate().atStartOfDay(time.getZone());
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

    /** The end of the range: of its last slot. */
    public Instant end() {
        return Instant.ofEpochSecond(bounds[bounds.length - 1]);
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
