package org.mailtally.pattern.automaton;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailtally.pattern.automaton.PatternTree.Place;
import org.mailtally.pattern.automaton.Program.Surrounding;

/**
 * The decision of lines by a pattern that looks around, by following all its ways at once: for each of what it looks for the
 * places where that stands are found first, in one pass over the line. Takes a time that grows with the line's length
 * alone, and a bit for each byte and look. Not thread-safe.
 */
final class Simulation {

    /** The visits of steps that a line may take. */
    static final long MOST_VISITS = 100_000_000;

    private static final boolean[] WORDS = ByteSet.ofWords().table();

    private final Program program;
    private final List<Surrounding> surroundings;
    private final List<BitSet> stands = new ArrayList<>();
    private final int[] stack;
    private final int[] seen;
    private int[] active;
    private int[] passed;
    private byte[] bytes = {};
    private int from;
    private int length;
    private int round;
    private int count;
    private long visits;

    private Simulation(Program program, List<Surrounding> surroundings) {
        this.program = program;
        this.surroundings = surroundings;
        int most = program.size();
        for (Surrounding each : surroundings) {
            most = Math.max(most, each.program().size());
        }
        stack = new int[2 * most + 2];
        seen = new int[most];
        active = new int[most];
        passed = new int[most];
    }

    /** @throws UnsupportedPatternException where an expression says what cannot be followed so */
    static Simulation of(PatternTree expression) {
        List<Surrounding> surroundings = new ArrayList<>();
        return new Simulation(Program.of(expression, surroundings), List.copyOf(surroundings));
    }

    /** Another one, for another thread. */
    Simulation copy() {
        return new Simulation(program, surroundings);
    }

    /** The length of a line up to which it is decided, whatever it holds. */
    long longest() {
        long steps = program.size();
        for (Surrounding each : surroundings) {
            steps += each.program().size();
        }
        return MOST_VISITS / steps;
    }

    /** Whether the line {@code [from, to)}, given without its end, matches. */
    LineSearch.Outcome decide(byte[] newBytes, int newFrom, int to) {
        bytes = newBytes;
        from = newFrom;
        length = to - newFrom;
        visits = MOST_VISITS;
        stands.clear();
        for (Surrounding each : surroundings) {
            BitSet places = new BitSet(length + 1);
            follow(each.program(), each.ahead(), places);
            stands.add(places);
        }
        boolean found = follow(program, false, null);
        bytes = new byte[0];
        stands.clear();
        return visits < 0
                ? LineSearch.Outcome.UNDECIDED
                : found ? LineSearch.Outcome.FOUND : LineSearch.Outcome.NOT_FOUND;
    }

    /**
     * Follows a program from all places of the line at once.
     *
     * @param places takes up where it matches; null where the first match is enough
     * @return whether there was one
     */
    private boolean follow(Program followed, boolean backwards, @Nullable BitSet places) {
        boolean found = false;
        int carried = 0;
        for (int i = 0; i <= length && visits >= 0; i++) {
            int place = backwards ? length - i : i;
            if (reachesEnd(followed, carried, place)) {
                found = true;
                if (places == null) {
                    return true;
                }
                places.set(place);
            }
            carried = i < length ? pass(followed, bytes[from + (backwards ? place - 1 : place)] & 0xff) : 0;
        }
        return found;
    }

    /** Moves over a byte; how many steps come after it. */
    private int pass(Program followed, int each) {
        int next = 0;
        round++;
        for (int i = 0; i < count; i++) {
            Program.Pass pass = (Program.Pass) followed.step(passed[i]);
            if (pass.bytes().holds(each) && seen[pass.next()] != round) {
                seen[pass.next()] = round;
                active[next++] = pass.next();
            }
        }
        visits -= count;
        return next;
    }

    /** Follows the ways that are open at a place to the steps that pass a byte; whether one of them ends the program. */
    private boolean reachesEnd(Program followed, int carried, int place) {
        round++;
        count = 0;
        boolean ended = false;
        int depth = 0;
        stack[depth++] = followed.start();
        for (int next = 0; next < carried || depth > 0; ) {
            int index = depth > 0 ? stack[--depth] : active[next++];
            visits--;
            if (seen[index] == round) {
                continue;
            }
            seen[index] = round;
            Program.Step step = followed.step(index);
            if (step instanceof Program.Fork fork) {
                stack[depth++] = fork.other();
                stack[depth++] = fork.one();
            } else if (step instanceof Program.Guard guard) {
                if (isAt(guard.place(), place)) {
                    stack[depth++] = guard.next();
                }
            } else if (step instanceof Program.Looked looked) {
                if (stands.get(looked.look()).get(place) != looked.negated()) {
                    stack[depth++] = looked.next();
                }
            } else if (step instanceof Program.Pass) {
                passed[count++] = index;
            } else {
                ended = true;
            }
        }
        return ended;
    }

    private boolean isAt(Place guarded, int place) {
        return switch (guarded) {
            case LINE_START -> place == 0;
            case LINE_END -> place == length;
            case WORD_EDGE -> isWord(place - 1) != isWord(place);
            case NO_WORD_EDGE -> isWord(place - 1) == isWord(place);
        };
    }

    private boolean isWord(int index) {
        return index >= 0 && index < length && WORDS[bytes[from + index] & 0xff];
    }
}
