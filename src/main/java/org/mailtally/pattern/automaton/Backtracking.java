package org.mailtally.pattern.automaton;

import java.util.Arrays;
import org.mailtally.pattern.automaton.PatternTree.Place;

/**
 * The search of one way after the other, as java.util.regex searches, within so many steps and so much memory. Not
 * thread-safe.
 */
final class Backtracking {

    /** The way does not lead to a match. */
    static final int FAILED = -1;
    /** The steps or the memory are used up. */
    static final int GIVEN_UP = -2;

    private static final int UNDO = 0;
    private static final int WAY = 1;
    private static final int LESS = 2;
    private static final int MORE = 3;

    private static final int FRAME = 4;
    private static final int FIRST_FRAMES = 64;
    private static final int KEPT_FRAMES = 4_096;
    /** 4 MB. */
    private static final int MOST_FRAMES = 1 << 18;

    private static final Place[] PLACES = SearchCode.PLACES.toArray(Place[]::new);
    private static final boolean[] WORDS = ByteSet.ofWords().table();

    private final int[] code;
    private final boolean[][] sets;
    private final int[] registers;
    private int[] frames = new int[FIRST_FRAMES * FRAME];
    private int top;
    private byte[] bytes = {};
    private int lineStart;
    private int lineEnd;
    private long steps;

    Backtracking(SearchCode code) {
        this.code = code.numbers();
        this.sets = code.sets();
        this.registers = new int[code.registers()];
    }

    /** Takes a line {@code [from, to)} and the steps that it may take. */
    void take(byte[] newBytes, int from, int to, long most) {
        bytes = newBytes;
        lineStart = from;
        lineEnd = to;
        steps = most;
        Arrays.fill(registers, -1);
        if (frames.length > KEPT_FRAMES * FRAME) {
            frames = new int[FIRST_FRAMES * FRAME];
        }
    }

    /** Where a match ends that begins at a place of the line; else {@link #FAILED} or {@link #GIVEN_UP}. */
    int matchFrom(int start) {
        top = 0;
        return run(0, start, -1);
    }

    /** The place that a register holds; -1 where it was not set. */
    int register(int register) {
        return registers[register];
    }

    /** Lets go of the line. */
    void end() {
        bytes = new byte[0];
    }

    /**
     * Follows a way and, where it fails, those that were left open since; none that were open before. Where it succeeds, what
     * it captured stays.
     *
     * @param only the place where it has to end; -1 for any
     */
    private int run(int instruction, int start, int only) {
        int base = top;
        int pc = instruction;
        int at = start;
        while (true) {
            if (--steps < 0) {
                return GIVEN_UP;
            }
            boolean open = true;
            int next = pc + SearchCode.WIDTH;
            switch (code[pc]) {
                case SearchCode.ENDED -> {
                    if (only < 0 || at == only) {
                        top = base;
                        return at;
                    }
                    open = false;
                }
                case SearchCode.BYTE -> open = at < lineEnd && sets[code[pc + 1]][bytes[at++] & 0xff];
                case SearchCode.FORK -> {
                    open = push(WAY, code[pc + 2], at, 0);
                    next = code[pc + 1];
                }
                case SearchCode.JUMP -> next = code[pc + 1];
                case SearchCode.PLACE -> open = isAt(PLACES[code[pc + 1]], at);
                case SearchCode.MANY, SearchCode.ALL -> {
                    int end = runOf(sets[code[pc + 1]], at, code[pc + 3]);
                    int least = at + code[pc + 2];
                    open = end >= least;
                    if (open && end > least && code[pc] == SearchCode.MANY) {
                        open = push(LESS, next, least, end - 1);
                    }
                    at = end;
                }
                case SearchCode.FEW -> {
                    int least = code[pc + 2];
                    int end = runOf(sets[code[pc + 1]], at, least);
                    open = end == at + least;
                    if (open && code[pc + 3] > least) {
                        open = push(MORE, pc, end, code[pc + 3] - least);
                    }
                    at = end;
                }
                case SearchCode.NOTE -> open = set(code[pc + 1], at);
                case SearchCode.CAPTURE -> {
                    int group = 2 * code[pc + 1];
                    open = set(group, registers[code[pc + 2]]) && set(group + 1, at);
                }
                case SearchCode.REFERENCE -> {
                    int end = endOfSame(code[pc + 1], code[pc + 2] == 1, at);
                    open = end >= 0;
                    at = end;
                }
                case SearchCode.AHEAD, SearchCode.BEHIND -> {
                    int found = code[pc] == SearchCode.AHEAD ? run(next, at, -1) : behind(next, at, code[pc + 3]);
                    if (found == GIVEN_UP) {
                        return GIVEN_UP;
                    }
                    open = (found == FAILED) == (code[pc + 2] == 1);
                    next = code[pc + 1];
                }
                case SearchCode.ATOMIC -> {
                    at = repeated(next, at, code[pc + 2], code[pc + 3]);
                    if (at == GIVEN_UP) {
                        return GIVEN_UP;
                    }
                    open = at >= 0;
                    next = code[pc + 1];
                }
                case SearchCode.LOOP, SearchCode.LAZY_LOOP -> {
                    open = set(code[next + 1], 0);
                    next = open ? around(pc, at) : FAILED;
                    open = next >= 0;
                }
                case SearchCode.AGAIN -> {
                    int loop = code[pc + 1];
                    boolean moved = at > registers[code[loop + SearchCode.WIDTH + 2]];
                    next = moved ? around(loop, at) : code[loop + 1];
                    open = next >= 0;
                }
                default -> {
                    next = into(code[pc + 1], at);
                    open = next >= 0;
                }
            }
            pc = next;
            while (!open) {
                if (top < 0) {
                    return GIVEN_UP;
                }
                if (top == base) {
                    return FAILED;
                }
                top -= FRAME;
                int value = frames[top + 2];
                switch (frames[top]) {
                    case UNDO -> registers[frames[top + 1]] = value;
                    case WAY -> {
                        pc = frames[top + 1];
                        at = value;
                        open = true;
                    }
                    case LESS -> {
                        pc = frames[top + 1];
                        at = frames[top + 3];
                        open = at == value || push(LESS, pc, value, at - 1);
                    }
                    default -> {
                        int few = frames[top + 1];
                        int left = frames[top + 3];
                        if (value < lineEnd && sets[code[few + 1]][bytes[value] & 0xff]) {
                            pc = few + SearchCode.WIDTH;
                            at = value + 1;
                            open = left == 1 || push(MORE, few, at, left - 1);
                        }
                    }
                }
            }
        }
    }

