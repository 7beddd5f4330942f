package org.mailtally.source;

import java.util.Arrays;

/** Where the records of a block lie: in its bytes, in their log, and in time. Not thread-safe. */
public final class RecordPlaces {

    private int count;
    private int[] starts = new int[64];
    private long[] positions = new long[64];
    private long[] times = new long[64];

    /**
     * Adds the next record, which has a line at least.
     *
     * @param start the index of its first byte
     * @param position its position in the log, greater than that of the one before
     * @param time when it was written, in epoch seconds
     */
    public void add(int start, long position, long time) {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, count * 2);
            positions = Arrays.copyOf(positions, count * 2);
            times = Arrays.copyOf(times, count * 2);
        }
        starts[count] = start;
        positions[count] = position;
        times[count] = time;
        count++;
    }

    public int count() {
        return count;
    }

    /** The records from one on, their bytes moved to the front. */
    public RecordPlaces from(int record) {
        RecordPlaces rest = new RecordPlaces();
        for (int each = record; each < count; each++) {
            rest.add(starts[each] - starts[record], positions[each], times[each]);
        }
        return rest;
    }

    int start(int record) {
        return starts[record];
    }

    long time(int record) {
        return times[record];
    }

    /** The position of the record that an index lies in. */
    long position(int index) {
        int found = Arrays.binarySearch(starts, 0, count, index);
        return positions[found >= 0 ? found : -found - 2];
    }

    /** The index at which the first record at or behind a position begins; {@code length} where none does. */
    int indexOf(long position, int length) {
        int found = Arrays.binarySearch(positions, 0, count, position);
        int record = found >= 0 ? found : -found - 1;
        return record < count ? Math.min(starts[record], length) : length;
    }
}
