package org.mailtally.gviz;

/** Cells that are ordered like whole numbers. */
abstract sealed class KeyedCells extends Cells permits NumberCells, DiscreteCells {
    /** The least key of all, that of a null. */
    static final long NULL_KEY = Long.MIN_VALUE;

    /** For each row a number; two of them compare as the cells do. */
    abstract long[] keys();
}
