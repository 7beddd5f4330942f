package org.mailtally.demo;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;

/**
 * A line to be written.
 *
 * @param time when the host logs it
 * @param order its place among lines of the same time
 * @param text what stands after the time, from the host's name on
 */
record Line(Instant time, long order, String text) implements Comparable<Line> {

    private static final Comparator<Line> BY_TIME =
            Comparator.comparing(Line::time).thenComparingLong(Line::order);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx");

    /** Adds it to a text, with its time in a zone as Debian 12 writes it (RFC 3339 with microseconds). */
    void writeTo(StringBuilder text, ZoneId zone) {
        TIME.formatTo(time.atZone(zone), text);
        text.append(' ').append(this.text).append('\n');
    }

    @Override
    public int compareTo(Line other) {
        return BY_TIME.compare(this, other);
    }
}
