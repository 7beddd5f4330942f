package org.mailtally.log;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The lines of a block, in groups whose minute is the same whatever the time state before them is: each group begins with
 * a dated line, and holds those behind it that have the same head or are not dated. Only the first line of each need be
 * given to a {@link TimeWalk}. Not thread-safe.
 */
final class SameHeads {

    /*
     * Line ends are looked for in 32 bytes at a time, and never from the start of a line anew. A byte behind a line end
     * may be taken for one as well (0x0b is), so each is looked at once more.
     */

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long LINE_ENDS = '\n' * ONES;
    private static final int WORD = Long.BYTES;

    private final WrittenTime written = new WrittenTime();
    private final LineHead head = new LineHead();
    private int[] starts = new int[64];
    private int[] lines = new int[64];
    private int count;
    private int lineStart;

    /** Finds the groups of the whole lines {@code [0, whole)}. */
    void find(byte[] bytes, int whole) {
        count = 0;
        lineStart = 0;
        head.clear();
        int at = 0;
        for (; at <= whole - 4 * WORD; at += 4 * WORD) {
            long first = ends((long) LONGS.get(bytes, at));
            long second = ends((long) LONGS.get(bytes, at + WORD));
            long third = ends((long) LONGS.get(bytes, at + 2 * WORD));
            long fourth = ends((long) LONGS.get(bytes, at + 3 * WORD));
            if ((first | second | third | fourth) != 0) {
                takeLines(bytes, at, first);
                takeLines(bytes, at + WORD, second);
                takeLines(bytes, at + 2 * WORD, third);
                takeLines(bytes, at + 3 * WORD, fourth);
            }
        }
        for (; at < whole; at++) {
            if (bytes[at] == '\n') {
                takeLine(bytes, at);
            }
        }
        if (lineStart < whole) {
            takeLine(bytes, whole);
        }
    }

    /** Marks in a word the bytes that are line ends, and perhaps some behind them. */
    private static long ends(long word) {
        long different = word ^ LINE_ENDS;
        return (different - ONES) & ~different & HIGHS;
    }

    private void takeLines(byte[] bytes, int at, long marked) {
        for (long ends = marked; ends != 0; ends &= ends - 1) {
            int end = at + (Long.numberOfTrailingZeros(ends) >>> 3);
            if (bytes[end] == '\n') {
                takeLine(bytes, end);
            }
        }
    }

    private void takeLine(byte[] bytes, int end) {
        int start = lineStart;
        lineStart = end + 1;
        if (!head.isOf(bytes, start, end)) {
            if (written.parse(bytes, start, end)) {
                head.take(written, bytes, start, end);
                begin(start);
            } else if (count == 0) {
                begin(start);
            }
        }
        lines[count - 1]++;
    }

    private void begin(int start) {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, count * 2);
            lines = Arrays.copyOf(lines, count * 2);
        }
        starts[count] = start;
        lines[count] = 0;
        count++;
    }

    int count() {
        return count;
    }

    /** The index of a group's first byte. */
    int start(int group) {
        return starts[group];
    }

    /** The number of a group's lines. */
    int lines(int group) {
        return lines[group];
    }
}
