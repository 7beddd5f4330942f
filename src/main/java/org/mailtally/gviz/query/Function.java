package org.mailtally.gviz.query;

import static org.mailtally.gviz.table.ValueType.DATE;
import static org.mailtally.gviz.table.ValueType.DATETIME;
import static org.mailtally.gviz.table.ValueType.NUMBER;
import static org.mailtally.gviz.table.ValueType.STRING;
import static org.mailtally.gviz.table.ValueType.TIMEOFDAY;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mailtally.gviz.table.ValueType;

/** What can be computed from the values of one row. A null argument makes a null, as do {@code x / 0} and {@code x % 0}. */
public enum Function {
    YEAR("year", 1, NUMBER, Takes.DAYS),
    /** January is 0. */
    MONTH("month", 1, NUMBER, Takes.DAYS),
    DAY("day", 1, NUMBER, Takes.DAYS),
    HOUR("hour", 1, NUMBER, Takes.TIMES),
    MINUTE("minute", 1, NUMBER, Takes.TIMES),
    SECOND("second", 1, NUMBER, Takes.TIMES),
    MILLISECOND("millisecond", 1, NUMBER, Takes.TIMES),
    QUARTER("quarter", 1, NUMBER, Takes.DAYS),
    /** Sunday is 1. */
    DAY_OF_WEEK("dayofweek", 1, NUMBER, Takes.DAYS),
    NOW("now", 0, DATETIME, Takes.NOTHING),
    /** How many days the first day is later than the second, times of day left aside. */
    DATE_DIFF("dateDiff", 2, NUMBER, Takes.DAYS),
    /** The day of a datetime, or of an instant in milliseconds from 1970. */
    TO_DATE("toDate", 1, DATE, Takes.INSTANTS),
    UPPER("upper", 1, STRING, Takes.TEXTS),
    LOWER("lower", 1, STRING, Takes.TEXTS),
    SUM("sum", "+"),
    DIFFERENCE("difference", "-"),
    PRODUCT("product", "*"),
    QUOTIENT("quotient", "/"),
    MODULO("modulo", "%");

    private final String id;
    private final @Nullable String symbol;
    private final int arguments;
    private final ValueType result;
    private final Takes takes;

    Function(String id, int arguments, ValueType result, Takes takes) {
        this.id = id;
        this.symbol = null;
        this.arguments = arguments;
        this.result = result;
        this.takes = takes;
    }

    Function(String id, String symbol) {
        this.id = id;
        this.symbol = symbol;
        this.arguments = 2;
        this.result = NUMBER;
        this.takes = Takes.NUMBERS;
    }

    /** The function called by that word in lower case, or null. */
    static @Nullable Function called(String word) {
        return Arrays.stream(values())
                .filter(function -> function.symbol == null && function.id.equalsIgnoreCase(word))
                .findFirst()
                .orElse(null);
    }

    /** The function written by that symbol, or null. */
    static @Nullable Function written(String symbol) {
        return Arrays.stream(values())
                .filter(function -> symbol.equals(function.symbol))
                .findFirst()
                .orElse(null);
    }

    /** The name in ids and labels of columns. */
    public String id() {
        return id;
    }

    int arguments() {
        return arguments;
    }

    public ValueType result() {
        return result;
    }

    public boolean takes(ValueType type) {
        return takes.accepts(type);
    }

    /** As an error says it: {@code date or datetime}. */
    public String takes() {
        return Arrays.stream(ValueType.values())
                .filter(takes::accepts)
                .map(ValueType::code)
                .collect(Collectors.joining(" or "));
    }

    /** A call as the query would write it, unambiguously. */
    String text(List<Expression> of) {
        String separator = symbol == null ? ", " : " " + symbol + " ";
        return (symbol == null ? id : "")
                + of.stream().map(Expression::text).collect(Collectors.joining(separator, "(", ")"));
    }

    private enum Takes {
        NOTHING,
        NUMBERS,
        TEXTS,
        DAYS,
        TIMES,
        INSTANTS;

        boolean accepts(ValueType type) {
            return switch (this) {
                case NOTHING -> false;
                case NUMBERS -> type == NUMBER;
                case TEXTS -> type == STRING;
                case DAYS -> type == DATE || type == DATETIME;
                case TIMES -> type == DATETIME || type == TIMEOFDAY;
                case INSTANTS -> type == DATE || type == DATETIME || type == NUMBER;
            };
        }
    }
}
