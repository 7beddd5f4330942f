package org.mailtally.pattern.automaton;

import java.util.Arrays;
import org.mailtally.pattern.automaton.PatternTree.Place;

/**
 * The walk of a program through a line: from the steps that may come next, over a byte, to those that may come after it.
 * Not thread-safe.
 */
final class ProgramWalk {

    private final Program program;
    private final ByteSet words = ByteSet.ofWords();
    private final int[] stack;
    private final int[] passes;
    private final int[] seen;
    private final int[] added;
    private final boolean startsAtLineStartOnly;
    private int round;
    private int passCount;
    private Standing reached = Standing.AT_START;

    /** What a byte, or the line's end, leads to. */
    enum Outcome {
        MATCHED,
        /** No line that begins like this matches. */
        NEVER,
        OPEN
    }

    /** Where a line stands. Immutable. */
    static final class Standing {
        /** Before the first byte. */
        static final Standing AT_START = new Standing(new int[] {}, true, false);
        /** Behind bytes in which no match begins. */
        static final Standing INSIDE = new Standing(new int[] {}, false, false);

        private final int[] steps;
        private final boolean atStart;
        private final boolean behindWord;

        /**
         * @param steps those that may come next, in ascending order, beside the program's start
         * @param atStart whether this is before the first byte
         * @param behindWord whether the byte before is part of a word, where that matters
         */
        private Standing(int[] steps, boolean atStart, boolean behindWord) {
            this.steps = steps;
            this.atStart = atStart;
            this.behindWord = behindWord;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Standing that
                    && atStart == that.atStart
                    && behindWord == that.behindWord
                    && Arrays.equals(steps, that.steps);
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(steps) + (atStart ? 2 : 0) + (behindWord ? 1 : 0);
        }
    }

    ProgramWalk(Program program) {
        this.program = program;
        this.stack = new int[2 * program.size() + 2];
        this.passes = new int[program.size()];
        this.seen = new int[program.size()];
        this.added = new int[program.size()];
        this.startsAtLineStartOnly = startsAtLineStartOnly();
    }

    /** Where the line stands behind the byte: after an outcome that is open. */
    Standing reached() {
        return reached;
    }

    /** Takes a byte. */
    Outcome over(Standing before, int each) {
        boolean isWord = program.asksForWords() && words.holds(each);
        if (follow(before, false, isWord)) {
            return Outcome.MATCHED;
        }
        int count = 0;
        round++;
        for (int i = 0; i < passCount; i++) {
            Program.Pass pass = (Program.Pass) program.step(passes[i]);
            if (pass.bytes().holds(each) && seen[pass.next()] != round) {
                seen[pass.next()] = round;
                added[count++] = pass.next();
            }
        }
        if (count == 0 && startsAtLineStartOnly) {
            return Outcome.NEVER;
        }
        int[] steps = Arrays.copyOf(added, count);
        Arrays.sort(steps);
        reached = new Standing(steps, false, isWord);
        return Outcome.OPEN;
    }

    /** Takes the line's end. */
    Outcome atEnd(Standing before) {
        return follow(before, true, false) ? Outcome.MATCHED : Outcome.NEVER;
    }

    /** Follows the open ways to the steps that pass a byte; true where one of them ends the program. */
    private boolean follow(Standing from, boolean atEnd, boolean beforeWord) {
        round++;
        passCount = 0;
        if (reachesEnd(program.start(), from, atEnd, beforeWord)) {
            return true;
        }
        for (int step : from.steps) {
            if (reachesEnd(step, from, atEnd, beforeWord)) {
                return true;
            }
        }
        return false;
    }

    private boolean reachesEnd(int first, Standing from, boolean atEnd, boolean beforeWord) {
        int depth = 0;
        stack[depth++] = first;
        while (depth > 0) {
            int index = stack[--depth];
            if (seen[index] == round) {
                continue;
            }
            seen[index] = round;
            Program.Step step = program.step(index);
            if (step instanceof Program.Fork fork) {
                stack[depth++] = fork.other();
                stack[depth++] = fork.one();
            } else if (step instanceof Program.Guard guard) {
                if (isAt(guard.place(), from, atEnd, beforeWord)) {
                    stack[depth++] = guard.next();
                }
            } else if (step instanceof Program.Pass) {
                passes[passCount++] = index;
            } else if (step instanceof Program.Looked) {
                throw new IllegalStateException("a program that looks around has no automaton");
            } else {
                return true;
            }
        }
        return false;
    }

    private static boolean isAt(Place place, Standing from, boolean atEnd, boolean beforeWord) {
        return switch (place) {
            case LINE_START -> from.atStart;
            case LINE_END -> atEnd;
            case WORD_EDGE -> from.behindWord != beforeWord;
            case NO_WORD_EDGE -> from.behindWord == beforeWord;
        };
    }

    /** Whether nothing begins but at the line's start, whatever words are around. */
    private boolean startsAtLineStartOnly() {
        boolean begins = false;
        for (boolean behindWord : new boolean[] {false, true}) {
            Standing inside = new Standing(new int[] {}, false, behindWord);
            for (boolean atEnd : new boolean[] {false, true}) {
                begins |= follow(inside, atEnd, false) || passCount > 0;
                begins |= follow(inside, atEnd, true) || passCount > 0;
            }
        }
        return !begins;
    }
}
