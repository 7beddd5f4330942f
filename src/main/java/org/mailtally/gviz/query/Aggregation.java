package org.mailtally.gviz.query;

import java.util.Locale;
import org.mailtally.gviz.table.ValueType;

/** The ways to make one value of a column's values in a group; nulls are left out by all of them. */
public enum Aggregation {
    AVG,
    COUNT,
    MAX,
    MIN,
    SUM;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The type of the result for a column of that type. */
    public ValueType result(ValueType of) {
        return this == MIN || this == MAX ? of : ValueType.NUMBER;
    }

    /** Whether a column of that type can be aggregated so. */
    public boolean takes(ValueType type) {
        return type == ValueType.NUMBER || (this != AVG && this != SUM);
    }
}
