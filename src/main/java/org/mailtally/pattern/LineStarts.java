package org.mailtally.pattern;

import java.util.Arrays;

/** The first bytes of all lines of a block. Not thread-safe. */
final class LineStarts {

    private int[] starts = new int[1_024];
    private int count;

    /** Finds the lines of the bytes {@code [0, length)}, the first of which begins at 0. */
    void find(byte[] bytes, int length) {
        count = 0;
        for (int start = 0; start < length; start = Lines.end(bytes, start, length) + 1) {
            if (count == starts.length) {
                starts = Arrays.copyOf(starts, count * 2);
            }
            starts[count++] = start;
        }
    }

    /** Their indexes, the first {@link #count} of the array. */
    int[] starts() {
        return starts;
    }

    int count() {
        return count;
    }
}
