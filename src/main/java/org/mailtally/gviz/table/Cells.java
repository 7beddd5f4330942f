package org.mailtally.gviz.table;

import java.util.Arrays;

/**
 * The values of one column, row by row, in one array of primitives or references. Immutable once built: whoever makes
 * one gives its array away.
 */
public abstract sealed class Cells permits KeyedCells, TextCells {
    public abstract int size();

    public abstract boolean isNull(int row);

    /** The cells of these rows in this order; a negative row gives a null cell. */
    public abstract Cells take(int[] rows);

    /** The order of two cells of this column: nulls first, text by its UTF-16 units. */
    public abstract int compare(int left, int right);

    /** One cell, repeated. */
    public final Cells repeat(int row, int times) {
        int[] rows = new int[times];
        Arrays.fill(rows, row);
        return take(rows);
    }
}
