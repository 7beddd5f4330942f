package org.mailtally.log;

import java.util.Arrays;

/** Windows into which no line falls, as they are found between lines. Not thread-safe. */
final class Silences {

    private static final int FROM = 0;
    private static final int TO = 1;

    private long[] bounds = new long[8];
    private int size;
    private long windows;

    /** Adds the windows between those of two times, if there are any. */
    void add(long before, long behind) {
        long from = TimeWalk.windowOf(before) + TimeWalk.WINDOW_SECONDS;
        long to = TimeWalk.windowOf(behind);
        if (from >= to) {
            return;
        }
        if (size == bounds.length) {
            bounds = Arrays.copyOf(bounds, size * 2);
        }
        bounds[size + FROM] = from;
        bounds[size + TO] = to;
        size += 2;
        windows += (to - from) / TimeWalk.WINDOW_SECONDS;
    }

    /** Whether there are so many windows that what was found should be counted first. */
    boolean areMany() {
        return windows >= Block.MOST_RUNS;
    }

    /** Gives them away; returns how many windows they were. */
    long giveTo(Portion.Work work) {
        for (int at = 0; at < size; at += 2) {
            work.silent(bounds[at + FROM], bounds[at + TO]);
        }
        long given = windows;
        clear();
        return given;
    }

    void clear() {
        size = 0;
        windows = 0;
    }
}
