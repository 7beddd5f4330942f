package org.mailtally.pattern;

import org.jspecify.annotations.Nullable;
import org.mailtally.pattern.automaton.LineAutomaton;
import org.mailtally.pattern.automaton.LineExpression;
import org.mailtally.pattern.automaton.LineSearch;

/**
 * The test of one line after the other by one pattern alone, without a search for literals: what it means for a line to
 * match. Not thread-safe.
 */
public final class LineTest {

    private final LineSearch search;
    private final @Nullable LineAutomaton automaton;

    LineTest(LineExpression expression) {
        this.search = expression.search();
        this.automaton = expression.automaton();
    }

    /**
     * Whether the line {@code [from, to)}, given without its end, matches. One that nothing can decide does not.
     */
    public boolean matches(byte[] bytes, int from, int to) {
        boolean beforeLineFeed = to > from && bytes[to - 1] == '\r';
        return switch (search.find(bytes, from, beforeLineFeed ? to - 1 : to)) {
            case FOUND -> true;
            case NOT_FOUND -> false;
            case UNDECIDED -> automaton != null && automaton.matches(bytes, from, to);
        };
    }

    /**
     * Where a named group of the line that matched last begins, in bytes from the line's first; -1 where it
     * took no part, or finding it would take too many steps.
     */
    public int start(String group) {
        return search.start(group);
    }

    /** Where that group ends; -1 as for its start. */
    public int end(String group) {
        return search.end(group);
    }
}
