package org.mailtally.pattern.automaton;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailtally.pattern.automaton.PatternTree.Atomic;
import org.mailtally.pattern.automaton.PatternTree.Choice;
import org.mailtally.pattern.automaton.PatternTree.Greed;
import org.mailtally.pattern.automaton.PatternTree.Group;
import org.mailtally.pattern.automaton.PatternTree.Look;
import org.mailtally.pattern.automaton.PatternTree.OneByte;
import org.mailtally.pattern.automaton.PatternTree.Place;
import org.mailtally.pattern.automaton.PatternTree.Reference;
import org.mailtally.pattern.automaton.PatternTree.Repeat;
import org.mailtally.pattern.automaton.PatternTree.Sequence;
import org.mailtally.pattern.automaton.Program.Ended;
import org.mailtally.pattern.automaton.Program.Fork;
import org.mailtally.pattern.automaton.Program.Guard;
import org.mailtally.pattern.automaton.Program.Looked;
import org.mailtally.pattern.automaton.Program.Pass;
import org.mailtally.pattern.automaton.Program.Step;
import org.mailtally.pattern.automaton.Program.Surrounding;

/** The making of a program from an expression, from its end towards its start. */
final class ProgramBuilder {

    private static final int MOST_PARTS = 100 * Program.MOST_STEPS;
    private static final int MOST_SURROUNDINGS = 16;

    private final @Nullable List<Surrounding> surroundings;
    private final List<Step> steps = new ArrayList<>();
    private int parts;

    /** @param surroundings takes up what is looked for; null where nothing may be */
    ProgramBuilder(@Nullable List<Surrounding> surroundings) {
        this.surroundings = surroundings;
    }

    Program build(PatternTree expression) {
        add(new Ended());
        return new Program(steps, before(expression, Program.END));
    }

    private int add(Step step) {
        if (steps.size() == Program.MOST_STEPS) {
            throw new UnsupportedPatternException("too large");
        }
        steps.add(step);
        return steps.size() - 1;
    }

    /** Adds the steps of an expression that another step follows; returns its first. */
    private int before(PatternTree expression, int next) {
        if (++parts > MOST_PARTS) {
            throw new UnsupportedPatternException("nothing, repeated too often");
        }
        if (expression instanceof OneByte one) {
            return add(new Pass(one.bytes(), next));
        }
        if (expression instanceof Place place) {
            return add(new Guard(place, next));
        }
        if (expression instanceof Group group) {
            return before(group.body(), next);
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
        if (expression instanceof Look look) {
            return looked(look, next);
        }
        if (expression instanceof Repeat repeat) {
            return repeat.greed() == Greed.POSSESSIVE ? possessive(repeat, next) : repeated(repeat, next);
        }
        if (expression instanceof Atomic atomic
                && atomic.body() instanceof Repeat repeat
                && repeat.greed() == Greed.GREEDY) {
            return possessive(repeat, next);
        }
        throw new UnsupportedPatternException(
                expression instanceof Reference ? "a reference to a group" : "a group that gives nothing back");
    }

    private int repeated(Repeat repeat, int next) {
        if (repeat.body().canBeEmpty() && (repeat.least() > 1 || repeat.most() > 1)) {
            // java.util.regex forgets matches of such a pattern: (?:a|^){3}b does not find aab.
            throw new UnsupportedPatternException("what may be nothing, counted");
        }
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

    /** A byte as often as it stands there: so none follows, but behind the most that are taken. */
    private int possessive(Repeat repeat, int next) {
        if (!(repeat.body() instanceof OneByte one)) {
            throw new UnsupportedPatternException("a group that gives nothing back");
        }
        PatternTree none = new Look(one, true, true);
        int least = repeat.least();
        if (!repeat.isMoreThan(least)) {
            return before(new Repeat(one, least, least, Greed.GREEDY), next);
        }
        if (repeat.most() == Repeat.UNBOUNDED) {
            return before(new Sequence(List.of(new Repeat(one, least, Repeat.UNBOUNDED, Greed.GREEDY), none)), next);
        }
        int most = repeat.most();
        PatternTree fewer = new Sequence(List.of(new Repeat(one, least, most - 1, Greed.GREEDY), none));
        return before(new Choice(List.of(new Repeat(one, most, most, Greed.GREEDY), fewer)), next);
    }

    private int looked(Look look, int next) {
        List<Surrounding> known = surroundings;
        if (known == null) {
            throw new UnsupportedPatternException("what looks around");
        }
        Program program = Program.of(look.ahead() ? reversed(look.body()) : look.body(), known);
        if (known.size() == MOST_SURROUNDINGS) {
            throw new UnsupportedPatternException("more than " + MOST_SURROUNDINGS + " looks around");
        }
        known.add(new Surrounding(program, look.ahead()));
        return add(new Looked(known.size() - 1, look.negated(), next));
    }

    private static PatternTree reversed(PatternTree expression) {
        if (expression instanceof Sequence sequence) {
            List<PatternTree> parts = new ArrayList<>();
            sequence.parts().forEach(part -> parts.add(reversed(part)));
            Collections.reverse(parts);
            return new Sequence(List.copyOf(parts));
        }
        if (expression instanceof Choice choice) {
            return new Choice(
                    choice.branches().stream().map(ProgramBuilder::reversed).toList());
        }
        if (expression instanceof Group group) {
            return reversed(group.body());
        }
        if (expression instanceof Repeat repeat && repeat.greed() != Greed.POSSESSIVE) {
            return new Repeat(reversed(repeat.body()), repeat.least(), repeat.most(), repeat.greed());
        }
        if (expression instanceof Repeat || expression instanceof Atomic) {
            throw new UnsupportedPatternException("what gives nothing back, looked for ahead");
        }
        return expression;
    }
}
