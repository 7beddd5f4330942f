package org.mailtally.gviz.evaluation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleBinaryOperator;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.mailtally.gviz.query.Function;
import org.mailtally.gviz.table.Cells;
import org.mailtally.gviz.table.ColumnData;
import org.mailtally.gviz.table.DiscreteCells;
import org.mailtally.gviz.table.NumberCells;
import org.mailtally.gviz.table.TextCells;
import org.mailtally.gviz.table.ValueType;
import org.mailtally.gviz.table.WallClock;

/** Computes functions, a column at a time. Immutable. */
final class Scalars {
    private static final long FIRST_DAY = LocalDate.of(0, 1, 1).toEpochDay();
    private static final long LAST_DAY = LocalDate.of(9999, 12, 31).toEpochDay();
    private static final double FARTHEST_MILLISECOND = 1e15;

    private final ZonedDateTime now;

    /** @param now the present, on the clock of the zone that instants are read in */
    Scalars(ZonedDateTime now) {
        this.now = now;
    }

    Cells apply(Function function, List<ColumnData> arguments, int rows) {
        return switch (function) {
            case YEAR -> field(arguments.get(0), WallClock::year);
            case MONTH -> field(arguments.get(0), clock -> clock.month() - 1);
            case DAY -> field(arguments.get(0), WallClock::dayOfMonth);
            case HOUR -> field(arguments.get(0), WallClock::hour);
            case MINUTE -> field(arguments.get(0), WallClock::minute);
            case SECOND -> field(arguments.get(0), WallClock::second);
            case MILLISECOND -> field(arguments.get(0), WallClock::millisecond);
            case QUARTER -> field(arguments.get(0), clock -> (clock.month() + 2) / 3);
            case DAY_OF_WEEK -> field(arguments.get(0), WallClock::dayOfWeek);
            case NOW ->
                new DiscreteCells(
                                new long[] {WallClock.milliseconds(now.toLocalDateTime())},
                                new int[] {now.getOffset().getTotalSeconds()})
                        .repeat(0, rows);
            case DATE_DIFF -> difference(days(arguments.get(0)), days(arguments.get(1)));
            case TO_DATE -> days(arguments.get(0));
            case UPPER -> text(arguments.get(0), text -> text.toUpperCase(Locale.ROOT));
            case LOWER -> text(arguments.get(0), text -> text.toLowerCase(Locale.ROOT));
            case SUM -> numbers(arguments, (a, b) -> a + b);
            case DIFFERENCE -> numbers(arguments, (a, b) -> a - b);
            case PRODUCT -> numbers(arguments, (a, b) -> a * b);
            case QUOTIENT -> numbers(arguments, (a, b) -> a / b);
            case MODULO -> numbers(arguments, (a, b) -> a % b);
        };
    }

    private static Cells numbers(List<ColumnData> arguments, DoubleBinaryOperator operator) {
        NumberCells left = (NumberCells) arguments.get(0).cells();
        NumberCells right = (NumberCells) arguments.get(1).cells();
        double[] results = new double[left.size()];
        for (int i = 0; i < results.length; i++) {
            double result = operator.applyAsDouble(left.at(i), right.at(i));
            results[i] = Double.isInfinite(result) ? Double.NaN : result;
        }
        return new NumberCells(results);
    }

    private static Cells field(ColumnData times, ToIntFunction<WallClock> field) {
        DiscreteCells values = (DiscreteCells) times.cells();
        double[] results = new double[values.size()];
        WallClock clock = new WallClock();
        for (int i = 0; i < results.length; i++) {
            if (values.isNull(i)) {
                results[i] = Double.NaN;
            } else {
                long value = values.at(i);
                results[i] = field.applyAsInt(times.type() == ValueType.DATE ? clock.onDay(value) : clock.at(value));
            }
        }
        return new NumberCells(results);
    }

    private static Cells text(ColumnData texts, UnaryOperator<String> change) {
        TextCells values = (TextCells) texts.cells();
        @Nullable String[] results = new String[values.size()];
        for (int i = 0; i < results.length; i++) {
            String text = values.at(i);
            results[i] = text == null ? null : change.apply(text);
        }
        return new TextCells(results);
    }

    private static Cells difference(DiscreteCells later, DiscreteCells earlier) {
        double[] days = new double[later.size()];
        Arrays.setAll(
                days, row -> later.isNull(row) || earlier.isNull(row) ? Double.NaN : later.at(row) - earlier.at(row));
        return new NumberCells(days);
    }

    /** The days of dates and datetimes, and of instants in the zone. */
    private DiscreteCells days(ColumnData of) {
        long[] days = new long[of.cells().size()];
        Arrays.setAll(days, row -> of.cells().isNull(row) ? DiscreteCells.NULL : day(of, row));
        return new DiscreteCells(days, null);
    }

    private long day(ColumnData of, int row) {
        if (of.cells() instanceof NumberCells instants) {
            double millisecond = Math.floor(instants.at(row));
            if (Math.abs(millisecond) > FARTHEST_MILLISECOND) {
                return DiscreteCells.NULL;
            }
            long day = Instant.ofEpochMilli((long) millisecond)
                    .atZone(now.getZone())
                    .toLocalDate()
                    .toEpochDay();
            return day < FIRST_DAY || day > LAST_DAY ? DiscreteCells.NULL : day;
        }
        long value = ((DiscreteCells) of.cells()).at(row);
        return of.type() == ValueType.DATE ? value : Math.floorDiv(value, WallClock.DAY);
    }
}
