package org.mailtally.gviz;

import java.util.Locale;

/** The ways to make one value of a column's values in a group; nulls are left out by all of them. */
enum Aggregation {
    AVG,
    COUNT,
    MAX,
    MIN,
    SUM;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The type of the result for a column of that type. */
    ValueType result(ValueType of) {
        return this == MIN || this == MAX ? of : ValueType.NUMBER;
    }

    /** Whether a column of that type can be aggregated so. */
    boolean takes(ValueType type) {
        return type == ValueType.NUMBER || (this != AVG && this != SUM);
    }
}
