package org.mailtally.time;

/**
 * What is written behind the seconds of a time: a fraction, {@code AM} or {@code PM}, the zone, and in asctime's form the
 * year.
 *
 * <p>Zones are {@code Z}, {@code UTC}, {@code GMT} and offsets; other abbreviations mean different zones to different
 * people and are passed over where the form has one.
 */
final class ClockTail {

    private static final int LONGEST_ABBREVIATION = 5;

    private final HeadBytes head;
    private boolean zoneIsClosed;

    ClockTail(HeadBytes head) {
        this.head = head;
    }

    /** Reads on behind the seconds of a time whose year, if its form begins with it, and clock are known. */
    void read(WrittenTime time, int behindSeconds) {
        int at = behindFraction(behindSeconds);
        time.zoneStart = at;
        time.offsetSeconds = WrittenTime.NO_OFFSET;
        time.end = at;
        if (head.isBlank(at) && head.at(at + 1) >= 'a' && head.at(at + 1) <= 'z') {
            time.comparedEnd = at + 2;
            return;
        }
        boolean isPlain = !readHalf(time);
        readZone(time);
        if (time.year == WrittenTime.NO_YEAR && readYear(time)) {
            isPlain = false;
            if (time.offsetSeconds == WrittenTime.NO_OFFSET) {
                readZone(time);
            }
        }
        time.comparedEnd = isPlain ? comparedEnd(time) : WrittenTime.NOT_COMPARED;
    }

    private int behindFraction(int at) {
        return head.isAny(at, ".,") && head.isDigit(at + 1) ? head.behindDigits(at + 1) : at;
    }

    /** Reads which half of the day it is; false where that is not written. */
    private boolean readHalf(WrittenTime time) {
        int at = head.isBlank(time.end) ? time.end + 1 : time.end;
        boolean isHalf = head.isAny(at, "AP") && head.is(at + 1, 'M') && !head.isLetterOrDigit(at + 2);
        if (!isHalf || time.hour == 0 || time.hour > 12) {
            return false;
        }
        time.hour = time.hour % 12 + (head.is(at, 'P') ? 12 : 0);
        time.end = at + 2;
        return true;
    }

    private void readZone(WrittenTime time) {
        if (head.isAny(time.end, "Zz")) {
            time.offsetSeconds = 0;
            time.end++;
            zoneIsClosed = true;
            return;
        }
        int at = head.isBlank(time.end) ? time.end + 1 : time.end;
        if (isWord(at, "UTC") || isWord(at, "GMT")) {
            int behind = at + 3;
            boolean isAhead = head.isAny(behind, "+-") && readOffset(time, behind);
            if (!isAhead && !head.isLetterOrDigit(behind) && !head.isAny(behind, "-_.")) {
                time.offsetSeconds = 0;
                time.end = behind;
                zoneIsClosed = false;
            }
        } else if (head.isAny(at, "+-")) {
            readOffset(time, at);
        }
    }

    private boolean isWord(int at, String word) {
        return head.is(at, word.charAt(0)) && head.is(at + 1, word.charAt(1)) && head.is(at + 2, word.charAt(2));
    }

    /** Reads {@code +hh}, {@code +hhmm} or {@code +hh:mm}. */
    private boolean readOffset(WrittenTime time, int sign) {
        if (!head.twoDigits(sign + 1) || head.number(sign + 1) > 18) {
            return false;
        }
        int behindHours = sign + 3;
        int minutes = head.is(behindHours, ':') ? behindHours + 1 : behindHours;
        int seconds = head.number(sign + 1) * 3_600;
        zoneIsClosed = head.twoDigits(minutes) && head.number(minutes) < 60;
        if (zoneIsClosed) {
            seconds += head.number(minutes) * 60;
            time.end = minutes + 2;
        } else if (!head.isDigit(minutes)) {
            time.end = behindHours;
        } else {
            return false;
        }
        time.offsetSeconds = head.is(sign, '-') ? -seconds : seconds;
        return true;
    }

    /** Reads the year behind the clock, and behind the zone's abbreviation where there is one. */
    private boolean readYear(WrittenTime time) {
        int abbreviation = behindAbbreviation(time.end);
        int at = time.offsetSeconds == WrittenTime.NO_OFFSET && isYear(abbreviation) ? abbreviation : time.end;
        if (!isYear(at)) {
            return false;
        }
        time.year = head.number(at + 1) * 100 + head.number(at + 3);
        time.end = at + 5;
        return true;
    }

    private boolean isYear(int blank) {
        return head.isBlank(blank)
                && head.is(blank + 1, '2')
                && head.is(blank + 2, '0')
                && head.twoDigits(blank + 3)
                && (head.at(blank + 5) < 0 || head.isBlank(blank + 5) || head.isAny(blank + 5, "]),;\"\r"));
    }

    /** The index behind a blank and two to five capital letters, where they are there; else the index given. */
    int behindAbbreviation(int at) {
        int behind = at + 1;
        while (head.isUpper(behind)) {
            behind++;
        }
        int letters = behind - at - 1;
        boolean isOne = head.isBlank(at) && letters >= 2 && letters <= LONGEST_ABBREVIATION && head.isBlank(behind);
        return isOne ? behind : at;
    }

    /**
     * The end of what another line must have to be of the same minute. Where the byte behind it shows that no zone, or no
     * more of it, is written, that belongs to it; where it may be the beginning of one in another line, none is compared.
     */
    private int comparedEnd(WrittenTime time) {
        boolean isZoned = time.offsetSeconds != WrittenTime.NO_OFFSET;
        boolean isYearless = time.year == WrittenTime.NO_YEAR;
        if (isZoned && zoneIsClosed && !isYearless) {
            return time.end;
        }
        boolean isBlank = head.isBlank(time.end);
        int showing = isBlank && !isZoned ? time.end + 1 : time.end;
        boolean isOpen = (isZoned && isYearless)
                || (isZoned && head.is(showing, ':'))
                || head.at(showing) < 0
                || head.isAny(showing, isBlank ? "+-UGAP" : "+-UGAP.,Zz")
                || (isBlank && isYearless && (head.isUpper(showing) || head.is(showing, '2')));
        return isOpen ? WrittenTime.NOT_COMPARED : showing + 1;
    }
}
