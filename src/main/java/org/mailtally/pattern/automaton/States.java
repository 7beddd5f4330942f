package org.mailtally.pattern.automaton;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mailtally.pattern.automaton.ProgramWalk.Standing;

/**
 * The states that lines have led to so far, and where each byte leads from there; what is not known yet is worked out
 * when it is needed, until there are too many of them. Thread-safe.
 */
final class States {

    /*
     * The table is read without a lock, by several threads, while others add to it. That is safe since an entry is one
     * int, is UNKNOWN from the birth of its array on and then changes once, to what it would be for everybody; who does
     * not see the change yet works it out again. A table that has grown is another array.
     */

    /** What an entry says beside the row of the next state. */
    static final int UNKNOWN = -1;

    static final int MATCHED = -2;
    /** The line does not match, whatever follows; at the line's end: it did not. */
    static final int NEVER = -3;
    /** A carriage return, of which the next byte says whether it belongs to the line's end. */
    static final int CARRIAGE_RETURN = -4;
    /** There are too many states. */
    static final int FULL = -5;

    /** The row of the state before a line's first byte. */
    static final int START = 0;

    /** The row of the state behind bytes in which no match begins. */
    static final int INSIDE = 257;

    /** The column for a carriage return inside a line; that for the line's end is {@code \n}. */
    static final int INNER_CARRIAGE_RETURN = 256;

    private static final int COLUMNS = INSIDE;
    private static final int FIRST_STATES = 32;
    private static final int MOST_STATES = 1_024;

    private final ProgramWalk walk;
    private final Map<Standing, Integer> rows = new HashMap<>();
    private final List<Standing> standings = new ArrayList<>();
    private volatile int[] table;
    private volatile boolean full;

    States(Program program) {
        walk = new ProgramWalk(program);
        table = unknown(new int[FIRST_STATES * COLUMNS], 0);
        synchronized (this) {
            row(Standing.AT_START);
            row(Standing.INSIDE);
        }
    }

    /** Where each byte leads: the entry at a state's row and a byte's column; a negative one is none of a state. */
    int[] table() {
        return table;
    }

    /** Whether there are so many states that others are better begun again. */
    boolean isFull() {
        return full;
    }

    /** What a column of a state's row says; {@link #UNKNOWN} never. */
    int at(int row, int column) {
        int known = table[row + column];
        return known == UNKNOWN ? workedOut(row, column) : known;
    }

    private synchronized int workedOut(int row, int column) {
        Standing from = standings.get(row / COLUMNS);
        int found = column == '\n' ? atEnd(from) : over(from, column == INNER_CARRIAGE_RETURN ? '\r' : column);
        if (found != FULL) {
            table[row + column] = found;
        }
        return found;
    }

    private int atEnd(Standing from) {
        return walk.atEnd(from) == ProgramWalk.Outcome.MATCHED ? MATCHED : NEVER;
    }

    private int over(Standing from, int each) {
        return switch (walk.over(from, each)) {
            case MATCHED -> MATCHED;
            case NEVER -> NEVER;
            case OPEN -> row(walk.reached());
        };
    }

    private int row(Standing standing) {
        Integer known = rows.get(standing);
        if (known != null) {
            return known;
        }
        if (rows.size() == MOST_STATES) {
            full = true;
            return FULL;
        }
        int row = rows.size() * COLUMNS;
        if (row == table.length) {
            table = unknown(Arrays.copyOf(table, row * 4), row);
        }
        table[row + '\r'] = CARRIAGE_RETURN;
        rows.put(standing, row);
        standings.add(standing);
        return row;
    }

    private static int[] unknown(int[] fresh, int from) {
        Arrays.fill(fresh, from, fresh.length, UNKNOWN);
        return fresh;
    }

    /** Whether the line {@code [from, to)}, given without its end, matches; worked out byte by byte without any table. */
    synchronized boolean walksToMatch(byte[] bytes, int from, int to) {
        Standing standing = Standing.AT_START;
        for (int at = from; at < to; at++) {
            ProgramWalk.Outcome outcome = walk.over(standing, bytes[at] & 0xff);
            if (outcome != ProgramWalk.Outcome.OPEN) {
                return outcome == ProgramWalk.Outcome.MATCHED;
            }
            standing = walk.reached();
        }
        return walk.atEnd(standing) == ProgramWalk.Outcome.MATCHED;
    }
}
