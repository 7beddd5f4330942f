package org.mailtally.tally;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The counts of one step's length: per start that was read, and per tracker. Grows as starts come; not thread-safe. */
final class StepCounts {

    private final Step step;
    private final int trackers;
    private final Map<Long, Integer> indexes = new HashMap<>();
    private long[] starts = new long[16];
    private boolean[] lined = new boolean[16];
    private final long[][] counts;
    private int size;

    StepCounts(Step step, int trackers) {
        this.step = step;
        this.trackers = trackers;
        this.counts = new long[trackers][16];
    }

    Step step() {
        return step;
    }

    int size() {
        return size;
    }

    long start(int index) {
        return starts[index];
    }

    /** Whether a line fell into it; where none did it lies inside a silence. */
    boolean isLined(int index) {
        return lined[index];
    }

    long count(int tracker, int index) {
        return counts[tracker][index];
    }

    /** The index of the step that a time falls into; it is read from now on. */
    int indexOf(long epochSecond) {
        long start = step.startOf(epochSecond);
        if (size > 0 && starts[size - 1] == start) {
            return size - 1;
        }
        Integer known = indexes.putIfAbsent(start, size);
        if (known != null) {
            return known;
        }
        if (size == starts.length) {
            grow(size * 2);
        }
        starts[size] = start;
        return size++;
    }

    void line(int index) {
        lined[index] = true;
    }

    void add(int tracker, int index, long lines) {
        counts[tracker][index] += lines;
    }

    private void grow(int capacity) {
        starts = Arrays.copyOf(starts, capacity);
        lined = Arrays.copyOf(lined, capacity);
        for (int tracker = 0; tracker < trackers; tracker++) {
            counts[tracker] = Arrays.copyOf(counts[tracker], capacity);
        }
    }
}