    /** Chooses what comes next in a loop: its body or what follows it; {@link #FAILED} where there is no memory. */
    private int around(int loop, int at) {
        int done = registers[code[loop + SearchCode.WIDTH + 1]];
        if (done < code[loop + 2]) {
            return into(loop, at);
        }
        int behind = code[loop + 1];
        if (done >= code[loop + 3]) {
            return behind;
        }
        if (code[loop] == SearchCode.LOOP) {
            return push(WAY, behind, at, 0) ? into(loop, at) : FAILED;
        }
        return push(WAY, code[loop + SearchCode.WIDTH + 3], at, 0) ? behind : FAILED;
    }

    /** Begins another round of a loop. */
    private int into(int loop, int at) {
        int count = code[loop + SearchCode.WIDTH + 1];
        boolean noted = set(count, registers[count] + 1) && set(code[loop + SearchCode.WIDTH + 2], at);
        return noted ? loop + 2 * SearchCode.WIDTH : FAILED;
    }

    /** Passes what has one way alone, so many times. */
    private int repeated(int body, int start, int least, int most) {
        int at = start;
        for (int times = 0; times < most; times++) {
            int end = run(body, at, -1);
            if (end == GIVEN_UP || (end == FAILED && times < least)) {
                return end;
            }
            if (end == FAILED || (end == at && times >= least)) {
                break;
            }
            at = end;
        }
        return at;
    }

    /** Looks for what ends at a place, from the shortest on. */
    private int behind(int body, int end, int most) {
        int found = FAILED;
        for (int start = end; found == FAILED && start >= lineStart && end - start <= most; start--) {
            found = run(body, start, end);
        }
        return found;
    }

    /** Where the bytes of a set end, from a place on, at most so many. */
    private int runOf(boolean[] set, int start, int most) {
        int limit = most < lineEnd - start ? start + most : lineEnd;
        int end = start;
        while (end < limit && set[bytes[end] & 0xff]) {
            end++;
        }
        steps -= end - start;
        return end;
    }

    private int endOfSame(int group, boolean ignoresCase, int at) {
        int start = registers[2 * group];
        int length = start < 0 ? 0 : registers[2 * group + 1] - start;
        if (start < 0 || length > lineEnd - at) {
            return FAILED;
        }
        steps -= length;
        for (int i = 0; i < length; i++) {
            int one = bytes[start + i];
            int other = bytes[at + i];
            if (one != other && !(ignoresCase && lower(one) == lower(other))) {
                return FAILED;
            }
        }
        return at + length;
    }

    private static int lower(int each) {
        return each >= 'A' && each <= 'Z' ? each + 'a' - 'A' : each;
    }

    private boolean isAt(Place place, int at) {
        return switch (place) {
            case LINE_START -> at == lineStart;
            case LINE_END -> at == lineEnd;
            case WORD_EDGE -> isWord(at - 1) != isWord(at);
            case NO_WORD_EDGE -> isWord(at - 1) == isWord(at);
        };
    }

    private boolean isWord(int at) {
        return at >= lineStart && at < lineEnd && WORDS[bytes[at] & 0xff];
    }

    private boolean set(int register, int value) {
        boolean noted = push(UNDO, register, registers[register], 0);
        registers[register] = value;
        return noted;
    }

    /** Notes what to do where the way fails; false, and all is given up, where there is no memory for it. */
    private boolean push(int kind, int one, int two, int three) {
        if (top == frames.length) {
            if (frames.length >= MOST_FRAMES * FRAME) {
                top = -1;
                steps = 0;
                return false;
            }
            frames = Arrays.copyOf(frames, 2 * frames.length);
        }
        frames[top] = kind;
        frames[top + 1] = one;
        frames[top + 2] = two;
        frames[top + 3] = three;
        top += FRAME;
        return true;
    }
}
