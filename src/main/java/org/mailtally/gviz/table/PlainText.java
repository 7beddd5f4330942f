package org.mailtally.gviz.table;

import java.nio.charset.StandardCharsets;

/** Values as text that people, scripts and spreadsheets read alike: ASCII digits, ISO 8601. */
public final class PlainText {
    private PlainText() {}

    /**
     * The value of a cell that is not null and not a string: {@code 37}, {@code true}, {@code 2026-11-23}, {@code 09:55:00},
     * {@code 2026-11-23 09:55:00}; milliseconds only where there are some.
     *
     * @param iso whether a datetime is written as {@code 2026-11-23T09:55:00+01:00}, with its offset where that is known
     */
    public static void value(Utf8 out, ColumnData column, int row, WallClock clock, boolean iso) {
        if (column.cells() instanceof NumberCells numbers) {
            out.number(numbers.at(row));
        } else if (column.cells() instanceof DiscreteCells discrete) {
            long value = discrete.at(row);
            switch (column.type()) {
                case BOOLEAN -> out.ascii(value == 0 ? "false" : "true");
                case DATE -> day(out, clock.onDay(value));
                case TIMEOFDAY -> time(out, clock.at(value));
                default -> {
                    day(out, clock.at(value)).ascii(iso ? 'T' : ' ');
                    time(out, clock);
                    if (iso) {
                        offset(out, discrete.offset(row));
                    }
                }
            }
        }
    }

    /** A finite number: {@code 37}, {@code 0.5}. */
    public static String number(double value) {
        return new String(new Utf8(0).number(value).toBytes(), StandardCharsets.US_ASCII);
    }

    /** The text of a cell that is not null, whatever its type. */
    public static String of(ColumnData column, int row, WallClock clock) {
        if (column.cells() instanceof TextCells texts) {
            return String.valueOf(texts.at(row));
        }
        Utf8 out = new Utf8(0);
        value(out, column, row, clock, false);
        return new String(out.toBytes(), StandardCharsets.US_ASCII);
    }

    /** The text of any cell; {@code null} for a null. */
    public static String orNull(ColumnData column, int row) {
        return column.cells().isNull(row) ? "null" : of(column, row, new WallClock());
    }

    private static Utf8 day(Utf8 out, WallClock clock) {
        return out.padded(clock.year(), 4)
                .ascii('-')
                .padded(clock.month(), 2)
                .ascii('-')
                .padded(clock.dayOfMonth(), 2);
    }

    private static Utf8 time(Utf8 out, WallClock clock) {
        out.padded(clock.hour(), 2)
                .ascii(':')
                .padded(clock.minute(), 2)
                .ascii(':')
                .padded(clock.second(), 2);
        return clock.millisecond() == 0 ? out : out.ascii('.').padded(clock.millisecond(), 3);
    }

    private static void offset(Utf8 out, int seconds) {
        if (seconds == 0) {
            out.ascii('Z');
        } else if (seconds != DiscreteCells.NO_OFFSET) {
            int distance = Math.abs(seconds);
            out.ascii(seconds < 0 ? '-' : '+')
                    .padded(distance / 3600, 2)
                    .ascii(':')
                    .padded(distance / 60 % 60, 2);
            if (distance % 60 != 0) {
                out.ascii(':').padded(distance % 60, 2);
            }
        }
    }
}
