package org.mailtally.gviz;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One column of a table: its description, its values, and what few cells have beside their value.
 *
 * @param texts the formatted text of each row, or null when no cell has any
 * @param properties the custom properties of those rows that have some
 */
record ColumnData(
        Column column, Cells cells, Cells.@Nullable Texts texts, Map<Integer, Map<String, String>> properties) {

    ColumnData(Column column, Cells cells) {
        this(column, cells, null, Map.of());
    }

    ValueType type() {
        return column.type();
    }

    @Nullable
    String formatted(int row) {
        return texts == null ? null : texts.at(row);
    }

    Map<String, String> propertiesOf(int row) {
        return properties.isEmpty() ? Map.of() : properties.getOrDefault(row, Map.of());
    }
}
