package org.mailtally.gviz.table;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value together with what a client may show in its place. A cell without either is given as the bare value.
 *
 * @param value as {@link TableBuilder#row} takes it; null for an empty cell
 * @param formatted the text to show, or null when the value is shown as it is
 * @param properties custom properties, handed to the client as they are
 */
public record Cell(@Nullable Object value, @Nullable String formatted, Map<String, String> properties) {
    public Cell {
        properties = Map.copyOf(properties);
    }

    public Cell(@Nullable Object value, @Nullable String formatted) {
        this(value, formatted, Map.of());
    }
}
