package org.mailtally.gviz.query;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mailtally.gviz.table.Cells;
import org.mailtally.gviz.table.Column;
import org.mailtally.gviz.table.ColumnData;
import org.mailtally.gviz.table.DiscreteCells;
import org.mailtally.gviz.table.NumberCells;
import org.mailtally.gviz.table.PlainText;
import org.mailtally.gviz.table.TextCells;
import org.mailtally.gviz.table.ValueType;
import org.mailtally.gviz.table.WallClock;

/** Reads literals: {@code 7.5}, {@code 'text'}, {@code true}, {@code date '2026-11-23'} and the like. */
final class Literals {
    private static final String DAY = "(\\d{1,4})-(\\d{1,2})-(\\d{1,2})";
    private static final String TIME = "(\\d{1,2}):(\\d{1,2}):(\\d{1,2})(?:\\.(\\d{1,3}))?";
    private static final Pattern DATE = Pattern.compile(DAY);
    private static final Pattern TIME_OF_DAY = Pattern.compile(TIME);
    private static final Pattern DATE_TIME = Pattern.compile(DAY + "[ T]" + TIME);

    private Literals() {}

    static boolean isNext(Tokens tokens) {
        Token token = tokens.peek();
        return switch (token.kind()) {
            case STRING, NUMBER -> true;
            case SYMBOL -> token.is("-") && tokens.peekSecond().kind() == Token.Kind.NUMBER;
            case NAME ->
                switch (token.word()) {
                    case "true", "false", "date", "timeofday", "datetime", "timestamp" -> true;
                    default -> false;
                };
            default -> false;
        };
    }

    static Expression.Constant read(Tokens tokens) {
        Token token = tokens.next();
        int start = token.start();
        if (token.kind() == Token.Kind.STRING) {
            String quote = token.text().indexOf('\'') < 0 ? "'" : "\"";
            Cells value = new TextCells(new String[] {token.text()});
            return new Expression.Constant(start, ValueType.STRING, value, quote + token.text() + quote);
        }
        if (token.kind() == Token.Kind.NUMBER) {
            return number(start, Double.parseDouble(token.text()));
        }
        return switch (token.is("-") ? "-" : token.word()) {
            case "-" -> number(start, -Double.parseDouble(tokens.next().text()));
            case "true" -> discrete(start, ValueType.BOOLEAN, 1);
            case "false" -> discrete(start, ValueType.BOOLEAN, 0);
            case "date" -> time(tokens, ValueType.DATE, DATE, "yyyy-MM-dd");
            case "timeofday" -> time(tokens, ValueType.TIMEOFDAY, TIME_OF_DAY, "HH:mm:ss");
            default -> time(tokens, ValueType.DATETIME, DATE_TIME, "yyyy-MM-dd HH:mm:ss");
        };
    }

    private static Expression.Constant number(int start, double value) {
        if (!Double.isFinite(value)) {
            throw QueryException.at(start, "a number of that size cannot be computed with");
        }
        return new Expression.Constant(
                start, ValueType.NUMBER, new NumberCells(new double[] {value}), PlainText.number(value));
    }

    private static Expression.Constant time(Tokens tokens, ValueType type, Pattern form, String shown) {
        Token written = tokens.peek();
        String text = tokens.string("a " + type.code() + " as '" + shown + "'");
        Matcher fields = form.matcher(text);
        if (fields.matches()) {
            try {
                return discrete(written.start(), type, value(type, fields));
            } catch (DateTimeException e) {
                throw QueryException.at(
                        written.start(), QueryException.quote(text) + " is not in the calendar or on the clock");
            }
        }
        throw QueryException.at(
                written.start(),
                "expected a " + type.code() + " as '" + shown + "', found " + QueryException.quote(text));
    }

    private static long value(ValueType type, Matcher fields) {
        return switch (type) {
            case DATE -> WallClock.days(day(fields));
            case TIMEOFDAY -> time(fields, 1).toNanoOfDay() / 1_000_000;
            default -> WallClock.milliseconds(LocalDateTime.of(day(fields), time(fields, 4)));
        };
    }

    private static LocalDate day(Matcher fields) {
        return LocalDate.of(field(fields, 1), field(fields, 2), field(fields, 3));
    }

    private static LocalTime time(Matcher fields, int first) {
        String fraction = fields.group(first + 3);
        int millisecond = fraction == null ? 0 : Integer.parseInt((fraction + "00").substring(0, 3));
        return LocalTime.of(
                field(fields, first), field(fields, first + 1), field(fields, first + 2), millisecond * 1_000_000);
    }

    private static int field(Matcher fields, int group) {
        return Integer.parseInt(fields.group(group));
    }

    private static Expression.Constant discrete(int start, ValueType type, long value) {
        Cells cell = new DiscreteCells(new long[] {value}, null);
        String plain = PlainText.orNull(new ColumnData(new Column("", "", type), cell), 0);
        String text = type == ValueType.BOOLEAN ? plain : type.code() + " '" + plain + "'";
        return new Expression.Constant(start, type, cell, text);
    }
}
