package org.mailtally.counts;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;
import org.mailtally.tally.Step;

/**
 * The parts of a range of time that are counted one by one: windows of UTC, or hours or days of a zone.
 *
 * <p>Hours and days are whole, so the range is widened to them. Immutable and thread-safe.
 */
public final class Slots {

    /** The slots that one question may have: a year of windows, and some. */
    static final int MOST = 110_000;

    private static final long[] NONE = {};

    private final long start;
    private final long seconds;
    private final int size;
    private final long[] bounds;

    /**
     * @param seconds the length of each slot
     * @param bounds the starts of all slots and the end of the last one, where not all are as long; else empty
     */
    private Slots(long start, long seconds, int size, long[] bounds) {
        this.start = start;
        this.seconds = seconds;
        this.size = size;
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
        return even ? even(start.toEpochSecond(), to, step.seconds()) : ofDays(days(start, to));
    }

    private static Slots even(long start, Instant to, long seconds) {
        long end = to.getEpochSecond() + (to.getNano() > 0 ? 1 : 0);
        int size = (int) Math.max(0, -Math.floorDiv(start - end, seconds));
        return new Slots(start, seconds, size, NONE);
    }

    private static Slots ofDays(long[] bounds) {
        int size = bounds.length - 1;
        long day = Step.DAY.seconds();
        boolean even = bounds[size] - bounds[0] == size * day
                && IntStream.range(0, size).allMatch(slot -> bounds[slot + 1] - bounds[slot] == day);
        return new Slots(bounds[0], day, size, even ? NONE : bounds);
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
        return size;
    }

    /** The start of a slot, in epoch seconds. */
    public long start(int slot) {
        return bounds.length == 0 ? start + slot * seconds : bounds[slot];
    }

    /** The end of a slot, in epoch seconds. */
    public long end(int slot) {
        return start(slot + 1);
    }

    /** How many bounds are held in memory: none where all slots are equally long. */
    public int bounds() {
        return bounds.length;
    }

    /** The end of the range: of its last slot. */
    public Instant end() {
        return Instant.ofEpochSecond(start(size));
    }

    /** The slot that a time falls into, in epoch seconds; -1 where it lies outside. */
    int indexOf(long epochSecond) {
        if (epochSecond < start || epochSecond >= start(size)) {
            return -1;
        }
        if (bounds.length == 0) {
            return (int) ((epochSecond - start) / seconds);
        }
        int found = Arrays.binarySearch(bounds, epochSecond);
        return found >= 0 ? found : -found - 2;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Slots slots
                && start == slots.start
                && size == slots.size
                && (size == 0 || seconds == slots.seconds)
                && Arrays.equals(bounds, slots.bounds);
    }

    @Override
    public int hashCode() {
        return Objects.hash(size, start, start(size));
    }

    /** The longest step whose rows fit whole into the slots. */
    Step finestNeeded(Step step) {
        for (Step coarse : new Step[] {Step.DAY, Step.HOUR}) {
            if (step.seconds() >= coarse.seconds() && areAllAt(coarse.seconds())) {
                return coarse;
            }
        }
        return Step.WINDOW;
    }

    /** Whether all slots begin and end at multiples of a length. */
    private boolean areAllAt(long multiple) {
        return bounds.length == 0
                ? start % multiple == 0 && (size == 0 || seconds % multiple == 0)
                : Arrays.stream(bounds).allMatch(bound -> bound % multiple == 0);
    }
}
