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
        try {
            return matcher.reset().find();
        } catch (BoundedLine.OutOfSteps | StackOverflowError undecided) {
            return automaton != null && automaton.matches(bytes, from, to);
        }
    }
}
