package org.mailtally.time;

/**
 * The forms of a time that are read behind the common ones, each only where it can mean one thing: the day's number beside
 * a month's name in any order, ISO 8601 without hyphens, seconds or milliseconds since 1970, TAI64N. A date of three
 * numbers is read where it begins with the year: {@code 11/12/2026} is a day in November to some, in December to others.
 */
final class OtherForms {

    private static final String BETWEEN = " \t-/.";
    private static final int DATE_DIGITS = 8;
    private static final int DATE_AND_CLOCK_DIGITS = 14;
    private static final long FIRST_SECOND = 1_000_000_000;
    private static final long LAST_SECOND = 4_102_444_800L;

    /** What daemontools and runit add to the seconds since 1970: 2^62, and the 10 seconds by which TAI was ahead then. */
    private static final long TAI_EPOCH = 0x4000_0000_0000_000aL;

    private final HeadBytes head;
    private final HeadPrefix prefix;
    private final ClockTail tail;

    OtherForms(HeadBytes head, HeadPrefix prefix, ClockTail tail) {
        this.head = head;
        this.prefix = prefix;
        this.tail = tail;
    }

    /** Reads the time at an index, behind the prefix; false where there is none. */
    boolean parse(WrittenTime time, int at) {
        time.namesHost = true;
        boolean isTime;
        if (head.isDigit(at)) {
            isTime = parseNumber(time, at);
        } else {
            isTime = head.is(at, '@') ? parseTai(time, at + 1) : parseMonthFirst(time, at);
        }
        time.namesHost &= !prefix.isBracketed();
        if (isTime && prefix.isBracketed() && head.isAny(time.end, "])\"")) {
            time.end++;
        }
        return isTime;
    }

    private boolean parseNumber(WrittenTime time, int at) {
        int behind = head.behindDigits(at);
        return switch (behind - at) {
            case 1, 2 -> parseDayFirst(time, at, behind);
            case 4 -> parseYearFirst(time, at);
            case DATE_DIGITS, DATE_AND_CLOCK_DIGITS -> parseBasicIso(time, at, behind);
            case 10 -> parseEpoch(time, at, behind, 1);
            case 13 -> parseEpoch(time, at, behind, 1_000);
            case 16 -> parseEpoch(time, at, behind, 1_000_000);
            case 19 -> parseEpoch(time, at, behind, 1_000_000_000);
            default -> false;
        };
    }

    /** {@code Nov 23 2026 09:53:01}, {@code Nov 23 09:53:01 2026}. */
    private boolean parseMonthFirst(WrittenTime time, int at) {
        int behindMonth = readMonth(time, at);
        int day = head.behindBlanks(behindMonth);
        int behindDay = readDay(time, day);
        if (behindMonth == at || day == behindMonth || behindDay == day) {
            return false;
        }
        int next = head.is(behindDay, ',') ? behindDay + 1 : behindDay;
        int year = head.behindBlanks(next);
        if (year == next) {
            return false;
        }
        boolean hasYear = isYear(year);
        int behindYear = hasYear && head.is(year + 4, ',') ? year + 5 : year + 4;
        int clock = hasYear ? head.behindBlanks(behindYear) : year;
        return (!hasYear || clock > behindYear) && time.readClock(hasYear ? number(year) : WrittenTime.NO_YEAR, clock);
    }

    /** {@code 23 Nov 2026 09:53:01}, {@code 23/Nov/2026:09:53:01}, {@code 23 Nov 09:53:01}. */
    private boolean parseDayFirst(WrittenTime time, int at, int behindDay) {
        boolean isDay = readDay(time, at) == behindDay && head.isAny(behindDay, BETWEEN);
        int behindMonth = isDay ? readMonth(time, behindDay + 1) : -1;
        if (!isDay || behindMonth == behindDay + 1 || !head.isAny(behindMonth, BETWEEN)) {
            return false;
        }
        time.namesHost = head.isBlank(behindDay);
        int next = behindMonth + 1;
        if (!isYear(next)) {
            return head.isBlank(behindMonth) && time.readClock(WrittenTime.NO_YEAR, head.behindBlanks(next));
        }
        return head.isAny(next + 4, " \t:T") && time.readClock(number(next), head.behindBlanks(next + 5));
    }

