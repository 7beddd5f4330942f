package org.mailtally.gviz.table;

import org.jspecify.annotations.Nullable;

/**
 * Values that are counted in whole steps: a boolean (0, 1), a date (days from 1970), a time of the day (milliseconds) and a
 * datetime (milliseconds of its wall clock from 1970). Datetimes may know how far their clock is from UTC; they are then
 * ordered by instant, so that the hour a clock repeats in autumn stays two hours.
 */
public final class DiscreteCells extends KeyedCells {
    public static final long NULL = NULL_KEY;

    /** Stands for "not known" among the offsets. */
    public static final int NO_OFFSET = Integer.MIN_VALUE;

    private final long[] values;
    private final int @Nullable [] offsets;

    public DiscreteCells(long[] values, int @Nullable [] offsets) {
        this.values = values;
        this.offsets = offsets;
    }

    public long at(int row) {
        return values[row];
    }

    /** Seconds east of UTC, or {@link #NO_OFFSET}. */
    public int offset(int row) {
        return offsets == null ? NO_OFFSET : offsets[row];
    }

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public boolean isNull(int row) {
        return values[row] == NULL;
    }

    @Override
    public DiscreteCells take(int[] rows) {
        long[] taken = new long[rows.length];
        for (int i = 0; i < taken.length; i++) {
            taken[i] = rows[i] < 0 ? NULL : values[rows[i]];
        }
        if (offsets == null) {
            return new DiscreteCells(taken, null);
        }
        int[] takenOffsets = new int[rows.length];
        for (int i = 0; i < taken.length; i++) {
            takenOffsets[i] = rows[i] < 0 ? NO_OFFSET : offsets[rows[i]];
        }
        return new DiscreteCells(taken, takenOffsets);
    }

    @Override
    public int compare(int left, int right) {
        return Long.compare(key(left), key(right));
    }

    @Override
    public long[] keys() {
        long[] keys = new long[values.length];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = key(i);
        }
        return keys;
    }

    private long key(int row) {
        int offset = offset(row);
        return offset == NO_OFFSET || isNull(row) ? values[row] : values[row] - 1000L * offset;
    }
}
