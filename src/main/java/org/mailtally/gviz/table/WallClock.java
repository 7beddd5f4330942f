package org.mailtally.gviz.table;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * The digits of a wall clock, moved from value to value. Neighbouring rows share their day mostly, so the calendar is
 * asked only when the day changes. For one thread.
 */
public final class WallClock {
    public static final long DAY = 86_400_000;

    private static final int LAST_YEAR = 9999;

    private long day = Long.MIN_VALUE;
    private LocalDate date = LocalDate.EPOCH;
    private int milliOfDay;

    /** Days from 1970 to a date. */
    public static long days(LocalDate date) {
        if (date.getYear() < 0 || date.getYear() > LAST_YEAR) {
            throw new IllegalArgumentException("the year of " + date + " is not within 0 to " + LAST_YEAR);
        }
        return date.toEpochDay();
    }

    /** Milliseconds from 1970 on the clock's own hands to a time. */
    public static long milliseconds(LocalDateTime time) {
        days(time.toLocalDate());
        return time.toInstant(ZoneOffset.UTC).toEpochMilli();
    }

    /** The time a number of milliseconds from 1970 is on the clock's own hands. */
    public static LocalDateTime dateTime(long milliseconds) {
        return LocalDateTime.ofInstant(Instant.ofEpochMilli(milliseconds), ZoneOffset.UTC);
    }

    /** Moves to a number of milliseconds from 1970 on the clock's own hands. */
    public WallClock at(long milliseconds) {
        milliOfDay = (int) Math.floorMod(milliseconds, DAY);
        return onDay(Math.floorDiv(milliseconds, DAY));
    }

    /** Moves to a number of days from 1970, keeping the time of day. */
    public WallClock onDay(long days) {
        if (days != day) {
            day = days;
            date = LocalDate.ofEpochDay(days);
        }
        return this;
    }

    public int year() {
        return date.getYear();
    }

    /** January is 1. */
    public int month() {
        return date.getMonthValue();
    }

    public int dayOfMonth() {
        return date.getDayOfMonth();
    }

    /** Sunday is 1. */
    public int dayOfWeek() {
        return date.getDayOfWeek().getValue() % 7 + 1;
    }

    public int hour() {
        return milliOfDay / 3_600_000;
    }

    public int minute() {
        return milliOfDay / 60_000 % 60;
    }

    public int second() {
        return milliOfDay / 1000 % 60;
    }

    public int millisecond() {
        return milliOfDay % 1000;
    }
}
