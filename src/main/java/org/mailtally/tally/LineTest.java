package org.mailtally.tally;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The test of one line after the other by one pattern alone, without a search for literals: what it means for a line to
 * match. Not thread-safe.
 */
public final class LineTest {

    private final Matcher matcher;
    private final BoundedLine line = new BoundedLine();

    LineTest(Pattern pattern) {
        this.matcher = pattern.matcher(line);
    }

    /**
     * Whether the line {@code [from, to)}, given without its end, matches. One that takes too many steps does not.
     */
    public boolean matches(byte[] bytes, int from, int to) {
        boolean beforeLineFeed = to > from && bytes[to - 1] == '\r';
        line.take(bytes, from, beforeLineFeed ? to - 1 : to);
        try {
            return matcher.reset().find();
        } catch (BoundedLine.OutOfSteps | StackOverflowError undecided) {
            return false;
        }
    }

    /** Where a named group of the line that matched last begins, in bytes from the line's first; -1 where it took no part. */
    public int start(String group) {
        return matcher.start(group);
    }

    /** Where that group ends; -1 where it took no part. */
    public int end(String group) {
        return matcher.end(group);
    }
}
