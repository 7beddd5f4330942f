package org.mailtally.log;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * The walk through the times of a log's lines, from the time state at one position to that at a later one.
 *
 * <p>The window of a line follows from the log alone, never from the clock. Assumptions and rules:
 *
 * <ul>
 *   <li>The time state is the minute of the last dated line, in epoch seconds. It is kept to the minute so that it does
 *       not depend on where a portion ends.
 *   <li>A time without a year is given the first year that does not lead back by more than a day from the state: time
 *       walks forward, through December to January, and a line late by seconds does not start a new year.
 *   <li>A local time that the clock shows twice (the autumn night) is the first one, unless that would lead back by more
 *       than a minute: then it is the second. A local time that is skipped (the spring night) is moved on by the gap.
 *   <li>A line without a time, or with an impossible one, belongs to the minute of the line before.
 * </ul>
 *
 * Equal heads give equal minutes, so a line whose head repeats the one before costs a comparison. Not thread-safe.
 */
final class TimeWalk {

    static final long WINDOW_SECONDS = 300;

    static final long DAY_SECONDS = 86_400;
    private static final long OUT_OF_ORDER_SECONDS = 60;
    private static final int MOST_YEARS_WITHOUT_29_FEBRUARY = 9;

    private final ZoneRules zone;
    private final WrittenTime written = new WrittenTime();
    private final LineHead head = new LineHead();
    private long state;
    private long window;

    /**
     * @param zone the zone of times that name none
     * @param state the time state at the start: epoch seconds of the last dated line's minute, or, at a log's first byte,
     *     of its first dated line's
     */
    TimeWalk(ZoneRules zone, long state) {
        this.zone = zone;
        this.state = state;
        this.window = windowOf(state);
    }

    static long windowOf(long epochSecond) {
        return Math.floorDiv(epochSecond, WINDOW_SECONDS) * WINDOW_SECONDS;
    }

    /** The time state now, in epoch seconds. */
    long state() {
        return state;
    }

    /** Passes over lines, the last of which is of a minute that does not depend on those before. */
    void continueFrom(long minute) {
        state = minute;
        window = windowOf(minute);
        head.clear();
    }

    /** The start of the window, in epoch seconds, of the line {@code [from, to)}; lines are given in the log's order. */
    long next(byte[] bytes, int from, int to) {
        if (head.behind(bytes, from, to) > from || !written.parse(bytes, from, to)) {
            return window;
        }
        long time = instantOf(written, zone, state);
        if (time == Long.MIN_VALUE) {
            return window;
        }
        state = time;
        window = windowOf(time);
        head.take(written, bytes, from);
        return window;
    }

    /**
     * The epoch second of a written time's minute, after the state {@code last}; {@link Long#MIN_VALUE} where no year
     * near the state has such a day.
     */
    static long instantOf(WrittenTime time, ZoneRules zone, long last) {
        if (time.year != WrittenTime.NO_YEAR) {
            return local(time, time.year, zone, last);
        }
        int year = localYear(zone, last) - 1;
        for (int candidate = year; candidate <= year + 2; candidate++) {
            long instant = local(time, candidate, zone, last);
            if (instant != Long.MIN_VALUE && instant >= last - DAY_SECONDS) {
                return instant;
            }
        }
        return Long.MIN_VALUE;
    }

    /**
     * The latest epoch second of a written time's minute that is at most {@code end} and not after a year; of one that
     * names its year, its own.
     */
    static long latestUpTo(long end, int year, WrittenTime time, ZoneRules zone) {
        if (time.year != WrittenTime.NO_YEAR) {
            return local(time, time.year, zone, Long.MIN_VALUE);
        }
        for (int candidate = year; candidate > year - MOST_YEARS_WITHOUT_29_FEBRUARY; candidate--) {
            long instant = local(time, candidate, zone, Long.MIN_VALUE);
            if (instant != Long.MIN_VALUE && instant <= end) {
                return instant;
            }
        }
        throw new IllegalStateException(
                "no day " + time.day + " of month " + time.month + " in the years up to " + year);
    }

    static int localYear(ZoneRules zone, long epochSecond) {
        Instant instant = Instant.ofEpochSecond(epochSecond);
        return LocalDateTime.ofEpochSecond(epochSecond, 0, zone.getOffset(instant))
                .getYear();
    }

    private static long local(WrittenTime time, int year, ZoneRules zone, long last) {
        LocalDateTime local;
        try {
            local = LocalDateTime.of(year, time.month, time.day, time.hour, time.minute);
        } catch (DateTimeException noSuchDay) {
            return Long.MIN_VALUE;
        }
        if (time.offsetSeconds != WrittenTime.NO_OFFSET) {
            return local.toEpochSecond(ZoneOffset.UTC) - time.offsetSeconds;
        }
        ZoneOffsetTransition transition = zone.getTransition(local);
        if (transition == null) {
            return local.toEpochSecond(zone.getOffset(local));
        }
        long before = local.toEpochSecond(transition.getOffsetBefore());
        boolean repeated = transition.isOverlap();
        boolean leadsBack = last != Long.MIN_VALUE && before < last - OUT_OF_ORDER_SECONDS;
        return repeated && leadsBack ? local.toEpochSecond(transition.getOffsetAfter()) : before;
    }
}
