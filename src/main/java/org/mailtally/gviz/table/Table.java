package org.mailtally.gviz.table;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A data table: described columns, rows of typed cells, and warnings about them. Immutable and safe for any number of
 * threads. Values lie column by column in arrays of primitives, and what few cells have (formatted text, custom
 * properties) costs nothing where it is absent.
 */
public final class Table {
    private final List<ColumnData> columns;
    private final int rows;
    private final Map<Integer, Map<String, String>> rowProperties;
    private final Map<String, String> properties;
    private final List<Notice> warnings;

    public Table(
            List<ColumnData> columns,
            int rows,
            Map<Integer, Map<String, String>> rowProperties,
            Map<String, String> properties,
            List<Notice> warnings) {
        this.columns = List.copyOf(columns);
        this.rows = rows;
        this.rowProperties = Map.copyOf(rowProperties);
        this.properties = Map.copyOf(properties);
        this.warnings = List.copyOf(warnings);
    }

    public static TableBuilder builder() {
        return new TableBuilder();
    }

    public List<Column> columns() {
        return columns.stream().map(ColumnData::column).toList();
    }

    public int rows() {
        return rows;
    }

    /** What the client is answered beside the table, such as that rows were left out. */
    public List<Notice> warnings() {
        return warnings;
    }

    /** This table with one more warning. */
    public Table withWarning(Notice warning) {
        List<Notice> all = new ArrayList<>(warnings);
        all.add(warning);
        return new Table(columns, rows, rowProperties, properties, all);
    }

    /**
     * The value of a cell: String, Double, Boolean, LocalDate, LocalDateTime (OffsetDateTime where the offset is known),
     * LocalTime, or null for an empty one.
     */
    public @Nullable Object value(int row, int column) {
        ColumnData data = columns.get(column);
        Cells cells = data.cells();
        if (cells.isNull(row)) {
            return null;
        }
        if (cells instanceof TextCells texts) {
            return texts.at(row);
        }
        if (cells instanceof NumberCells numbers) {
            return numbers.at(row);
        }
        DiscreteCells discrete = (DiscreteCells) cells;
        long value = discrete.at(row);
        return switch (data.column().type()) {
            case BOOLEAN -> value != 0;
            case DATE -> LocalDate.ofEpochDay(value);
            case TIMEOFDAY -> LocalTime.ofNanoOfDay(value * 1_000_000);
            default -> dateTime(value, discrete.offset(row));
        };
    }

    /** The text shown in place of the value, or null where the value is shown as it is. */
    public @Nullable String formatted(int row, int column) {
        return columns.get(column).formatted(row);
    }

    public List<ColumnData> data() {
        return columns;
    }

    public boolean hasRowProperties() {
        return !rowProperties.isEmpty();
    }

    public Map<String, String> rowProperties(int row) {
        return rowProperties.isEmpty() ? Map.of() : rowProperties.getOrDefault(row, Map.of());
    }

    public Map<String, String> properties() {
        return properties;
    }

    private static Object dateTime(long wallClock, int offset) {
        LocalDateTime local = WallClock.dateTime(wallClock);
        return offset == DiscreteCells.NO_OFFSET ? local : local.atOffset(ZoneOffset.ofTotalSeconds(offset));
    }
}
