package org.mailtally.tally;

import java.util.HashMap;
import java.util.Map;

/**
 * The values of a window, hour or day that have a name of their own, counted each from a byte on; the lines of all others
 * are those of {@link BreakDown#OTHER}. Not thread-safe.
 */
public final class NamedValues {

    private final Map<String, long[]> counts = new HashMap<>();

    /**
     * Takes a value in.
     *
     * @param value the value, or {@link BreakDown#OTHER}
     * @param from the byte below which its lines are not counted
     */
    public void put(String value, long from) {
        counts.put(value, new long[] {from, 0});
    }

    void add(String value, long position, long times) {
        long[] own = counts.get(value);
        long[] counted = own == null ? counts.get(BreakDown.OTHER) : own;
        if (counted != null && position >= counted[0]) {
            counted[1] += times;
        }
    }

    /** The lines that were counted of a value; 0 of one that was not taken in. */
    public long count(String value) {
        long[] counted = counts.get(value);
        return counted == null ? 0 : counted[1];
    }
}
