package org.mailtally.tally.automaton;

import org.mailtally.tally.automaton.Expression.Atomic;
import org.mailtally.tally.automaton.Expression.Choice;
import org.mailtally.tally.automaton.Expression.Group;
import org.mailtally.tally.automaton.Expression.OneByte;
import org.mailtally.tally.automaton.Expression.Reference;
import org.mailtally.tally.automaton.Expression.Repeat;
import org.mailtally.tally.automaton.Expression.Sequence;

/** How many bytes an expression passes. */
final class Lengths {

    /** So many or more. */
    static final int UNBOUNDED = Integer.MAX_VALUE;

    private Lengths() {}

    /** The most of them, at most {@link #UNBOUNDED}. */
    static int most(Expression expression) {
        return (int) Math.min(sum(expression), UNBOUNDED);
    }

    private static long sum(Expression expression) {
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
