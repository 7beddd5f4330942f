package org.mailtally.tally;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mailtally.tally.automaton.LineAutomaton;

/**
 * The test of one line after the other by one pattern alone, without a search for literals: what it means for a line to
 * match. Not thread-safe.
 */
public final class LineTest {

    private final Matcher matcher;
    private final @Nullable LineAutomaton automaton;
    private final BoundedLine line = new BoundedLine();
    private boolean found;

    /** @param automaton what is asked of a line that takes too many steps; null where there is none */
    LineTest(Pattern pattern, @Nullable LineAutomaton automaton) {
        this.matcher = pattern.matcher(line);
        this.automaton = automaton;
    }

    /**
     * Whether the line {@code [from, to)}, given without its end, matches. One that nothing can decide does not.
     */
    public boolean matches(byte[] bytes, int from, int to) {
        boolean beforeLineFeed = to > from && bytes[to - 1] == '\r';
        line.take(bytes, from, beforeLineFeed ? to - 1 : to);
        found = false;
        try {
            found = matcher.reset().find();
            return found;
        } catch (BoundedLine.OutOfSteps | StackOverflowError undecided) {
            return automaton != null && automaton.matches(bytes, from, to);
        }
    }

    /**
     * Where a named group of the line that matched last begins, in bytes from the line's first; -1 where it
     * took no part, or finding it would take too many steps.
     */
    public int start(String group) {
        return found ? matcher.start(group) : -1;
    }

    /** Where that group ends; -1 as for its start. */
    public int end(String group) {
        return found ? matcher.end(group) : -1;
    }
}
