package org.mailtally.gviz.table;

import java.util.Locale;

/** The six types a column can have, in the protocol's words. */
public enum ValueType {
    STRING,
    NUMBER,
    BOOLEAN,
    /** A day of the calendar, without a time. */
    DATE,
    /** A day and a time of that day on one wall clock, to the millisecond. */
    DATETIME,
    /** A time of the day, to the millisecond. */
    TIMEOFDAY;

    private final String code = name().toLowerCase(Locale.ROOT);

    /** The name the protocol uses, such as {@code timeofday}. */
    public String code() {
        return code;
    }
}
