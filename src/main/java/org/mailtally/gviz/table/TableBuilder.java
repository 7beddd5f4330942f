package org.mailtally.gviz.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A table being filled: first its columns, then its rows. For one thread and one {@link #build}. */
public final class TableBuilder {
    private final List<ColumnBuilder> columns = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private final Map<Integer, Map<String, String>> rowProperties = new HashMap<>();
    private Map<String, String> properties = Map.of();
    private int rows;

    TableBuilder() {}

    /** @throws IllegalArgumentException when a column of that id is there, or a row */
    public TableBuilder column(Column column) {
        if (rows > 0) {
            throw new IllegalArgumentException("column \"" + column.id() + "\" comes after rows");
        }
        if (!ids.add(column.id())) {
            throw new IllegalArgumentException("column \"" + column.id() + "\" is in the table already");
        }
        columns.add(new ColumnBuilder(column));
        return this;
    }

    public TableBuilder column(String id, String label, ValueType type) {
        return column(new Column(id, label, type));
    }

    /**
     * Adds a row: for each column a String, Number, Boolean, LocalDate, LocalTime or LocalDateTime by its type, a
     * {@link Cell} around one, or null. An OffsetDateTime or ZonedDateTime is its wall clock, and the answers that have
     * room for an offset name it. Times are cut to milliseconds; a number that is not finite is an empty cell.
     *
     * @throws IllegalArgumentException when a value is not of its column's type, a year is not within 0 to 9999, or there
     *     are more or fewer values than columns
     */
    public TableBuilder row(@Nullable Object... values) {
        if (values.length != columns.size()) {
            throw new IllegalArgumentException(
                    "row " + rows + " has " + values.length + " cells for " + columns.size() + " columns");
        }
        for (int i = 0; i < values.length; i++) {
            columns.get(i).add(values[i]);
        }
        rows++;
        return this;
    }

    /** Gives the last row custom properties, handed to the client as they are. */
    public TableBuilder rowProperties(Map<String, String> ofLastRow) {
        rowProperties.put(rows - 1, Map.copyOf(ofLastRow));
        return this;
    }

    /** Gives the table custom properties, handed to the client as they are. */
    public TableBuilder properties(Map<String, String> ofTable) {
        properties = Map.copyOf(ofTable);
        return this;
    }

    public Table build() {
        return new Table(
                columns.stream().map(ColumnBuilder::build).toList(), rows, rowProperties, properties, List.of());
    }
}
