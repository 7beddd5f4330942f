package org.mailtally.log;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/**
 * The time as it is written at the head of a line, to the minute: RFC 3164, RFC 3339, RFC 5424 (with or without
 * {@code <PRI>}) or exim's main log, recognised from the line alone.
 *
 * <p>Mutable and reused from line to line, so that reading allocates nothing; not thread-safe. Fields are those of the
 * last line that {@link #parse} took.
 */
final class WrittenTime {

    static final int NO_YEAR = -1;
    static final int NO_OFFSET = Integer.MIN_VALUE;

    /** No time that a line tells alone. */
    static final long NO_INSTANT = Long.MIN_VALUE;

    /** The bytes of a line that a time with its zone fits into. */
    static final int LONGEST_HEAD = 64;

    private static final byte[] MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec".getBytes(StandardCharsets.US_ASCII);
    private static final int MOST_PRI_DIGITS = 5;
    private static final int LEAP_SECOND = 60;
    private static final int SHORTEST_TIME = "Nov 9 12:01:01".length();

    int year;
    int month;
    int day;
    int hour;
    int minute;
    int offsetSeconds;

    /** The index behind the minute: equal bytes up to here are an equal minute. */
    int minuteEnd;
    /** The indexes around the written zone, or both equal to {@link #minuteEnd} where none is written. */
    int zoneStart;

    int zoneEnd;

    private byte[] bytes = {};
    private int to;

    /** Reads the head of the line {@code [from, to)}; false where it begins with no time, or with an impossible one. */
    boolean parse(byte[] line, int from, int end) {
        bytes = line;
        to = end;
        int at = afterPriority(from);
        if (at + SHORTEST_TIME > to) {
            return false;
        }
        return isDigit(at) ? parseIso(at) : parseRfc3164(at);
    }

    /** The epoch second of the minute, where year and zone are written; {@link #NO_INSTANT} where they are not. */
    long ownInstant() {
        if (year == NO_YEAR || offsetSeconds == NO_OFFSET) {
            return NO_INSTANT;
        }
        long days = LocalDate.of(year, month, day).toEpochDay();
        return (days * 24 + hour) * 3_600 + minute * 60L - offsetSeconds;
    }

    /** The index behind {@code <PRI>}, RFC 5424's version and its space, where they are there. */
    private int afterPriority(int from) {
        int at = from;
        if (at < to && bytes[at] == '<') {
            int digit = at + 1;
            while (isDigit(digit) && digit - at <= MOST_PRI_DIGITS) {
                digit++;
            }
            if (digit == at + 1 || digit >= to || bytes[digit] != '>') {
                return from;
            }
            at = digit + 1;
        }
        boolean versioned = isDigit(at) && at + 1 < to && bytes[at + 1] == ' ';
        return versioned ? at + 2 : at;
    }

    private boolean parseRfc3164(int start) {
        month = monthAt(start);
        int at = start + 3;
        if (month == 0 || !isSpace(at)) {
            return false;
        }
        while (isSpace(at)) {
            at++;
        }
        if (!isDigit(at)) {
            return false;
        }
        day = digit(at++);
        if (isDigit(at)) {
            day = day * 10 + digit(at++);
        }
        if (!isSpace(at) || !clockAt(at + 1)) {
            return false;
        }
        year = NO_YEAR;
        minuteEnd = at + 6;
        zoneStart = minuteEnd;
        zoneEnd = minuteEnd;
        offsetSeconds = NO_OFFSET;
        return day >= 1 && day <= (month == 2 ? 29 : longestDay(month));
    }

    private boolean parseIso(int at) {
        if (at + 19 > to || !twoDigits(at) || !twoDigits(at + 2) || bytes[at + 4] != '-' || bytes[at + 7] != '-') {
            return false;
        }
        byte separator = bytes[at + 10];
        if ((separator != 'T' && separator != ' ') || !twoDigits(at + 5) || !twoDigits(at + 8) || !clockAt(at + 11)) {
            return false;
        }
        year = number(at) * 100 + number(at + 2);
        month = number(at + 5);
        day = number(at + 8);
        minuteEnd = at + 16;
        readZone(at + 19);
        boolean leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
        return year >= 1
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= (month == 2 ? (leap ? 29 : 28) : longestDay(month));
    }

    /** Reads an optional fraction and an optional zone: {@code Z}, or {@code +hh[:]mm} with or without a space before it. */
    private void readZone(int afterSeconds) {
        int at = afterSeconds;
        if (at + 1 < to && (bytes[at] == '.' || bytes[at] == ',') && isDigit(at + 1)) {
            at++;
            while (isDigit(at)) {
                at++;
            }
        }
        zoneStart = at;
        offsetSeconds = NO_OFFSET;
        zoneEnd = zoneStart;
        if (at < to && bytes[at] == 'Z') {
            offsetSeconds = 0;
            zoneEnd = at + 1;
            return;
        }
        if (isSpace(at)) {
            at++;
        }
        if (at + 5 <= to && (bytes[at] == '+' || bytes[at] == '-') && twoDigits(at + 1)) {
            int minutes = bytes[at + 3] == ':' ? at + 4 : at + 3;
            if (minutes + 2 <= to && twoDigits(minutes) && number(at + 1) <= 18 && number(minutes) < 60) {
                int seconds = number(at + 1) * 3600 + number(minutes) * 60;
                offsetSeconds = bytes[at] == '-' ? -seconds : seconds;
                zoneEnd = minutes + 2;
            }
        }
    }

    /** Reads {@code HH:MM:SS} into hour and minute; a second of 60 belongs to its minute. */
    private boolean clockAt(int at) {
        if (at + 8 > to
                || !twoDigits(at)
                || bytes[at + 2] != ':'
                || !twoDigits(at + 3)
                || bytes[at + 5] != ':'
                || !twoDigits(at + 6)) {
            return false;
        }
        hour = number(at);
        minute = number(at + 3);
        return hour < 24 && minute < 60 && number(at + 6) <= LEAP_SECOND;
    }

    private int monthAt(int at) {
        for (int m = 0; m < 12; m++) {
            if (bytes[at] == MONTHS[m * 3]
                    && bytes[at + 1] == MONTHS[m * 3 + 1]
                    && bytes[at + 2] == MONTHS[m * 3 + 2]) {
                return m + 1;
            }
        }
        return 0;
    }

    private static int longestDay(int month) {
        return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    }

    private boolean isDigit(int at) {
        return at < to && bytes[at] >= '0' && bytes[at] <= '9';
    }

    private boolean isSpace(int at) {
        return at < to && bytes[at] == ' ';
    }

    private boolean twoDigits(int at) {
        return isDigit(at) && isDigit(at + 1);
    }

    private int digit(int at) {
        return bytes[at] - '0';
    }

    private int number(int at) {
        return digit(at) * 10 + digit(at + 1);
    }
}
