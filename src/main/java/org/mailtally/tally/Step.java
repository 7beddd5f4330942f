package org.mailtally.tally;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The length of what a row counts: a window of 5 minutes, an hour or a day, each of UTC. */
public enum Step {
    WINDOW(300),
    HOUR(3_600),
    DAY(86_400);

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm'Z'").withZone(ZoneOffset.UTC);

    private static final byte[] NAME = "0000-00-00T00:00Z".getBytes(StandardCharsets.ISO_8859_1);

    private final long seconds;

    Step(long seconds) {
        this.seconds = seconds;
    }

    /** The length in seconds. */
    public long seconds() {
        return seconds;
    }

    /** The start of the step that a time falls into; both in epoch seconds. */
    public long startOf(long epochSecond) {
        return Math.floorDiv(epochSecond, seconds) * seconds;
    }

    /** The start that a name stands for, in epoch seconds. */
    public static long start(String name) {
        return MINUTE.parse(name, Instant::from).getEpochSecond();
    }

    /** The name of a start, as rows have it: {@code 2026-11-23T09:55Z}. Written by hand, for each row has one. */
    public static String name(long start) {
        byte[] name = new byte[NAME.length];
        return putName(start, name, 0) ? new String(name, StandardCharsets.ISO_8859_1) : minute(start) + "Z";
    }

    /** Puts the name of a start, 17 bytes long, at a place; false, and nothing put, of a year that has not four digits. */
    public static boolean putName(long start, byte[] into, int at) {
        LocalDateTime time = minute(start);
        if (time.getYear() < 0 || time.getYear() > 9999) {
            return false;
        }
        System.arraycopy(NAME, 0, into, at, NAME.length);
        put(time.getYear(), into, at + 4);
        put(time.getMonthValue(), into, at + 7);
        put(time.getDayOfMonth(), into, at + 10);
        put(time.getHour(), into, at + 13);
        put(time.getMinute(), into, at + 16);
        return true;
    }

    private static LocalDateTime minute(long start) {
        return LocalDateTime.ofEpochSecond(Math.floorDiv(start, 60L) * 60, 0, ZoneOffset.UTC);
    }

    /** Puts a number's digits before a place, over zeros. */
    private static void put(int number, byte[] into, int end) {
        for (int left = number, at = end - 1; left > 0; left /= 10, at--) {
            into[at] += (byte) (left % 10);
        }
    }
}
