package org.mailtally.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * The instants that written times stand for, in the zone of those that name none. Immutable.
 *
 * @param zone the zone's rules
 */
public record ZoneTimes(ZoneRules zone) {

    /** No instant: there is no such day, or it lies outside the years that count. */
    public static final long NO_INSTANT = TimeState.NONE;

    public static final long DAY = 86_400;

    /** No line of a log without years is further than that from the one that it is put next to. */
    public static final long HALF_A_YEAR = 183 * DAY;

    private static final long SURELY_NEAREST = 180 * DAY;

    /** The years that count, of UTC. */
    public static final int FIRST_YEAR = 1900;

    public static final int LAST_YEAR = 2999;

    private static final long FIRST = LocalDateTime.of(FIRST_YEAR, 1, 1, 0, 0).toEpochSecond(ZoneOffset.UTC);
    private static final long BEYOND =
            LocalDateTime.of(LAST_YEAR + 1, 1, 1, 0, 0).toEpochSecond(ZoneOffset.UTC);
    private static final long OUT_OF_ORDER = 60;
    private static final int MOST_YEARS_WITHOUT_29_FEBRUARY = 9;

    /** Whether an instant lies in the years that count. */
    public static boolean counts(long epochSecond) {
        return epochSecond >= FIRST && epochSecond < BEYOND;
    }

    /** Whether a written time names a year that does not count. */
    static boolean namesUncountedYear(WrittenTime time) {
        return time.year != WrittenTime.NO_YEAR && (time.year < FIRST_YEAR || time.year > LAST_YEAR);
    }

    /** The year that an instant lies in. */
    public int year(long epochSecond) {
        ZoneOffset offset = zone.getOffset(Instant.ofEpochSecond(epochSecond));
        return LocalDateTime.ofEpochSecond(epochSecond, 0, offset).getYear();
    }

    /**
     * The epoch second of a written time's minute, in a year.
     *
     * @param state tells which pass of a repeated hour it belongs to: the first one, unless that leads back by more than
     *     a minute from the latest line near that night, or, where there was none, from the line before
     */
    public long instant(WrittenTime time, int year, TimeState state) {
        LocalDateTime local;
        try {
            local = LocalDateTime.of(year, time.month, time.day, time.hour, time.minute);
        } catch (DateTimeException noSuchDay) {
            return NO_INSTANT;
        }
        long instant = time.offsetSeconds == WrittenTime.NO_OFFSET
                ? instant(local, state)
                : local.toEpochSecond(ZoneOffset.UTC) - time.offsetSeconds;
        return counts(instant) ? instant : NO_INSTANT;
    }

    private long instant(LocalDateTime local, TimeState state) {
        ZoneOffsetTransition turn = zone.getTransition(local);
        if (turn == null) {
            return local.toEpochSecond(zone.getOffset(local));
        }
        long firstPass = local.toEpochSecond(turn.getOffsetBefore());
        boolean isNightKnown = state.night() != TimeState.NONE && isNear(turn, state.night());
        long before = isNightKnown ? state.night() : state.ordinary();
        boolean leadsBack = before != TimeState.NONE && firstPass < before - OUT_OF_ORDER;
        return turn.isOverlap() && leadsBack ? local.toEpochSecond(turn.getOffsetAfter()) : firstPass;
    }

    /** Whether an instant lies within a day of a night in which clocks go back. */
    public boolean isNearRepeatedHour(long epochSecond) {
        if (zone.isFixedOffset()) {
            return false;
        }
        ZoneOffsetTransition turn = zone.nextTransition(Instant.ofEpochSecond(epochSecond - DAY - 1));
        return turn != null && turn.isOverlap() && isNear(turn, epochSecond);
    }

    private static boolean isNear(ZoneOffsetTransition turn, long epochSecond) {
        return Math.abs(epochSecond - turn.toEpochSecond()) <= DAY;
    }

    /**
     * The instant nearest to another one of a time that names no year, in any year; of two that are equally near the later
     * one. {@link #NO_INSTANT} where none lies within half a year, which is so of some 29 February.
     */
    public long nearest(WrittenTime time, long to, TimeState state) {
        int year = year(to);
        long nearest = NO_INSTANT;
        long least = HALF_A_YEAR;
        for (int candidate : new int[] {year, year + 1, year - 1}) {
            long instant = instant(time, candidate, state);
            long distance = instant == NO_INSTANT ? Long.MAX_VALUE : Math.abs(instant - to);
            if (distance < least || (distance == least && instant > nearest)) {
                nearest = instant;
                least = distance;
            }
            if (least <= SURELY_NEAREST) {
                break;
            }
        }
        return nearest;
    }

    /**
     * The latest instant of a written time that is at most {@code end} and not after a year; of one that names its year,
     * its own. {@link #NO_INSTANT} where there is none.
     */
    public long latestUpTo(long end, int year, WrittenTime time) {
        TimeState unknown = TimeState.first(TimeState.NONE);
        if (time.year != WrittenTime.NO_YEAR) {
            return instant(time, time.year, unknown);
        }
        for (int candidate = year; candidate > year - MOST_YEARS_WITHOUT_29_FEBRUARY; candidate--) {
            long instant = instant(time, candidate, unknown);
            if (instant != NO_INSTANT && instant <= end) {
                return instant;
            }
        }
        return NO_INSTANT;
    }
}
