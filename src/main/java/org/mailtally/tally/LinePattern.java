package org.mailtally.tally;

import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.mailtally.tally.automaton.LineAutomaton;

/**
 * A pattern over lines of bytes, with the literals that its lines must hold and the automaton that decides them, where
 * there is one. Thread-safe; what can be told of it never changes.
 */
public final class LinePattern {

    /** The characters that the engine may look at in any line, beside 50 for each of its bytes. */
    public static final int MOST_STEPS = 1_000_000;

    /** The length up to which a pattern is taken. */
    public static final int LONGEST = 10_000;

    private final String text;
    private final Pattern pattern;
    private final LineLiterals literals;
    private final @Nullable LineAutomaton automaton;

    private LinePattern(String text, Pattern pattern, LineLiterals literals, @Nullable LineAutomaton automaton) {
        this.text = text;
        this.pattern = pattern;
        this.literals = literals;
        this.automaton = automaton;
    }

    /**
     * Compiles a pattern as somebody wrote it just now: what cannot mean what was meant is refused too, with the right
     * spelling. That is asked of no pattern that is stored.
     *
     * @throws PatternSyntaxException where it is wrong, with the place of the fault
     */
    public static LinePattern written(String text) {
        if (text.isEmpty()) {
            throw new PatternSyntaxException("the pattern is empty and would match every line: write one", text, 0);
        }
        if (text.length() <= LONGEST) {
            OtherDialects.refuse(text);
        }
        LinePattern compiled = compile(text);
        MeaninglessPattern.refuse(text, compiled.pattern);
        return compiled;
    }

    /**
     * Compiles a pattern.
     *
     * @throws PatternSyntaxException where it is wrong, with the place of the fault
     */
    public static LinePattern compile(String text) {
        if (text.length() > LONGEST) {
            throw new PatternSyntaxException(
                    "a pattern has at most " + LONGEST + " characters", text.substring(0, 60) + "…", 60);
        }
        try {
            Pattern.compile(text);
            String overBytes = PatternText.overBytes(text);
            Pattern pattern = Pattern.compile(overBytes, Pattern.UNIX_LINES);
            return new LinePattern(text, pattern, LineLiterals.of(overBytes), LineAutomaton.of(overBytes));
        } catch (StackOverflowError tooDeep) {
            throw new PatternSyntaxException("the pattern is nested too deeply", text, 0);
        }
    }

    /** The pattern as it was written. */
    public String text() {
        return text;
    }

    /** A test of single lines by this pattern, for one thread. */
    public LineTest lineTest() {
        return new LineTest(pattern, automaton);
    }

    /** The literals of which a line must hold one, as they stand in it byte for byte; empty where none is known. */
    public List<String> literals() {
        return literals.ignoreCase() ? List.of() : literals.texts();
    }

    /** The marks of this pattern in single lines, for one thread. */
    public LineMarks marks() {
        return new LineMarks(pattern, GroupNames.of(pattern));
    }

    /** A matcher of this pattern, for one thread. */
    public LineMatcher matcher() {
        return matcher(null);
    }

    /**
     * A matcher of this pattern, for one thread.
     *
     * @param by a named group, or {@link LineValue#HOST}, that matching lines are broken down by; null for none
     */
    LineMatcher matcher(@Nullable String by) {
        LineValue value = by == null ? null : hasGroup(by) ? LineValue.ofGroup(by) : LineValue.ofHost();
        return new LineMatcher(pattern, automaton, literals, value);
    }

    /** Whether the pattern has a group of this name. */
    public boolean hasGroup(String name) {
        return GroupNames.of(pattern).contains(name);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LinePattern that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
