package org.mailtally.time;

import java.time.zone.ZoneRules;

/**
 * The walk through the times of a log's lines, from the time state at one position to that at a later one.
 *
 * <p>The window of a line follows from the log alone, never from the clock. A line whose date is odd (a relay's backlog, a
 * clock that was wrong, a forged date) costs that line alone. Rules:
 *
 * <ul>
 *   <li>All times are kept to the minute, so that they do not depend on where a portion ends.
 *   <li>A time without a year is given the year that brings it within a day of the {@link TimeState#reference}, the dated
 *       line before it; else the one that brings it within a month of how far the ordinary lines have come; else the one
 *       that brings it nearest to the reference. A line that names a year more than half a year away is no reference.
 *   <li>The {@link TimeState#ordinary} lines are those within a day of the ones before them. Whether another one is odd
 *       shows the next one: a line up to a month ahead is not, where the next one is no more than a day before it and a
 *       month behind it; one more than a month away, in either direction, where the next one is within a day of it.
 *   <li>Which pass of a repeated hour a time belongs to follows from the latest line near that night, see
 *       {@link ZoneTimes#instant}. A local time that is skipped (the spring night) is moved on by the gap.
 *   <li>A line without a time, with an impossible one, or with one outside the years that count, belongs to the minute of
 *       the line before.
 *   <li>No line between two ordinary ones is a silence, up to a month; beside an odd line nothing is known.
 * </ul>
 *
 * Equal heads give equal minutes, so only one line of each need be {@link #next parsed}. Not thread-safe.
 */
public final class TimeWalk {

    public static final long WINDOW_SECONDS = 300;

    private static final long DAY = ZoneTimes.DAY;

    /** The longest silence that is known to be one, and the longest step of ordinary lines: 31 days. */
    public static final long MONTH = 31 * DAY;

    private final ZoneTimes zone;
    private final WrittenTime written = new WrittenTime();
    private final Silences silences = new Silences();
    private TimeState state;
    private boolean isDated;
    private boolean isOfUncountedYear;
    private long uncountedYears;

    /**
     * @param zone the zone of times that name none
     * @param state the time state at the start
     */
    public TimeWalk(ZoneRules zone, TimeState state) {
        this.zone = new ZoneTimes(zone);
        this.state = state;
    }

    public static long windowOf(long epochSecond) {
        return Math.floorDiv(epochSecond, WINDOW_SECONDS) * WINDOW_SECONDS;
    }

    /** The time state now. */
    public TimeState state() {
        return state;
    }

    /** The silences found. */
    public Silences silences() {
        return silences;
    }

    /** The lines that name a year that does not count. */
    public long uncountedYears() {
        return uncountedYears;
    }

    /** Begins again with another state. */
    void begin(TimeState other) {
        state = other;
        silences.clear();
    }

    /** The next line is of a minute that is known. */
    void arriveAt(long minute) {
        arrive(minute, true);
    }

    /** Passes over lines, the last of which is of a minute that does not depend on those before. */
    public void continueFrom(long minute) {
        arrive(minute, true);
        silences.clear();
    }

    /** The start of the window, in epoch seconds, of the line {@code [from, to)}; lines are given in the log's order. */
    public long next(byte[] bytes, int from, int to) {
        boolean isTime = written.parse(bytes, from, to);
        isDated = isTime && take(written);
        isOfUncountedYear = isTime && ZoneTimes.namesUncountedYear(written);
        uncountedYears += isOfUncountedYear ? 1 : 0;
        return windowOf(state.last());
    }

    /** The next lines are dated as the one before is. */
    public void repeat(int lines) {
        uncountedYears += isOfUncountedYear ? lines : 0;
        if (isDated) {
            arrive(state.last(), true);
        }
    }

    /** Takes the time of the next line; false where it is an impossible one. */
    public boolean take(WrittenTime time) {
        boolean namesYear = time.year != WrittenTime.NO_YEAR;
        long instant = namesYear ? zone.instant(time, time.year, state) : yearless(time);
        if (instant == ZoneTimes.NO_INSTANT) {
            return false;
        }
        arrive(instant, namesYear);
        return true;
    }

    private long yearless(WrittenTime time) {
        long nearest = zone.nearest(time, state.reference(), state);
        if (isWithin(DAY, nearest, state.reference()) || state.reference() == state.ordinary()) {
            return nearest;
        }
        long ordinary = zone.nearest(time, state.ordinary(), state);
        return isWithin(MONTH, ordinary, state.ordinary()) ? ordinary : nearest;
    }

    private static boolean isWithin(long distance, long instant, long other) {
        return instant != ZoneTimes.NO_INSTANT && Math.abs(instant - other) <= distance;
    }

    private void arrive(long time, boolean namesYear) {
        long ordinary = ordinaryBefore(time);
        if (Math.abs(time - ordinary) <= DAY) {
            boolean wasOdd = Math.abs(state.last() - ordinary) > DAY;
            silences.add(wasOdd ? ordinary : state.last(), time);
            ordinary = Math.max(ordinary, time);
        }
        boolean isReference = !namesYear || Math.abs(time - state.reference()) <= ZoneTimes.HALF_A_YEAR;
        long reference = isReference ? time : state.reference();
        long night = zone.isNearRepeatedHour(time) ? time : state.night();
        state = new TimeState(time, ordinary, reference, night);
    }

    /** How far the ordinary lines have come before a line, which may show that the last one was no odd one. */
    private long ordinaryBefore(long time) {
        long last = state.last();
        long ordinary = state.ordinary();
        boolean isFar = Math.abs(last - ordinary) > MONTH;
        if (isFar) {
            return Math.abs(time - last) <= DAY ? last : ordinary;
        }
        boolean goesOnAhead = last > ordinary + DAY && time >= last - DAY && time <= last + MONTH;
        if (goesOnAhead) {
            silences.add(ordinary, last);
        }
        return goesOnAhead ? last : ordinary;
    }

    /** Notes the silence before the last line of a log, after which nothing shows yet whether it is odd. */
    public void endAt(long now) {
        long silence = state.last() - state.ordinary();
        if (silence > DAY && silence <= MONTH && state.last() <= now) {
            silences.add(state.ordinary(), state.last());
        }
    }
}
