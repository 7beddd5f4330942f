package org.mailtally.pattern;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * How often three or four bytes stand together in the beginning of a log's block: about, since runs that share a place in
 * the table are counted as one, and letters without their case. By it the rare part of a literal is known. It holds as
 * long as the block; not thread-safe.
 */
final class Sample {

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int LONGEST = 1 << 15;
    private static final int RUN = Integer.BYTES;
    private static final int LOWER = 0x20202020;
    private static final int BITS = 13;

    private final int[] counts = new int[1 << BITS];
    private final int[] countsOfThree = new int[1 << BITS];
    private final byte[] bytes;
    private final int length;
    private final int runs;

    /** Takes the beginning of the bytes {@code [0, length)}. */
    Sample(byte[] bytes, int length) {
        this.bytes = bytes;
        this.length = Math.min(length, LONGEST);
        runs = Math.max(0, this.length - RUN + 1);
        for (int at = 0; at < runs; at++) {
            int run = (int) INTS.get(bytes, at) | LOWER;
            counts[place(run)]++;
            countsOfThree[place(run << Byte.SIZE)]++;
        }
    }

    /** The share of all runs that begin like these four bytes: from 0 to 1. */
    double share(byte[] bytes, int at) {
        return runs == 0 ? 0 : (double) counts[place((int) INTS.get(bytes, at) | LOWER)] / runs;
    }

    /** The share of all runs that begin like these three bytes, as the lower ones of a number: from 0 to 1. */
    double shareOfThree(int run) {
        return runs == 0 ? 0 : (double) countsOfThree[place((run | LOWER) << Byte.SIZE)] / runs;
    }

    /** The share of all runs that a text begins with at most: that of its rarest one, 1 where it is shorter than a run. */
    double share(byte[] text) {
        double least = 1;
        for (int at = 0; at + RUN <= text.length; at++) {
            least = Math.min(least, share(text, at));
        }
        return least;
    }

    /** The bytes that it was taken of. */
    int length() {
        return length;
    }

    /** How often a text stands in it, letters as they are. */
    int count(String text) {
        ByteSearch search = new ByteSearch(text);
        int count = 0;
        for (int at = search.next(bytes, 0, length); at < length; at = search.next(bytes, at + 1, length)) {
            count++;
        }
        return count;
    }

    private static int place(int run) {
        return (run * 0x9E3779B1) >>> (32 - BITS);
    }
}
