package org.mailtally.time;

import java.util.Arrays;

/** Windows into which no line falls, as they are found between lines. Not thread-safe. */
public final class Silences {

    /** Who takes windows without a line. */
    @FunctionalInterface
    public interface Taker {
        /**
         * Takes windows that follow each other.
         *
         * @param from the start of the first of them, in epoch seconds
         * @param to the start of the window behind the last of them
         */
        void silent(long from, long to);
    }

    private static final int FROM = 0;
    private static final int TO = 1;

    private long[] bounds = new long[8];
    private int size;
    private long windows;

    /** Adds the windows between those of two times, if there are any. */
    public void add(long before, long behind) {
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

    /** Whether they are so many windows. */
    public boolean areAtLeast(long most) {
        return windows >= most;
    }

    /** Gives them away; returns how many windows they were. */
    public long giveTo(Taker taker) {
        for (int at = 0; at < size; at += 2) {
            taker.silent(bounds[at + FROM], bounds[at + TO]);
        }
        long given = windows;
        clear();
        return given;
    }

    public void clear() {
        size = 0;
        windows = 0;
    }
}
