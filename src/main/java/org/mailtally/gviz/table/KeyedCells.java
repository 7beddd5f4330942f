package org.mailtally.gviz.table;

/** Cells that are ordered like whole numbers. */
public abstract sealed class KeyedCells extends Cells permits NumberCells, DiscreteCells {
    /** The least key of all, that of a null. */
    public static final long NULL_KEY = Long.MIN_VALUE;

    /** For each row a number; two of them compare as the cells do. */
    public abstract long[] keys();
}
