package org.mailtally.gviz.evaluation;

/** A test of one row, whose values are not null. */
@FunctionalInterface
interface RowTest {
    boolean accepts(int row);
}
