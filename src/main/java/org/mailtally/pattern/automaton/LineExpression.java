package org.mailtally.pattern.automaton;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A pattern over lines, read: what decides its lines, and what finds its matches in them. Immutable and thread-safe. */
public final class LineExpression {

    /** The bytes of a line that are looked at. */
    private static final int LONGEST_LINE = 1 << 20;

    private final SearchCode code;
    private final Map<String, Integer> names;
    private final @Nullable LineAutomaton automaton;
    private final @Nullable Simulation simulation;
    private final String bound;

    private LineExpression(PatternParser.Parsed parsed) {
        code = new SearchCode(parsed);
        names = parsed.names();
        automaton = LineAutomaton.of(parsed.expression());
        Simulation whole = null;
        String limit = "";
        if (automaton == null) {
            try {
                whole = Simulation.of(parsed.expression());
                limit = whole.longest() >= LONGEST_LINE
                        ? ""
                        : "it is large and looks around: a line longer than " + whole.longest()
                                + " bytes that takes too many steps counts as undecided";
            } catch (UnsupportedPatternException reason) {
                limit = reason.getMessage() + " is matched in counted steps: a line that takes more than "
                        + LineSearch.MOST_STEPS + ", and " + LineSearch.STEPS_PER_BYTE
                        + " for each of its bytes, counts as undecided";
            }
        }
        simulation = whole;
        bound = limit;
    }

    /**
     * Reads a pattern.
     *
     * @param pattern one that java.util.regex has accepted, a character for each byte
     * @throws UnsupportedPatternException where it says what is not known to be matched within bounds
     */
    public static LineExpression of(String pattern) {
        return new LineExpression(PatternParser.parse(pattern));
    }

    /** What decides its lines in a time that grows with their length alone; null where nothing is known that does. */
    public @Nullable LineAutomaton automaton() {
        return automaton;
    }

    /** A search for its matches, for one thread. */
    public LineSearch search() {
        Simulation whole = simulation;
        return new LineSearch(code, names, whole == null ? null : whole.copy());
    }

    /** The names of its groups, in the order they are written. */
    public List<String> groups() {
        return List.copyOf(names.keySet());
    }

    /** How many groups it has, named or not. */
    public int groupCount() {
        return code.groups();
    }

    /** What lines count as undecided, and why, in one line; empty where each line is decided. */
    public String bound() {
        return bound;
    }
}
