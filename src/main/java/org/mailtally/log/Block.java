package org.mailtally.log;

import java.util.Arrays;

/**
 * A run of whole lines of one log, and the windows its lines fall into.
 *
 * <p>The bytes are shared with the reader and hold only until the next block is asked for; nobody writes to them. A line
 * longer than {@link #LONGEST_LINE} is there by its first {@link #LONGEST_LINE} bytes, as a block of its own. Not
 * thread-safe.
 */
public final class Block {

    /** The bytes of a line, without its end, that are looked at: 1 MiB. What follows is passed over, and said so. */
    public static final int LONGEST_LINE = 1 << 20;

    /** The runs after which a block ends, so that what is counted of it stays small, however far apart its lines are. */
    static final int MOST_RUNS = 2_000;

    private final byte[] bytes;
    private int filled;
    private int length;
    private long offset;

    private int runs;
    private int[] runStarts = new int[64];
    private long[] runWindows = new long[64];
    private int[] runLines = new int[64];

    Block(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The bytes of the block, from index 0 to {@link #length}; they end with a line end, but for a line cut short. */
    public byte[] bytes() {
        return bytes;
    }

    /** The number of bytes. */
    public int length() {
        return length;
    }

    /** The offset in the log of the first byte. */
    public long offset() {
        return offset;
    }

    /** The number of runs: of consecutive lines that fall into one window. */
    public int runs() {
        return runs;
    }

    /** The index of the first byte of a run. */
    public int runStart(int run) {
        return runStarts[run];
    }

    /** The index behind the last byte of a run. */
    public int runEnd(int run) {
        return run + 1 < runs ? runStarts[run + 1] : length;
    }

    /** The start of a run's window, in epoch seconds. */
    public long runWindow(int run) {
        return runWindows[run];
    }

    /** The number of lines of a run. */
    public int runLines(int run) {
        return runLines[run];
    }

    /** The number of lines of a run that begin at or behind a byte of the block. */
    public int runLinesFrom(int run, int index) {
        if (index <= runStarts[run]) {
            return runLines[run];
        }
        int lines = 0;
        for (int at = index; at < runEnd(run); at = LineEnds.next(bytes, at, length) + 1) {
            lines++;
        }
        return lines;
    }

    /** Moves the bytes from a position on, as far as they are here already, to the front; returns how many. */
    int keepFrom(long position) {
        long index = position - offset;
        if (index < 0 || index >= filled) {
            return 0;
        }
        filled -= (int) index;
        System.arraycopy(bytes, (int) index, bytes, 0, filled);
        offset = position;
        return filled;
    }

    /** Takes the bytes {@code [0, newFilled)}, which begin at a position. */
    void take(long position, int newFilled) {
        offset = position;
        filled = newFilled;
        length = 0;
        runs = 0;
    }

    /** Gives the whole lines {@code [0, whole)} of the bytes, or the first of them, and walks the time through them. */
    void give(int whole, TimeWalk walk) {
        for (int start = 0; start < whole; ) {
            int end = LineEnds.next(bytes, start, whole);
            long window = walk.next(bytes, start, end);
            if (runs == 0 || runWindows[runs - 1] != window) {
                addRun(start, window);
            }
            runLines[runs - 1]++;
            start = end + 1;
            length = Math.min(start, whole);
            if (runs == MOST_RUNS) {
                return;
            }
        }
    }

    private void addRun(int start, long window) {
        if (runs == runStarts.length) {
            runStarts = Arrays.copyOf(runStarts, runs * 2);
            runWindows = Arrays.copyOf(runWindows, runs * 2);
            runLines = Arrays.copyOf(runLines, runs * 2);
        }
        runStarts[runs] = start;
        runWindows[runs] = window;
        runLines[runs] = 0;
        runs++;
    }
}
