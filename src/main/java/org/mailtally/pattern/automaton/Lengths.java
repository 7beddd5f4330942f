package org.mailtally.pattern.automaton;

import org.mailtally.pattern.automaton.PatternTree.Atomic;
import org.mailtally.pattern.automaton.PatternTree.Choice;
import org.mailtally.pattern.automaton.PatternTree.Group;
import org.mailtally.pattern.automaton.PatternTree.OneByte;
import org.mailtally.pattern.automaton.PatternTree.Reference;
import org.mailtally.pattern.automaton.PatternTree.Repeat;
import org.mailtally.pattern.automaton.PatternTree.Sequence;

/** How many bytes an expression passes. */
final class Lengths {

    /** So many or more. */
    static final int UNBOUNDED = Integer.MAX_VALUE;

    private Lengths() {}

    /** The most of them, at most {@link #UNBOUNDED}. */
    static int most(PatternTree expression) {
        return (int) Math.min(sum(expression), UNBOUNDED);
    }

    private static long sum(PatternTree expression) {
        if (expression instanceof OneByte) {
            return 1;
        }
        if (expression instanceof Sequence sequence) {
            return sequence.parts().stream().mapToLong(Lengths::sum).sum();
        }
        if (expression instanceof Choice choice) {
            return choice.branches().stream().mapToLong(Lengths::sum).max().orElse(0);
        }
        if (expression instanceof Group group) {
            return sum(group.body());
        }
        if (expression instanceof Atomic atomic) {
            return sum(atomic.body());
        }
        if (expression instanceof Repeat repeat) {
            long most = repeat.most() == Repeat.UNBOUNDED ? UNBOUNDED : repeat.most();
            return Math.min(UNBOUNDED, most * Math.min(UNBOUNDED, sum(repeat.body())));
        }
        return expression instanceof Reference ? UNBOUNDED : 0;
    }
}
