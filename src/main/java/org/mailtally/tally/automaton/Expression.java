package org.mailtally.tally.automaton;

import java.util.List;

/** A pattern, read: what its lines hold. Immutable. */
sealed interface Expression {

    /** Whether it can match without passing a byte. */
    boolean canBeEmpty();

    /** A byte out of a set. */
    record OneByte(ByteSet bytes) implements Expression {
        @Override
        public boolean canBeEmpty() {
            return false;
        }
    }

    /** One part behind the other; without any it is the empty text. */
    record Sequence(List<Expression> parts) implements Expression {
        @Override
        public boolean canBeEmpty() {
            return parts.stream().allMatch(Expression::canBeEmpty);
        }
    }

    /** One of several. */
    record Choice(List<Expression> branches) implements Expression {
        @Override
        public boolean canBeEmpty() {
            return branches.stream().anyMatch(Expression::canBeEmpty);
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
    record Repeat(Expression body, int least, int most, Greed greed) implements Expression {
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
    record Group(int number, Expression body) implements Expression {
        @Override
        public boolean canBeEmpty() {
            return body.canBeEmpty();
        }
    }

    /** What a group captured, once more. */
    record Reference(int group, boolean ignoresCase) implements Expression {
        @Override
        public boolean canBeEmpty() {
            return true;
        }
    }

    /** What stands ahead of a place, or behind it, without passing it. */
    record Look(Expression body, boolean ahead, boolean negated) implements Expression {
        @Override
        public boolean canBeEmpty() {
            return true;
        }
    }

    /** The first way in which it matches; none other is tried. */
    record Atomic(Expression body) implements Expression {
        @Override
        public boolean canBeEmpty() {
            return body.canBeEmpty();
        }
    }

    /** A place between two bytes. */
    enum Place implements Expression {
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
