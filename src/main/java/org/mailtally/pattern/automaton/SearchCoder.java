package org.mailtally.pattern.automaton;

import java.util.List;
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

/** The writing of an expression as instructions. */
final class SearchCoder {

    private final SearchCode code;

    SearchCoder(SearchCode code) {
        this.code = code;
    }

    void code(PatternTree expression) {
        if (expression instanceof OneByte one) {
            code.add(SearchCode.BYTE, code.set(one.bytes()), 0, 0);
        } else if (expression instanceof Place place) {
            code.add(SearchCode.PLACE, SearchCode.PLACES.indexOf(place), 0, 0);
        } else if (expression instanceof Sequence sequence) {
            sequence.parts().forEach(this::code);
        } else if (expression instanceof Choice choice) {
            choice(choice.branches());
        } else if (expression instanceof Group group) {
            int start = code.register();
            code.add(SearchCode.NOTE, start, 0, 0);
            code(group.body());
            code.add(SearchCode.CAPTURE, group.number(), start, 0);
        } else if (expression instanceof Reference reference) {
            // A group that is not there is as one that captured nothing.
            int group = reference.group() > code.groups() ? 0 : reference.group();
            code.add(SearchCode.REFERENCE, group, reference.ignoresCase() ? 1 : 0, 0);
        } else if (expression instanceof Look look) {
            look(look);
        } else if (expression instanceof Atomic atomic) {
            atomic(atomic.body(), 1, 1);
        } else {
            repeat((Repeat) expression);
        }
    }

    private void choice(List<PatternTree> branches) {
        int[] ends = new int[branches.size() - 1];
        for (int i = 0; i < ends.length; i++) {
            int fork = code.add(SearchCode.FORK, 0, 0, 0);
            code.goOnHere(fork);
            code(branches.get(i));
            ends[i] = code.add(SearchCode.JUMP, 0, 0, 0);
            code.forkHere(fork);
        }
        code(branches.get(ends.length));
        for (int end : ends) {
            code.goOnHere(end);
        }
    }

    private void look(Look look) {
        int negated = look.negated() ? 1 : 0;
        if (!look.ahead() && Lengths.most(look.body()) == Lengths.UNBOUNDED) {
            throw new UnsupportedPatternException("a look behind for any number of bytes");
        }
        int place = look.ahead()
                ? code.add(SearchCode.AHEAD, 0, negated, 0)
                : code.add(SearchCode.BEHIND, 0, negated, Lengths.most(look.body()));
        code(look.body());
        code.add(SearchCode.ENDED, 0, 0, 0);
        code.goOnHere(place);
    }

    private void atomic(PatternTree body, int least, int most) {
        int place = code.add(SearchCode.ATOMIC, 0, least, most);
        code(body);
        code.add(SearchCode.ENDED, 0, 0, 0);
        code.goOnHere(place);
    }

    private void repeat(Repeat repeat) {
        int most = repeat.most() == Repeat.UNBOUNDED ? SearchCode.ANY : repeat.most();
        if (repeat.body() instanceof OneByte one) {
            int name =
                    switch (repeat.greed()) {
                        case GREEDY -> SearchCode.MANY;
                        case LAZY -> SearchCode.FEW;
                        case POSSESSIVE -> SearchCode.ALL;
                    };
            code.add(name, code.set(one.bytes()), repeat.least(), most);
        } else if (repeat.greed() == Greed.POSSESSIVE) {
            atomic(repeat.body(), repeat.least(), most);
        } else if (repeat.least() == 0 && most == 1) {
            optional(repeat);
        } else {
            loop(repeat, most);
        }
    }

    private void optional(Repeat repeat) {
        int fork = code.add(SearchCode.FORK, 0, 0, 0);
        if (repeat.greed() == Greed.GREEDY) {
            code.goOnHere(fork);
            code(repeat.body());
            code.forkHere(fork);
            return;
        }
        code.forkHere(fork);
        code(repeat.body());
        code.goOnHere(fork);
    }

    private void loop(Repeat repeat, int most) {
        int name = repeat.greed() == Greed.GREEDY ? SearchCode.LOOP : SearchCode.LAZY_LOOP;
        int loop = code.add(name, 0, repeat.least(), most);
        int registers = code.add(SearchCode.REGISTERS, code.register(), code.register(), 0);
        code(repeat.body());
        code.add(SearchCode.AGAIN, loop, 0, 0);
        if (name == SearchCode.LAZY_LOOP) {
            code.onceMoreHere(registers);
            code.add(SearchCode.ONCE_MORE, loop, 0, 0);
        }
        code.goOnHere(loop);
    }
}
