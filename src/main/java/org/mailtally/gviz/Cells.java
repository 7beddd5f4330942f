package org.mailtally.gviz;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The values of one column, row by row, in one array of primitives or references. Immutable once built: whoever makes
 * one gives its array away.
 */
abstract sealed class Cells permits Cells.Keyed, Cells.Texts {
    abstract int size();

    abstract boolean isNull(int row);

    /** The cells of these rows in this order; a negative row gives a null cell. */
    abstract Cells take(int[] rows);

    /** The order of two cells of this column: nulls first, text by its UTF-16 units. */
    abstract int compare(int left, int right);

    /** One cell, repeated. */
    final Cells repeat(int row, int times) {
        int[] rows = new int[times];
        Arrays.fill(rows, row);
        return take(rows);
    }

    /** Numbers as IEEE doubles, which is what every client of the protocol computes with; NaN is null. */
    static final class Numbers extends Keyed {
        private final double[] values;

        Numbers(double[] values) {
            this.values = values;
        }

        double at(int row) {
            return values[row];
        }

        @Override
        int size() {
            return values.length;
        }

        @Override
        boolean isNull(int row) {
            return Double.isNaN(values[row]);
        }

        @Override
        Numbers take(int[] rows) {
            double[] taken = new double[rows.length];
            Arrays.setAll(taken, i -> rows[i] < 0 ? Double.NaN : values[rows[i]]);
            return new Numbers(taken);
        }

        @Override
        int compare(int left, int right) {
            double a = values[left];
            double b = values[right];
            if (a < b) {
                return -1;
            }
            if (a > b) {
                return 1;
            }
            return Boolean.compare(isNull(right), isNull(left));
        }

        @Override
        long[] keys() {
            long[] keys = new long[values.length];
            for (int i = 0; i < keys.length; i++) {
                // Adding 0.0 makes the two zeros one; the flip orders the bits of negative numbers as the numbers are.
                long bits = Double.doubleToLongBits(values[i] + 0.0);
                keys[i] = isNull(i) ? NULL_KEY : bits ^ (bits >> 63 & Long.MAX_VALUE);
            }
            return keys;
        }
    }

    /** Cells that are ordered like whole numbers. */
    abstract static sealed class Keyed extends Cells permits Numbers, Discrete {
        static final long NULL_KEY = Long.MIN_VALUE;

        /** For each row a number; two of them compare as the cells do. */
        abstract long[] keys();
    }

    /** Strings; null is null. */
    static final class Texts extends Cells {
        private final @Nullable String[] values;

        Texts(@Nullable String[] values) {
            this.values = values;
        }

        @Nullable
        String at(int row) {
            return values[row];
        }

        @Override
        int size() {
            return values.length;
        }

        @Override
        boolean isNull(int row) {
            return values[row] == null;
        }

        @Override
        Texts take(int[] rows) {
            @Nullable String[] taken = new String[rows.length];
            Arrays.setAll(taken, i -> rows[i] < 0 ? null : values[rows[i]]);
            return new Texts(taken);
        }

        @Override
        int compare(int left, int right) {
            String a = values[left];
            String b = values[right];
            if (a == null || b == null) {
                return Boolean.compare(a != null, b != null);
            }
            return a.compareTo(b);
        }
    }

    /**
     * Values that are counted in whole steps: a boolean (0, 1), a date (days from 1970), a time of the day (milliseconds)
     * and a datetime (milliseconds of its wall clock from 1970). Datetimes may know how far their clock is from UTC; they
     * are then ordered by instant, so that the hour a clock repeats in autumn stays two hours.
     */
    static final class Discrete extends Keyed {
        static final long NULL = NULL_KEY;

        /** Stands for "not known" among the offsets. */
        static final int NO_OFFSET = Integer.MIN_VALUE;

        private final long[] values;
        private final int @Nullable [] offsets;

        Discrete(long[] values, int @Nullable [] offsets) {
            this.values = values;
            this.offsets = offsets;
        }

        long at(int row) {
            return values[row];
        }

        /** Seconds east of UTC, or {@link #NO_OFFSET}. */
        int offset(int row) {
            return offsets == null ? NO_OFFSET : offsets[row];
        }

        @Override
        int size() {
            return values.length;
        }

        @Override
        boolean isNull(int row) {
            return values[row] == NULL;
        }

        @Override
        Discrete take(int[] rows) {
            long[] taken = new long[rows.length];
            Arrays.setAll(taken, i -> rows[i] < 0 ? NULL : values[rows[i]]);
            if (offsets == null) {
                return new Discrete(taken, null);
            }
            int[] takenOffsets = new int[rows.length];
            Arrays.setAll(takenOffsets, i -> rows[i] < 0 ? NO_OFFSET : offset(rows[i]));
            return new Discrete(taken, takenOffsets);
        }

        @Override
        int compare(int left, int right) {
            return Long.compare(instant(left), instant(right));
        }

        @Override
        long[] keys() {
            long[] keys = new long[values.length];
            Arrays.setAll(keys, this::instant);
            return keys;
        }

        private long instant(int row) {
            int offset = offset(row);
            return offset == NO_OFFSET || isNull(row) ? values[row] : values[row] - 1000L * offset;
        }
    }
}
