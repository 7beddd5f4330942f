package org.mailtally.pattern.automaton;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailtally.pattern.automaton.PatternTree.Place;

/**
 * A pattern as steps, each of which names those that may follow (Thompson's construction). Its first step, {@link #END},
 * is reached where the pattern matches. Immutable and thread-safe.
 */
final class Program {

    /** The steps that a program has at most: deciding a line takes at most so many times its length. */
    static final int MOST_STEPS = 1_000;

    static final int END = 0;

    private final List<Step> steps;
    private final int start;
    private final boolean asksForWords;

    /** One step. */
    sealed interface Step {}

    /** The end: the line matches. */
    record Ended() implements Step {}

    /** A byte is passed. */
    record Pass(ByteSet bytes, int next) implements Step {}

    /** Either way is open. */
    record Fork(int one, int other) implements Step {}

    /** The way is open at a place only. */
    record Guard(Place place, int next) implements Step {}

    /** The way is open where another program matches, or where it does not. */
    record Looked(int look, boolean negated, int next) implements Step {}

    /**
     * What a pattern looks around for.
     *
     * @param program it; of what lies ahead reversed, so that it comes from there to the place that looks
     */
    record Surrounding(Program program, boolean ahead) {}

    Program(List<Step> steps, int start) {
        this.steps = List.copyOf(steps);
        this.start = start;
        this.asksForWords = steps.stream()
                .anyMatch(step -> step instanceof Guard guard
                        && (guard.place() == Place.WORD_EDGE || guard.place() == Place.NO_WORD_EDGE));
    }

    /** @throws UnsupportedPatternException where it would be too large, or looks around */
    static Program of(PatternTree expression) {
        return of(expression, null);
    }

    /**
     * A program that may look around.
     *
     * @param surroundings takes up what it looks for, in an order in which none needs a later one; null where it must not
     * @throws UnsupportedPatternException where it would be too large
     */
    static Program of(PatternTree expression, @Nullable List<Surrounding> surroundings) {
        return new ProgramBuilder(surroundings).build(expression);
    }

    int start() {
        return start;
    }

    int size() {
        return steps.size();
    }

    Step step(int index) {
        return steps.get(index);
    }

    /** Whether it matters which bytes are part of a word. */
    boolean asksForWords() {
        return asksForWords;
    }
}
