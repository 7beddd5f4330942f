package org.mailtally.tally.automaton;

import java.util.List;

/** A pattern, read: what its lines hold, without what its groups capture. Immutable. */
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

    /**
     * The same several times.
     *
     * @param most {@link #UNBOUNDED} for any number
     */
    record Repeat(Expression body, int least, int most) implements Expression {
        static final int UNBOUNDED = -1;

        @Override
        public boolean canBeEmpty() {
            return least == 0 || body.canBeEmpty();
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
