package org.mailtally.gviz;

import java.util.Arrays;

/**
 * The values of one column, row by row, in one array of primitives or references. Immutable once built: whoever makes
 * one gives its array away.
 */
abstract sealed class Cells permits KeyedCells, TextCells {
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
}
