package org.mailtally.tally;

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

    /** The name of a start, as rows have it: {@code 2026-11-23T09:55Z}. */
    public static String name(long start) {
        long minute = Math.floorDiv(start, 60L) * 60;
        return LocalDateTime.ofEpochSecond(minute, 0, ZoneOffset.UTC) + "Z";
    }
}
