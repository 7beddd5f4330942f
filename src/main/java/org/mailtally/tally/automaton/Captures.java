package org.mailtally.tally.automaton;

import java.util.List;
import java.util.function.Predicate;
import org.mailtally.tally.automaton.Expression.Atomic;
import org.mailtally.tally.automaton.Expression.Choice;
import org.mailtally.tally.automaton.Expression.Group;
import org.mailtally.tally.automaton.Expression.Look;
import org.mailtally.tally.automaton.Expression.Reference;
import org.mailtally.tally.automaton.Expression.Repeat;
import org.mailtally.tally.automaton.Expression.Sequence;

/** Where an expression captures, and refers to what it captured. */
final class Captures {

    private Captures() {}

    /** Whether there is a group in it. */
    static boolean isAnyIn(Expression expression) {
        return has(expression, Group.class::isInstance);
    }

    /**
     * Refuses references to groups that capture nothing again and again: what such a group holds then is a matter of
     * java.util.regex's shortcuts.
     *
     * @throws UnsupportedPatternException where there are such
     */
    static void check(Expression whole) {
        has(whole, part -> {
            if (part instanceof Reference reference && has(whole, repeat -> mayBeEmpty(repeat, reference.group()))) {
                throw new UnsupportedPatternException("a reference to a repeated group that may be empty");
            }
            return false;
        });
    }

    private static boolean mayBeEmpty(Expression expression, int number) {
        return expression instanceof Repeat repeat
                && repeat.isMoreThan(1)
                && repeat.body().canBeEmpty()
                && has(repeat.body(), part -> part instanceof Group group && group.number() == number);
    }

    private static boolean has(Expression expression, Predicate<Expression> what) {
        return what.test(expression) || parts(expression).stream().anyMatch(part -> has(part, what));
    }

    private static List<Expression> parts(Expression expression) {
        if (expression instanceof Sequence sequence) {
            return sequence.parts();
        }
        if (expression instanceof Choice choice) {
            return choice.branches();
        }
        if (expression instanceof Repeat repeat) {
            return List.of(repeat.body());
        }
        if (expression instanceof Group group) {
            return List.of(group.body());
        }
        if (expression instanceof Look look) {
            return List.of(look.body());
        }
        return expression instanceof Atomic atomic ? List.of(atomic.body()) : List.of();
    }
}
