package org.mailtally.pattern.automaton;

import java.util.List;

/** A pattern, read: what its lines hold. Immutable. */
sealed interface PatternTree {

    /** Whether it can match without passing a byte. */
    boolean canBeEmpty();

    /** A byte out of a set. */
    record OneByte(ByteSet bytes) implements PatternTree {
        @Override
        public boolean canBeEmpty() {
            return false;
        }
    }

    /** One part behind the other; without any it is the empty text. */
    record Sequence(List<PatternTree> parts) implements PatternTree {
        @Override
        public boolean canBeEmpty() {
            return parts.stream().allMatch(PatternTree::canBeEmpty);
        }
    }

    /** One of several. */
    record Choice(List<PatternTree> branches) implements PatternTree {
        @Override
        public boolean canBeEmpty() {
            return branches.stream().anyMatch(PatternTree::canBeEmpty);
        }
    }

    /** How much a repetition takes before what follows it is tried. */
    enum Greed {
        GREEDY,
        LAZY,
        /** As much as there is, and nothing given back. */
        POSSESSIVE
    }

    /**
     * The same several times.
     *
     * @param most {@link #UNBOUNDED} for any number
     */
    record Repeat(PatternTree body, int least, int most, Greed greed) implements PatternTree {
        static final int UNBOUNDED = -1;

        @Override
        public boolean canBeEmpty() {
            return least == 0 || body.canBeEmpty();
        }

        /** Whether more than so many may follow each other. */
        boolean isMoreThan(int times) {
            return most == UNBOUNDED || most > times;
        }
    }

    /** A group that is captured under a number, counted from 1. */
    record Group(int number, PatternTree body) implements PatternTree {
        @Override
        public boolean canBeEmpty() {
            return body.canBeEmpty();
        }
    }

    /** What a group captured, once more. */
    record Reference(int group, boolean ignoresCase) implements PatternTree {
        @Override
        public boolean canBeEmpty() {
            return true;
        }
    }

    /** What stands ahead of a place, or behind it, without passing it. */
    record Look(PatternTree body, boolean ahead, boolean negated) implements PatternTree {
        @Override
        public boolean canBeEmpty() {
            return true;
        }
    }

    /** The first way in which it matches; none other is tried. */
    record Atomic(PatternTree body) implements PatternTree {
        @Override
        public boolean canBeEmpty() {
            return body.canBeEmpty();
        }
    }

    /** A place between two bytes. */
    enum Place implements PatternTree {
        LINE_START,
        LINE_END,
        WORD_EDGE,
        NO_WORD_EDGE;

        @Override
        public boolean canBeEmpty() {
            return true;
        }
    }
}
