package org.mailtally.source;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The search for line ends, 32 bytes at a time. */
public final class LineEnds {

    /*
     * A line end is most often the only byte below 0x0b far and wide, and those are marked with less: by the highest bit of
     * each, and perhaps of some behind such a one; the first mark is right always. Where that is a tab or the like, line
     * ends alone are marked.
     *
     * Which of four words holds the mark differs from line to line, and a branch on it is predicted wrongly as often as
     * not, which takes longer than to search 32 bytes; so where it is the only one its place is worked out without a branch.
     *
     * Long.numberOfTrailingZeros is one instruction to the second compiler alone, and a dozen with branches to the first one,
     * by which `run` is compiled. A multiplication is one to both: by a De Bruijn sequence it brings a different six bits to
     * the top for each single bit that is set, and by ONES the sum of all bytes.
     */

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long LINE_ENDS = '\n' * ONES;
    private static final long BEHIND_LINE_END = ('\n' + 1) * ONES;
    private static final int WORD = Long.BYTES;
    private static final long DE_BRUIJN = 0x03f79d71b4cb0a89L;

    /** The places in four words that single marks stand for, by what DE_BRUIJN brings to the top. */
    private static final byte[] PLACES = new byte[Long.SIZE];

    static {
        for (int mark = 0; mark < Long.SIZE; mark++) {
            PLACES[(int) (((1L << mark) * DE_BRUIJN) >>> 58)] = (byte) ((mark & 7) * WORD + (mark >>> 3));
        }
    }

    private LineEnds() {}

    /** The index of the first line end in {@code [from, to)}, or {@code to} where there is none. */
    public static int next(byte[] bytes, int from, int to) {
        int at = from;
        for (; at <= to - 4 * WORD; at += 4 * WORD) {
            long first = below((long) LONGS.get(bytes, at), BEHIND_LINE_END);
            long second = below((long) LONGS.get(bytes, at + WORD), BEHIND_LINE_END);
            long third = below((long) LONGS.get(bytes, at + 2 * WORD), BEHIND_LINE_END);
            long fourth = below((long) LONGS.get(bytes, at + 3 * WORD), BEHIND_LINE_END);
            if (((first | second | third | fourth) & HIGHS) != 0) {
                int end = at + first(first & HIGHS, second & HIGHS, third & HIGHS, fourth & HIGHS);
                end = bytes[end] == '\n' ? end : nextByWord(bytes, end + 1, at + 4 * WORD);
                if (end < at + 4 * WORD) {
                    return end;
                }
            }
        }
        return nextByWord(bytes, at, to);
    }

    private static int nextByWord(byte[] bytes, int from, int to) {
        int at = from;
        for (; at <= to - WORD; at += WORD) {
            long marked = below((long) LONGS.get(bytes, at) ^ LINE_ENDS, ONES) & HIGHS;
            if (marked != 0) {
                return at + place(marked);
            }
        }
        for (; at < to; at++) {
            if (bytes[at] == '\n') {
                return at;
            }
        }
        return to;
    }

    private static long below(long word, long bounds) {
        return (word - bounds) & ~word;
    }

    /** The place of the first mark in four words. */
    private static int first(long first, long second, long third, long fourth) {
        long all = first >>> 7 | second >>> 6 | third >>> 5 | fourth >>> 4;
        if ((all & all - 1) == 0) {
            return PLACES[(int) ((all * DE_BRUIJN) >>> 58)];
        }
        if (first != 0) {
            return place(first);
        }
        if (second != 0) {
            return WORD + place(second);
        }
        return third != 0 ? 2 * WORD + place(third) : 3 * WORD + place(fourth);
    }

    /** The first byte of a word that is marked by its highest bit: as many as are filled by what lies below the mark. */
    private static int place(long marked) {
        return (int) (((((marked & -marked) - 1) & ONES) * ONES) >>> 56) - 1;
    }

    /** The index of the last line end in {@code [from, to)}, or -1. */
    public static int last(byte[] bytes, int from, int to) {
        for (int at = to - 1; at >= from; at--) {
            if (bytes[at] == '\n') {
                return at;
            }
        }
        return -1;
    }
}
