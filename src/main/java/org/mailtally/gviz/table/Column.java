package org.mailtally.gviz.table;

import java.util.Map;

/**
 * A column's description.
 *
 * @param id the name a query calls it by
 * @param label the title people read
 * @param pattern the pattern its cells were formatted by, or empty
 * @param properties custom properties, handed to the client as they are
 */
public record Column(String id, String label, ValueType type, String pattern, Map<String, String> properties) {
    public Column {
        properties = Map.copyOf(properties);
    }

    public Column(String id, String label, ValueType type) {
        this(id, label, type, "", Map.of());
    }
}
