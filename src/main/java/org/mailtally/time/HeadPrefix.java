package org.mailtally.time;

/**
 * What stands before the time at the head of a line: a byte order mark, NULs that a power cut left, a terminal's colours,
 * docker compose's service, an octet count, a syslog priority, Cisco's sequence number and marks, an opening bracket, a
 * weekday. Mutable; not thread-safe.
 */
final class HeadPrefix {

    private static final int MOST_PRIORITY_DIGITS = 5;
    private static final int MOST_COUNT_DIGITS = 9;
    private static final int LONGEST_NAME = 64;

    private final HeadBytes head;
    private boolean bracketed;
    private boolean weekday;

    HeadPrefix(HeadBytes head) {
        this.head = head;
    }

    /** Whether a bracket was opened before the time. */
    boolean isBracketed() {
        return bracketed;
    }

    /** Whether a weekday was named before the time. */
    boolean hasWeekday() {
        return weekday;
    }

    /** The index at which a time may begin. */
    int skip(int from) {
        int at = behindColours(behindNothing(from));
        at = behindPriority(behindOctetCount(behindService(at)));
        at = behindSequence(at);
        at = head.isAny(at, "*.") ? at + 1 : at;
        bracketed = head.isAny(at, "[(\"");
        return behindWeekday(bracketed ? at + 1 : at);
    }

    /** The index behind {@code <PRI>}, RFC 5424's version and its space, where they are there. */
    int behindPriority(int from) {
        int at = from;
        if (head.is(at, '<')) {
            int behind = head.behindDigits(at + 1);
            int digits = behind - at - 1;
            if (digits == 0 || digits > MOST_PRIORITY_DIGITS || !head.is(behind, '>')) {
                return from;
            }
            at = behind + 1;
        }
        boolean isVersioned = head.isDigit(at) && head.is(at + 1, ' ') && head.isDigit(at + 2);
        return isVersioned ? at + 2 : at;
    }

    /** The index behind NULs and byte order marks. */
    private int behindNothing(int from) {
        int at = from;
        while (true) {
            if (head.is(at, '\0')) {
                at++;
            } else if (head.at(at) == 0xef && head.at(at + 1) == 0xbb && head.at(at + 2) == 0xbf) {
                at += 3;
            } else {
                return at;
            }
        }
    }

    private int behindColours(int from) {
        int at = from;
        while (head.is(at, '\033') && head.is(at + 1, '[')) {
            int behind = at + 2;
            while (head.isDigit(behind) || head.is(behind, ';')) {
                behind++;
            }
            if (!head.is(behind, 'm')) {
                return at;
            }
            at = behind + 1;
        }
        return at;
    }

    /** The index behind {@code mail_1  | }. */
    private int behindService(int from) {
        int at = from;
        while (at - from <= LONGEST_NAME && (head.isLetterOrDigit(at) || head.isAny(at, "-_.@"))) {
            at++;
        }
        int name = at - from;
        at = head.behindBlanks(behindColours(at));
        if (name == 0 || name > LONGEST_NAME || !head.is(at, '|')) {
            return from;
        }
        return behindColours(head.behindBlanks(behindColours(at + 1)));
    }

    /** The index behind the count of octets before a priority. */
    private int behindOctetCount(int from) {
        int behind = behindCount(from);
        return behind > from && head.is(behind, ' ') && head.is(behind + 1, '<') ? behind + 1 : from;
    }

    /** The index behind {@code 123: }, and behind {@code router1: } where that follows. */
    private int behindSequence(int from) {
        int behind = behindCount(from);
        if (behind == from || !head.is(behind, ':') || !head.isBlank(behind + 1)) {
            return from;
        }
        int at = head.behindBlanks(behind + 1);
        int name = at;
        while (name - at < LONGEST_NAME && (head.isLetterOrDigit(name) || head.isAny(name, "-_."))) {
            name++;
        }
        return name > at && head.is(name, ':') && head.isBlank(name + 1) ? head.behindBlanks(name + 1) : at;
    }

    private int behindCount(int from) {
        int behind = head.behindDigits(from);
        return behind - from <= MOST_COUNT_DIGITS ? behind : from;
    }

    private int behindWeekday(int from) {
        int end = head.behindLetters(from);
        int behind = head.is(end, ',') ? end + 1 : end;
        weekday = head.isBlank(behind) && head.isWeekday(from, end);
        return weekday ? head.behindBlanks(behind) : from;
    }
}