    /** ISO 8601, or {@code 2026 Nov 23 09:53:01}. */
    private boolean parseYearFirst(WrittenTime time, int at) {
        if (time.parseIso(at)) {
            return readIsoAbbreviation(time, at);
        }
        int behindMonth = head.isAny(at + 4, BETWEEN) ? readMonth(time, at + 5) : -1;
        if (behindMonth <= at + 5 || !head.isAny(behindMonth, BETWEEN)) {
            return false;
        }
        time.namesHost = head.isBlank(at + 4);
        int day = head.behindBlanks(behindMonth + 1);
        int behindDay = readDay(time, day);
        int clock = head.behindBlanks(behindDay);
        return behindDay > day && clock > behindDay && time.readClock(number(at), clock);
    }

    /** Passes over the zone's abbreviation, which {@code journalctl -o short-full} writes: behind it is the host. */
    private boolean readIsoAbbreviation(WrittenTime time, int at) {
        if (prefix.hasWeekday()) {
            boolean isZoned = time.offsetSeconds != WrittenTime.NO_OFFSET;
            int behind = tail.behindAbbreviation(time.end);
            time.namesHost |= isZoned || behind > time.end;
            time.end = isZoned ? time.end : behind;
        }
        return at < time.end;
    }

    /** {@code 20261123T095301}, {@code 20261123 09:53:01}, {@code 20261123095301}. */
    private boolean parseBasicIso(WrittenTime time, int at, int behindDigits) {
        boolean isAllDigits = behindDigits - at == DATE_AND_CLOCK_DIGITS;
        int clock = isAllDigits ? at + DATE_DIGITS : behindDigits + 1;
        if (!isAllDigits && !head.isAny(behindDigits, "Tt \t-")) {
            return false;
        }
        time.month = head.number(at + 4);
        time.day = head.number(at + 6);
        int year = number(at);
        if (head.behindDigits(clock) != clock + 6) {
            return time.readClock(year, clock);
        }
        return time.isClock(head.number(clock), head.number(clock + 2), head.number(clock + 4))
                && time.readTail(year, clock + 4, clock + 6);
    }

    /** A number since 1970, in seconds or parts of them. */
    private boolean parseEpoch(WrittenTime time, int at, int behind, long partsOfSecond) {
        long number = 0;
        for (int digit = at; digit < behind; digit++) {
            number = number * 10 + head.digit(digit);
        }
        long second = number / partsOfSecond;
        boolean hasFraction = head.isAny(behind, ".,") && head.isDigit(behind + 1);
        int end = hasFraction ? head.behindDigits(behind + 1) : behind;
        boolean isClosed = head.at(end) < 0 || head.isBlank(end) || head.isAny(end, ":;,|])\"\r");
        if (!isClosed || second < FIRST_SECOND || second >= LAST_SECOND) {
            return false;
        }
        time.take(second, end);
        return true;
    }

    /** Seconds in hexadecimal digits, with or without nanoseconds and attoseconds behind them. */
    private boolean parseTai(WrittenTime time, int at) {
        int end = at;
        long label = 0;
        for (int digit; (digit = Character.digit(head.at(end), 16)) >= 0; end++) {
            label = end - at < 16 ? label << 4 | digit : label;
        }
        int digits = end - at;
        long second = label - TAI_EPOCH;
        boolean isLabel = (digits == 16 || digits == 24 || digits == 32) && !head.isLetterOrDigit(end);
        if (!isLabel || second < 0 || second >= LAST_SECOND) {
            return false;
        }
        time.take(second, end);
        time.namesHost = false;
        return true;
    }

    private int readMonth(WrittenTime time, int at) {
        int end = head.behindLetters(at);
        time.month = head.month(at, end);
        return time.month == 0 ? at : end;
    }

    private int readDay(WrittenTime time, int at) {
        int end = head.behindDigits(at);
        int digits = end - at;
        if (digits < 1 || digits > 2) {
            return at;
        }
        time.day = digits == 1 ? head.digit(at) : head.number(at);
        return end;
    }

    private boolean isYear(int at) {
        return head.behindDigits(at) == at + 4;
    }

    private int number(int at) {
        return head.number(at) * 100 + head.number(at + 2);
    }
}
