package org.mailtally.pattern;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The search for a literal in bytes, eight places at a time: those whose first and last byte fit are compared whole.
 * Immutable and thread-safe.
 */
final class ByteSearch {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long LINE_ENDS = '\n' * ONES;

    private final byte[] literal;
    private final long firsts;
    private final long lasts;

    /** @param literal at least one character, each a byte */
    ByteSearch(String literal) {
        this.literal = literal.getBytes(StandardCharsets.ISO_8859_1);
        this.firsts = (this.literal[0] & 0xffL) * ONES;
        this.lasts = (this.literal[this.literal.length - 1] & 0xffL) * ONES;
    }

    /** The index of the first occurrence that lies in {@code [from, to)}, or {@code to} where there is none. */
    int next(byte[] bytes, int from, int to) {
        int span = literal.length - 1;
        int at = from;
        for (; at + span + 8 <= to; at += 8) {
            long different = ((long) LONGS.get(bytes, at) ^ firsts) | ((long) LONGS.get(bytes, at + span) ^ lasts);
            long found = (different - ONES) & ~different & HIGHS;
            while (found != 0) {
                int place = at + place(found);
                if (isAt(bytes, place)) {
                    return place;
                }
                found &= found - 1;
            }
        }
        for (; at + span < to; at++) {
            if (isAt(bytes, at)) {
                return at;
            }
        }
        return to;
    }

    /**
     * The index of the first occurrence in the rest of a line, or -1 where there is none.
     *
     * @param from the index at which the search begins
     * @param length the number of bytes; the line ends with a line feed before that, or there
     */
    int nextInLine(byte[] bytes, int from, int length) {
        int span = literal.length - 1;
        int at = from;
        for (; at + span + 8 <= length; at += 8) {
            long there = (long) LONGS.get(bytes, at);
            long different = (there ^ firsts) | ((long) LONGS.get(bytes, at + span) ^ lasts);
            long noEnd = there ^ LINE_ENDS;
            long found = (((different - ONES) & ~different) | ((noEnd - ONES) & ~noEnd)) & HIGHS;
            while (found != 0) {
                int place = at + place(found);
                if (bytes[place] == '\n') {
                    return -1;
                }
                if (isAt(bytes, place)) {
                    return place;
                }
                found &= found - 1;
            }
        }
        for (; at + span < length && bytes[at] != '\n'; at++) {
            if (isAt(bytes, at)) {
                return at;
            }
        }
        return -1;
    }

    /** The first byte that is marked by its highest bit: as many as what lies below the mark fills, for a quick product. */
    private static int place(long marked) {
        return (int) (((((marked & -marked) - 1) & ONES) * ONES) >>> 56) - 1;
    }

    private boolean isAt(byte[] bytes, int place) {
        for (int i = 0; i < literal.length; i++) {
            if (bytes[place + i] != literal[i]) {
                return false;
            }
        }
        return true;
    }
}
