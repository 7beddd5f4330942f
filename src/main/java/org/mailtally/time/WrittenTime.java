package org.mailtally.time;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * The time as it is written at the head of a line, to the minute, recognised from the line alone. The common forms are
 * read here: RFC 3164, RFC 3339, RFC 5424 (with or without {@code <PRI>}), exim's main log. All others are
 * {@link OtherForms}.
 *
 * <p>Mutable and reused from line to line, so that reading the common forms allocates nothing; not thread-safe. Fields are
 * those of the last line that {@link #parse} took.
 */
public final class WrittenTime {

    public static final int NO_YEAR = -1;
    public static final int NO_OFFSET = Integer.MIN_VALUE;

    /** The time of a line that does not name the whole of it. */
    public static final long NO_INSTANT = Long.MIN_VALUE;

    /** The end of a head that says nothing of other lines' minutes. */
    public static final int NOT_COMPARED = -1;

    private static final byte[] MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec".getBytes(StandardCharsets.US_ASCII);
    private static final int LEAP_SECOND = 60;
    private static final int SHORTEST_TIME = "Nov 9 12:01:01".length();
    private static final int ISO_LENGTH = "2026-11-23T09:53:01".length();

    public int year;
    public int month;
    public int day;
    public int hour;
    public int minute;
    public int offsetSeconds;

    /** The index behind the minute: equal bytes up to here are an equal minute. */
    public int minuteEnd;
    /** The index behind the seconds and their fraction. */
    public int zoneStart;

    /** The index up to which a line must have the same bytes, but for digits of the seconds, to be of the same minute. */
    public int comparedEnd;

    /** The index behind the time and all that belongs to it. */
    public int end;

    /** Whether the form has the host's name behind the time. */
    public boolean namesHost;

    private final HeadBytes head = new HeadBytes();
    private final HeadPrefix prefix = new HeadPrefix(head);
    private final ClockTail tail = new ClockTail(head);
    private final OtherForms others = new OtherForms(head, prefix, tail);
    private @Nullable JsonTime json;
    private boolean isJson;

    /** Reads the head of the line {@code [from, to)}; false where it begins with no time, or with an impossible one. */
    public boolean parse(byte[] line, int from, int to) {
        head.take(line, to);
        namesHost = true;
        isJson = false;
        int at = prefix.behindPriority(from);
        boolean isCommon = at + SHORTEST_TIME <= to && (head.isDigit(at) ? parseIso(at) : parseRfc3164(at));
        return isCommon || parseOther(from);
    }

    private boolean parseOther(int from) {
        int at = prefix.skip(from);
        return head.is(at, '{') ? parseJson(at) : others.parse(this, at);
    }

    /** The epoch second of the minute, where year and zone are written; {@link #NO_INSTANT} where they are not. */
    public long ownInstant() {
        if (year == NO_YEAR || offsetSeconds == NO_OFFSET) {
            return NO_INSTANT;
        }
        long days = LocalDate.of(year, month, day).toEpochDay();
        return (days * 24 + hour) * 3_600 + minute * 60L - offsetSeconds;
    }

    private boolean parseRfc3164(int start) {
        month = monthAt(start);
        int at = start + 3;
        if (month == 0 || !head.is(at, ' ')) {
            return false;
        }
        while (head.is(at, ' ')) {
            at++;
        }
        if (!head.isDigit(at)) {
            return false;
        }
        day = head.digit(at++);
        if (head.isDigit(at)) {
            day = day * 10 + head.digit(at++);
        }
        return head.is(at, ' ') && readClock(NO_YEAR, at + 1);
    }

    /** Reads the ISO 8601 form with hyphens, or slashes or dots, between the parts of the date. */
    public boolean parseIso(int at) {
        if (at + ISO_LENGTH > head.to() || !head.twoDigits(at) || !head.twoDigits(at + 2)) {
            return false;
        }
        int between = head.at(at + 4);
        int separator = head.at(at + 10);
        boolean isSeparated = separator == 'T' || separator == 't' || separator == ' ' || separator == '\t';
        if (!isSeparated
                || (between != '-' && between != '/' && between != '.')
                || head.at(at + 7) != between
                || !head.twoDigits(at + 5)
                || !head.twoDigits(at + 8)) {
            return false;
        }
        month = head.number(at + 5);
        day = head.number(at + 8);
        namesHost = between == '-' && (separator | 0x20) == 't';
        return readClock(head.number(at) * 100 + head.number(at + 2), at + 11);
    }

    /** Reads {@code HH:MM:SS} and what belongs to it, behind a date that was read; a second of 60 belongs to its minute. */
    public boolean readClock(int writtenYear, int at) {
        if (!head.twoDigits(at)
                || !head.is(at + 2, ':')
                || !head.twoDigits(at + 3)
                || !head.is(at + 5, ':')
                || !head.twoDigits(at + 6)) {
            return false;
        }
        return isClock(head.number(at), head.number(at + 3), head.number(at + 6))
                && readTail(writtenYear, at + 5, at + 8);
    }

    /** Takes the parts of a clock; false where they are none. */
    public boolean isClock(int writtenHour, int writtenMinute, int second) {
        hour = writtenHour;
        minute = writtenMinute;
        return hour < 24 && minute < 60 && second <= LEAP_SECOND;
    }

    /** Reads what is behind a date and a clock that were read; false where there is no such day. */
    public boolean readTail(int writtenYear, int behindMinute, int behindSeconds) {
        year = writtenYear;
        minuteEnd = behindMinute;
        tail.read(this, behindSeconds);
        boolean leap = year == NO_YEAR || (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
        return year != 0 && month >= 1 && month <= 12 && day >= 1 && day <= longestDay(month, leap);
    }

    /** Takes a time that names the whole of itself, and ends at an index. */
    public void take(long epochSecond, int behind) {
        LocalDateTime utc = LocalDateTime.ofEpochSecond(epochSecond, 0, ZoneOffset.UTC);
        year = utc.getYear();
        month = utc.getMonthValue();
        day = utc.getDayOfMonth();
        hour = utc.getHour();
        minute = utc.getMinute();
        offsetSeconds = 0;
        end = behind;
        comparedEnd = NOT_COMPARED;
    }

    private boolean parseJson(int at) {
        JsonTime known = json;
        if (known == null) {
            known = new JsonTime();
            json = known;
        }
        WrittenTime found = known.find(head.bytes(), at, head.to());
        if (found == null) {
            return false;
        }
        isJson = true;
        year = found.year;
        month = found.month;
        day = found.day;
        hour = found.hour;
        minute = found.minute;
        offsetSeconds = found.offsetSeconds;
        comparedEnd = NOT_COMPARED;
        return true;
    }

    /** The fields of the line where it is JSON; else null. */
    @Nullable
    public JsonFields json() {
        JsonTime known = json;
        return isJson && known != null ? known.fields() : null;
    }

    private int monthAt(int at) {
        byte[] bytes = head.bytes();
        for (int m = 0; m < 12; m++) {
            if (bytes[at] == MONTHS[m * 3]
                    && bytes[at + 1] == MONTHS[m * 3 + 1]
                    && bytes[at + 2] == MONTHS[m * 3 + 2]) {
                return m + 1;
            }
        }
        return 0;
    }

    private static int longestDay(int month, boolean leap) {
        if (month == 2) {
            return leap ? 29 : 28;
        }
        return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    }
}
