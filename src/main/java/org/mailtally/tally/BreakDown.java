package org.mailtally.tally;

import java.util.List;

/**
 * What one count is made of: the values that its lines have, in the log's order. Immutable.
 *
 * @param key what is counted
 * @param values the first values, at most as many as have a name of their own; {@link #OTHER} is never among them
 * @param total how many lines, of all values
 * @param isCut whether lines had further values
 */
public record BreakDown(Key key, List<Value> values, long total, boolean isCut) {

    /** The name under which the lines of all values beyond the limit are counted, and those that have this very value. */
    public static final String OTHER = "other";

    /**
     * A value.
     *
     * @param text the value
     * @param first the byte at which its first line begins
     * @param count how many lines
     */
    public record Value(String text, long first, long count) {}
}
