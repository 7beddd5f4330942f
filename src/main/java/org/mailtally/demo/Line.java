package org.mailtally.demo;

import java.time.Instant;
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

    @Override
    public int compareTo(Line other) {
        return BY_TIME.compare(this, other);
    }
}
