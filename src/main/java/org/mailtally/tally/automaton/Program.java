package org.mailtally.tally.automaton;

import java.util.ArrayList;
import java.util.List;
import org.mailtally.tally.automaton.Expression.Choice;
import org.mailtally.tally.automaton.Expression.OneByte;
import org.mailtally.tally.automaton.Expression.Place;
import org.mailtally.tally.automaton.Expression.Repeat;
import org.mailtally.tally.automaton.Expression.Sequence;

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

    private Program(List<Step> steps, int start) {
        this.steps = List.copyOf(steps);
        this.start = start;
        this.asksForWords = steps.stream()
                .anyMatch(step -> step instanceof Guard guard
                        && (guard.place() == Place.WORD_EDGE || guard.place() == Place.NO_WORD_EDGE));
    }

    /** @throws UnsupportedPatternException where it would be too large */
    static Program of(Expression expression) {
        Builder builder = new Builder();
        builder.add(new Ended());
        int start = builder.before(expression, END);
        return new Program(builder.steps, start);
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

    private static final class Builder {
        private static final int MOST_PARTS = 100 * MOST_STEPS;

        private final List<Step> steps = new ArrayList<>();
        private int parts;

        private int add(Step step) {
            if (steps.size() == MOST_STEPS) {
                throw new UnsupportedPatternException("too large");
            }
            steps.add(step);
            return steps.size() - 1;
        }

        /** Adds the steps of an expression that another step follows; returns its first. */
        private int before(Expression expression, int next) {
            if (++parts > MOST_PARTS) {
                throw new UnsupportedPatternException("nothing, repeated too often");
            }
            if (expression instanceof OneByte one) {
                return add(new Pass(one.bytes(), next));
            }
            if (expression instanceof Place place) {
                return add(new Guard(place, next));
            }
            if (expression instanceof Sequence sequence) {
                int first = next;
                for (int i = sequence.parts().size() - 1; i >= 0; i--) {
                    first = before(sequence.parts().get(i), first);
                }
                return first;
            }
            if (expression instanceof Choice choice) {
                int first = before(choice.branches().get(choice.branches().size() - 1), next);
                for (int i = choice.branches().size() - 2; i >= 0; i--) {
                    first = add(new Fork(before(choice.branches().get(i), next), first));
                }
                return first;
            }
            return repeated((Repeat) expression, next);
        }

        private int repeated(Repeat repeat, int next) {
            int first = next;
            if (repeat.most() == Repeat.UNBOUNDED) {
                first = add(new Ended());
                steps.set(first, new Fork(before(repeat.body(), first), next));
            } else {
                for (int i = repeat.least(); i < repeat.most(); i++) {
                    first = add(new Fork(before(repeat.body(), first), next));
                }
            }
            for (int i = 0; i < repeat.least(); i++) {
                first = before(repeat.body(), first);
            }
            return first;
        }
    }
}
