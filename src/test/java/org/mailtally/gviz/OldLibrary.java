package org.mailtally.gviz;

import com.google.visualization.datasource.DataSourceHelper;
import com.google.visualization.datasource.base.DataSourceException;
import com.google.visualization.datasource.base.TypeMismatchException;
import com.google.visualization.datasource.datatable.ColumnDescription;
import com.google.visualization.datasource.datatable.DataTable;
import com.google.visualization.datasource.datatable.TableCell;
import com.google.visualization.datasource.datatable.TableRow;
import com.google.visualization.datasource.datatable.value.BooleanValue;
import com.google.visualization.datasource.datatable.value.DateTimeValue;
import com.google.visualization.datasource.datatable.value.DateValue;
import com.google.visualization.datasource.datatable.value.NumberValue;
import com.google.visualization.datasource.datatable.value.TextValue;
import com.google.visualization.datasource.datatable.value.TimeOfDayValue;
import com.google.visualization.datasource.datatable.value.Value;
import com.google.visualization.datasource.query.parser.QueryBuilder;
import com.ibm.icu.util.ULocale;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.mailtally.gviz.table.Column;
import org.mailtally.gviz.table.Table;
import org.mailtally.gviz.table.ValueType;

/** Google's library of 2012, asked the same. */
final class OldLibrary {
    /** It logs every refusal, with a stack trace. */
    private static final Logger LOG = Logger.getLogger("com.google.visualization");

    static {
        LOG.setLevel(Level.OFF);
    }

    private OldLibrary() {}

    /** A table as the library has it; it knows no offsets of datetimes. */
    static DataTable table(Table table) {
        DataTable old = new DataTable();
        for (Column column : table.columns()) {
            old.addColumn(new ColumnDescription(column.id(), type(column.type()), column.label()));
        }
        try {
            for (int row = 0; row < table.rows(); row++) {
                TableRow cells = new TableRow();
                for (int column = 0; column < table.columns().size(); column++) {
                    ValueType type = table.data().get(column).type();
                    cells.addCell(new TableCell(value(type, table.value(row, column))));
                }
                old.addRow(cells);
            }
        } catch (TypeMismatchException e) {
            throw new IllegalStateException(e);
        }
        return old;
    }

    /** What a query makes of a table, in American English. */
    static DataTable found(String query, DataTable table) throws DataSourceException {
        return DataSourceHelper.applyQuery(QueryBuilder.getInstance().parseQuery(query, ULocale.US), table, ULocale.US);
    }

    /** A value as {@link Table#value} has it. */
    static @Nullable Object value(Value value) {
        if (value.isNull()) {
            return null;
        }
        return switch (value.getType()) {
            case TEXT -> ((TextValue) value).getValue();
            case NUMBER -> ((NumberValue) value).getValue();
            case BOOLEAN -> ((BooleanValue) value).getValue();
            case DATE -> {
                DateValue date = (DateValue) value;
                yield LocalDate.of(date.getYear(), date.getMonth() + 1, date.getDayOfMonth());
            }
            case DATETIME -> {
                DateTimeValue time = (DateTimeValue) value;
                yield LocalDateTime.of(
                        time.getYear(),
                        time.getMonth() + 1,
                        time.getDayOfMonth(),
                        time.getHourOfDay(),
                        time.getMinute(),
                        time.getSecond(),
                        time.getMillisecond() * 1_000_000);
            }
            case TIMEOFDAY -> {
                TimeOfDayValue time = (TimeOfDayValue) value;
                yield LocalTime.of(
                        time.getHours(), time.getMinutes(), time.getSeconds(), time.getMilliseconds() * 1_000_000);
            }
        };
    }

    private static Value value(ValueType type, @Nullable Object value) {
        if (value == null) {
            return Value.getNullValueFromValueType(type(type));
        }
        if (value instanceof String text) {
            return new TextValue(text);
        }
        if (value instanceof Double number) {
            return new NumberValue(number);
        }
        if (value instanceof Boolean flag) {
            return BooleanValue.getInstance(flag);
        }
        if (value instanceof LocalDate date) {
            return new DateValue(date.getYear(), date.getMonthValue() - 1, date.getDayOfMonth());
        }
        if (value instanceof LocalTime time) {
            return new TimeOfDayValue(time.getHour(), time.getMinute(), time.getSecond(), time.getNano() / 1_000_000);
        }
        LocalDateTime time = value instanceof OffsetDateTime offset ? offset.toLocalDateTime() : (LocalDateTime) value;
        return new DateTimeValue(
                time.getYear(),
                time.getMonthValue() - 1,
                time.getDayOfMonth(),
                time.getHour(),
                time.getMinute(),
                time.getSecond(),
                time.getNano() / 1_000_000);
    }

    private static com.google.visualization.datasource.datatable.value.ValueType type(ValueType type) {
        return com.google.visualization.datasource.datatable.value.ValueType.valueOf(
                type == ValueType.STRING ? "TEXT" : type.name().toUpperCase(Locale.ROOT));
    }
}
