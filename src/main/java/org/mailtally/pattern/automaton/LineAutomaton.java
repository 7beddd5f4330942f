package org.mailtally.pattern.automaton;

import org.jspecify.annotations.Nullable;

/**
 * A pattern as an automaton that decides lines, each in a time that grows with its length alone. A line is its bytes
 * without the end; a carriage return before it is dropped. Thread-safe.
 */
public final class LineAutomaton {

    private static final int LANES = 4;

    private final Program program;
    private final String prefix;
    private volatile States states;

    private LineAutomaton(Program program, String prefix) {
        this.program = program;
        this.prefix = prefix;
        this.states = new States(program);
    }

    /** The automaton of an expression; null where none is known that means the same. */
    static @Nullable LineAutomaton of(PatternTree expression) {
        try {
            return new LineAutomaton(Program.of(expression), prefix(expression));
        } catch (UnsupportedPatternException unsupported) {
            return null;
        }
    }

    private static String prefix(PatternTree expression) {
        StringBuilder prefix = new StringBuilder();
        PatternTree whole = expression instanceof PatternTree.Group group ? group.body() : expression;
        if (whole instanceof PatternTree.Sequence sequence) {
            for (PatternTree part : sequence.parts()) {
                if (!(part instanceof PatternTree.OneByte one) || one.bytes().size() != 1) {
                    break;
                }
                prefix.append((char) one.bytes().first());
            }
        }
        return prefix.toString();
    }

    /** The text that every match begins with, a character for each byte; empty where there is none. */
    public String prefix() {
        return prefix;
    }

    /** Whether the line that begins at {@code from} matches: it ends with the first line feed, or at {@code to}. */
    public boolean matches(byte[] bytes, int from, int to) {
        return outcome(fresh(), bytes, from, from, to) == States.MATCHED;
    }

    /**
     * Keeps those of some lines that match.
     *
     * @param starts the indexes of the lines' first bytes, in ascending order; of those that match on return
     * @param froms the indexes, in each line, of bytes that no match begins before; may be the same array
     * @param count how many there are
     * @param length the number of bytes; each line but the last ends with a line feed
     * @return how many match
     */
    public int keepMatching(byte[] bytes, int[] starts, int[] froms, int count, int length) {
        States known = fresh();
        int decided = count > LANES ? inLanes(known, bytes, starts, froms, count - 1) : 0;
        for (int line = decided; line < count; line++) {
            decide(known, bytes, starts, froms, line, length);
        }
        int kept = 0;
        for (int line = 0; line < count; line++) {
            if (starts[line] >= 0) {
                starts[kept++] = starts[line];
            }
        }
        return kept;
    }

    private States fresh() {
        States known = states;
        if (known.isFull()) {
            known = new States(program);
            states = known;
        }
        return known;
    }

    /** Leaves the start of a line that matches as it is, and turns any other's bits over. */
    private static void decide(States known, byte[] bytes, int[] starts, int[] froms, int line, int length) {
        close(starts, line, outcome(known, bytes, starts[line], froms[line], length));
    }

    private static void close(int[] starts, int line, int outcome) {
        if (outcome != States.MATCHED) {
            starts[line] = ~starts[line];
        }
    }

    private static int firstRow(int start, int from) {
        return start == from ? States.START : States.INSIDE;
    }

    private static int outcome(States known, byte[] bytes, int start, int from, int to) {
        int[] table = known.table();
        int row = firstRow(start, from);
        for (int at = from; at < to; at++) {
            int next = table[row + (bytes[at] & 0xff)];
            if (next < 0) {
                next = settled(known, next, row, bytes, start, at, to);
                if (next < 0) {
                    return next;
                }
                table = known.table();
            }
            row = next;
        }
        return known.at(row, '\n');
    }

    /** What an entry that is none of a state comes to: the row of a state after all, or whether the line matches. */
    private static int settled(States known, int entry, int row, byte[] bytes, int from, int at, int to) {
        int found = entry;
        if (entry == States.UNKNOWN) {
            found = known.at(row, bytes[at] & 0xff);
        }
        if (found == States.CARRIAGE_RETURN) {
            boolean isEnd = at + 1 == to || bytes[at + 1] == '\n';
            found = known.at(row, isEnd ? '\n' : States.INNER_CARRIAGE_RETURN);
        }
        return found == States.FULL ? walked(known, bytes, from, to) : found;
    }

    private static int walked(States known, byte[] bytes, int from, int to) {
        int end = from;
        while (end < to && bytes[end] != '\n') {
            end++;
        }
        int content = end > from && bytes[end - 1] == '\r' ? end - 1 : end;
        return known.walksToMatch(bytes, from, content) ? States.MATCHED : States.NEVER;
    }

    /*
     * Four lines side by side. Each byte's entry is looked up by the one before, so that a line alone waits for the
     * cache at each byte; the processor looks up four that do not wait for each other in the time of little more than
     * one. A lane whose line is decided takes the next one. Each of these lines ends with a line feed, of which no entry
     * is a state's, so no lane runs past its line.
     */
    private static int inLanes(States known, byte[] bytes, int[] starts, int[] froms, int count) {
        int end = bytes.length;
        int[] table = known.table();
        int lineA = 0;
        int lineB = 1;
        int lineC = 2;
        int lineD = 3;
        int next = LANES;
        int atA = froms[lineA];
        int atB = froms[lineB];
        int atC = froms[lineC];
        int atD = froms[lineD];
        int rowA = firstRow(starts[lineA], atA);
        int rowB = firstRow(starts[lineB], atB);
        int rowC = firstRow(starts[lineC], atC);
        int rowD = firstRow(starts[lineD], atD);
        while (true) {
            int a = table[rowA + (bytes[atA] & 0xff)];
            int b = table[rowB + (bytes[atB] & 0xff)];
            int c = table[rowC + (bytes[atC] & 0xff)];
            int d = table[rowD + (bytes[atD] & 0xff)];
            if ((a | b | c | d) < 0) {
                a = a < 0 ? settled(known, a, rowA, bytes, starts[lineA], atA, end) : a;
                b = b < 0 ? settled(known, b, rowB, bytes, starts[lineB], atB, end) : b;
                c = c < 0 ? settled(known, c, rowC, bytes, starts[lineC], atC, end) : c;
                d = d < 0 ? settled(known, d, rowD, bytes, starts[lineD], atD, end) : d;
                table = known.table();
                if (count - next < LANES && (a | b | c | d) < 0) {
                    break;
                }
                if (a < 0) {
                    close(starts, lineA, a);
                    lineA = next++;
                    atA = froms[lineA] - 1;
                    a = firstRow(starts[lineA], atA + 1);
                }
                if (b < 0) {
                    close(starts, lineB, b);
                    lineB = next++;
                    atB = froms[lineB] - 1;
                    b = firstRow(starts[lineB], atB + 1);
                }
                if (c < 0) {
                    close(starts, lineC, c);
                    lineC = next++;
                    atC = froms[lineC] - 1;
                    c = firstRow(starts[lineC], atC + 1);
                }
                if (d < 0) {
                    close(starts, lineD, d);
                    lineD = next++;
                    atD = froms[lineD] - 1;
                    d = firstRow(starts[lineD], atD + 1);
                }
            }
            rowA = a;
            rowB = b;
            rowC = c;
            rowD = d;
            atA++;
            atB++;
            atC++;
            atD++;
        }
        decide(known, bytes, starts, froms, lineA, end);
        decide(known, bytes, starts, froms, lineB, end);
        decide(known, bytes, starts, froms, lineC, end);
        decide(known, bytes, starts, froms, lineD, end);
        return next;
    }
}
