package org.mailtally.gviz.table;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One column of a table: its description, its values, and what few cells have beside their value.
 *
 * @param texts the formatted text of each row, or null when no cell has any
 * @param properties the custom properties of those rows that have some
 */
public record ColumnData(
        Column column, Cells cells, @Nullable TextCells texts, Map<Integer, Map<String, String>> properties) {

    public ColumnData(Column column, Cells cells) {
        this(column, cells, null, Map.of());
    }

    public ValueType type() {
        return column.type();
    }

    public @Nullable String formatted(int row) {
        return texts == null ? null : texts.at(row);
    }

    public Map<String, String> propertiesOf(int row) {
        return properties.isEmpty() ? Map.of() : properties.getOrDefault(row, Map.of());
    }

    /** The cells of these rows in this order; a negative row gives a null cell. */
    public ColumnData take(int[] rows) {
        Map<Integer, Map<String, String>> taken = new HashMap<>();
        if (!properties.isEmpty()) {
            for (int i = 0; i < rows.length; i++) {
                if (properties.containsKey(rows[i])) {
                    taken.put(i, propertiesOf(rows[i]));
                }
            }
        }
        return new ColumnData(column, cells.take(rows), texts == null ? null : texts.take(rows), taken);
    }

    public ColumnData with(Column described) {
        return new ColumnData(described, cells, texts, properties);
    }
}
