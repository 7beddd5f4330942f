package org.mailtally.pattern.automaton;

import java.util.List;
import java.util.function.Predicate;
import org.mailtally.pattern.automaton.PatternTree.Atomic;
import org.mailtally.pattern.automaton.PatternTree.Choice;
import org.mailtally.pattern.automaton.PatternTree.Group;
import org.mailtally.pattern.automaton.PatternTree.Look;
import org.mailtally.pattern.automaton.PatternTree.Reference;
import org.mailtally.pattern.automaton.PatternTree.Repeat;
import org.mailtally.pattern.automaton.PatternTree.Sequence;

/** Where an expression captures, and refers to what it captured. */
final class Captures {

    private Captures() {}

    /** Whether there is a group in it. */
    static boolean isAnyIn(PatternTree expression) {
        return has(expression, Group.class::isInstance);
    }

    /**
     * Refuses references to groups that capture nothing again and again: what such a group holds then is a matter of
     * java.util.regex's shortcuts.
     *
     * @throws UnsupportedPatternException where there are such
     */
    static void check(PatternTree whole) {
        has(whole, part -> {
            if (part instanceof Reference reference && has(whole, repeat -> mayBeEmpty(repeat, reference.group()))) {
                throw new UnsupportedPatternException("a reference to a repeated group that may be empty");
            }
            return false;
        });
    }

    private static boolean mayBeEmpty(PatternTree expression, int number) {
        return expression instanceof Repeat repeat
                && repeat.isMoreThan(1)
                && repeat.body().canBeEmpty()
                && has(repeat.body(), part -> part instanceof Group group && group.number() == number);
    }

    private static boolean has(PatternTree expression, Predicate<PatternTree> what) {
        return what.test(expression) || parts(expression).stream().anyMatch(part -> has(part, what));
    }

    private static List<PatternTree> parts(PatternTree expression) {
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
