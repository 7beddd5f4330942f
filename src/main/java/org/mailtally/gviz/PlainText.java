package org.mailtally.gviz;

/** Values as text that people, scripts and spreadsheets read alike: ASCII digits, ISO 8601. */
final class PlainText {
    private PlainText() {}

    /**
     * The value of a cell that is not null and not a string: {@code 37}, {@code true}, {@code 2026-11-23}, {@code 09:55:00},
     * {@code 2026-11-23T09:55:00+01:00}; milliseconds only where there are some, an offset only where it is known.
     *
     * @param between stands between the day and the time
     */
    static void value(Utf8 out, ColumnData column, int row, WallClock clock, char between) {
        if (column.cells() instanceof Cells.Numbers numbers) {
            out.number(numbers.at(row));
        } else if (column.cells() instanceof Cells.Discrete discrete) {
            long value = discrete.at(row);
            switch (column.type()) {
                case BOOLEAN -> out.ascii(value == 0 ? "false" : "true");
                case DATE -> day(out, clock.onDay(value));
                case TIMEOFDAY -> time(out, clock.at(value));
                default -> {
                    day(out, clock.at(value)).ascii(between);
                    offset(time(out, clock), discrete.offset(row));
                }
            }
        }
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
        } else if (seconds != Cells.Discrete.NO_OFFSET) {
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
