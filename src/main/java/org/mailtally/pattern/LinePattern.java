package org.mailtally.pattern;

import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.mailtally.pattern.automaton.LineExpression;
import org.mailtally.pattern.automaton.UnsupportedPatternException;

/**
 * A pattern over lines of bytes, with the literals that its lines must hold and what decides them. Thread-safe; what is
 * known of it never changes.
 *
 * <p>It means what java.util.regex makes of it, and java.util.regex reads it first, for its word on what is wrong. It never
 * matches a line: what it takes for that has no bound.
 */
public final class LinePattern {

    /** The length up to which a pattern is taken. */
    public static final int LONGEST = 10_000;

    private final String text;
    private final LineLiterals literals;
    private final LineExpression expression;

    private LinePattern(String text, LineLiterals literals, LineExpression expression) {
        this.text = text;
        this.literals = literals;
        this.expression = expression;
    }

    /**
     * Compiles a pattern as somebody wrote it just now: what cannot mean what was meant is refused too, with the right
     * spelling. A stored pattern is not checked for that.
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
        MeaninglessPattern.refuse(text, compiled.expression);
        return compiled;
    }

    /**
     * Compiles a pattern.
     *
     * @throws PatternSyntaxException where it is wrong, with the place of the fault, or says what nothing here can match
     */
    public static LinePattern compile(String text) {
        if (text.length() > LONGEST) {
            throw new PatternSyntaxException(
                    "a pattern has at most " + LONGEST + " characters", text.substring(0, 60) + "…", 60);
        }
        try {
            Pattern.compile(text);
            String overBytes = PatternText.overBytes(text);
            Pattern.compile(overBytes, Pattern.UNIX_LINES);
            return new LinePattern(text, LineLiterals.of(overBytes), LineExpression.of(overBytes));
        } catch (StackOverflowError tooDeep) {
            throw new PatternSyntaxException("the pattern is nested too deeply", text, 0);
        } catch (UnsupportedPatternException unsupported) {
            throw new PatternSyntaxException(
                    unsupported.getMessage() + " cannot be matched within bounds: write it otherwise", text, -1);
        }
    }

    /** The pattern as it was written. */
    public String text() {
        return text;
    }

    /** Which of its lines count as undecided, and why, in one line; empty where each line is decided. */
    public String bound() {
        return expression.bound();
    }

    /** A test of single lines by this pattern, for one thread. */
    public LineTest lineTest() {
        return new LineTest(expression);
    }

    /** The literals of which a line must hold one, as they stand in it byte for byte; empty where none is known. */
    public List<String> literals() {
        return literals.ignoreCase() ? List.of() : literals.texts();
    }

    /** The marks of this pattern in single lines, for one thread. */
    public LineMarks marks() {
        return new LineMarks(expression);
    }

    /** A matcher of this pattern, for one thread. */
    public LineMatcher matcher() {
        return matcher(null);
    }

    /**
     * A matcher of this pattern, for one thread.
     *
     * @param value what each matching line is broken down by; null where it is not
     */
    public LineMatcher matcher(@Nullable LineValue value) {
        return new LineMatcher(expression, literals, value);
    }

    /** Whether the pattern has a group of this name. */
    public boolean hasGroup(String name) {
        return expression.groups().contains(name);
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
