package org.mailtally.time;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The bytes of the line whose head is being read, and what stands at an index of them. Mutable; not thread-safe. */
final class HeadBytes {

    private static final byte[][] MONTHS = names(
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december");
    private static final byte[][] WEEKDAYS =
            names("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");
    private static final int ABBREVIATED = 3;

    private byte[] bytes = {};
    private int to;

    private static byte[][] names(String... names) {
        return Arrays.stream(names)
                .map(name -> name.getBytes(StandardCharsets.US_ASCII))
                .toArray(byte[][]::new);
    }

    void take(byte[] line, int end) {
        bytes = line;
        to = end;
    }

    byte[] bytes() {
        return bytes;
    }

    int to() {
        return to;
    }

    /** The byte at an index, 0 to 255; -1 behind the line's end. */
    int at(int at) {
        return at < to ? bytes[at] & 0xff : -1;
    }

    boolean is(int at, char wanted) {
        return at < to && bytes[at] == wanted;
    }

    boolean isAny(int at, String wanted) {
        return at < to && wanted.indexOf(bytes[at]) >= 0;
    }

    boolean isBlank(int at) {
        return at < to && (bytes[at] == ' ' || bytes[at] == '\t');
    }

    boolean isDigit(int at) {
        return at < to && bytes[at] >= '0' && bytes[at] <= '9';
    }

    boolean isUpper(int at) {
        return at < to && bytes[at] >= 'A' && bytes[at] <= 'Z';
    }

    boolean isLetter(int at) {
        int lower = at(at) | 0x20;
        return lower >= 'a' && lower <= 'z';
    }

    boolean isLetterOrDigit(int at) {
        return isDigit(at) || isLetter(at);
    }

    boolean twoDigits(int at) {
        return isDigit(at) && isDigit(at + 1);
    }

    int digit(int at) {
        return bytes[at] - '0';
    }

    /** The number of the two digits at an index. */
    int number(int at) {
        return digit(at) * 10 + digit(at + 1);
    }

    /** The index behind the digits at an index. */
    int behindDigits(int at) {
        int behind = at;
        while (isDigit(behind)) {
            behind++;
        }
        return behind;
    }

    int behindBlanks(int at) {
        int behind = at;
        while (isBlank(behind)) {
            behind++;
        }
        return behind;
    }

    int behindLetters(int at) {
        int behind = at;
        while (isLetter(behind)) {
            behind++;
        }
        return behind;
    }

    /** The month, 1 to 12, whose English name is the word {@code [from, end)}, whole or its first three letters; else 0. */
    int month(int from, int end) {
        return indexOf(MONTHS, from, end) + 1;
    }

    /** Whether the word {@code [from, end)} is a weekday's English name, whole or its first three letters. */
    boolean isWeekday(int from, int end) {
        return indexOf(WEEKDAYS, from, end) >= 0;
    }

    private int indexOf(byte[][] names, int from, int end) {
        for (int name = 0; name < names.length && end - from >= ABBREVIATED; name++) {
            boolean fits = end - from == ABBREVIATED || end - from == names[name].length;
            if (fits && begins(names[name], from, end - from)) {
                return name;
            }
        }
        return -1;
    }

    private boolean begins(byte[] name, int from, int length) {
        for (int i = 0; i < length; i++) {
            if ((bytes[from + i] | 0x20) != name[i]) {
                return false;
            }
        }
        return true;
    }
}
