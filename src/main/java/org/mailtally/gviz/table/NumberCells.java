package org.mailtally.gviz.table;

/** Numbers as IEEE doubles, which is what every client of the protocol computes with; NaN is null. */
public final class NumberCells extends KeyedCells {
    /** Up to here doubles can be keys as the whole numbers that they are. */
    private static final double MOST_WHOLE = 1L << 53;

    private final double[] values;

    public NumberCells(double[] values) {
        this.values = values;
    }

    public double at(int row) {
        return values[row];
    }

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public boolean isNull(int row) {
        return Double.isNaN(values[row]);
    }

    @Override
    public NumberCells take(int[] rows) {
        double[] taken = new double[rows.length];
        for (int i = 0; i < taken.length; i++) {
            taken[i] = rows[i] < 0 ? Double.NaN : values[rows[i]];
        }
        return new NumberCells(taken);
    }

    @Override
    public int compare(int left, int right) {
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
    public long[] keys() {
        long[] keys = new long[values.length];
        boolean whole = areWhole();
        for (int i = 0; i < keys.length; i++) {
            double value = values[i];
            if (Double.isNaN(value)) {
                keys[i] = NULL_KEY;
            } else {
                keys[i] = whole ? (long) value : key(value);
            }
        }
        return keys;
    }

    private boolean areWhole() {
        for (double value : values) {
            if (!Double.isNaN(value) && (value != Math.rint(value) || Math.abs(value) > MOST_WHOLE)) {
                return false;
            }
        }
        return true;
    }

    /** Adding 0.0 makes the two zeros one; the flip orders the bits of negative numbers as the numbers are. */
    private static long key(double value) {
        long bits = Double.doubleToLongBits(value + 0.0);
        return bits ^ (bits >> 63 & Long.MAX_VALUE);
    }
}
