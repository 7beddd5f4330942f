package org.mailtally.gviz.render;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.mailtally.gviz.table.Column;
import org.mailtally.gviz.table.ColumnData;
import org.mailtally.gviz.table.Table;
import org.mailtally.gviz.table.TextCells;
import org.mailtally.gviz.table.Utf8;
import org.mailtally.gviz.table.WallClock;

/** The protocol's JSON for a table: {@code {"cols":[...],"rows":[{"c":[...]}]}}. */
final class JsonTable {
    private static final byte[] NULL = ascii("null");
    private static final byte[] VALUE = ascii("{\"v\":");
    private static final byte[] ROW = ascii("{\"c\":[");

    private JsonTable() {}

    static void write(Utf8 out, Table table) {
        List<ColumnData> columns = table.data();
        out.ascii("{\"cols\":[");
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i).column();
            JsonText.text(out.ascii(i == 0 ? "{\"id\":" : ",{\"id\":"), column.id());
            JsonText.text(out.ascii(",\"label\":"), column.label());
            out.ascii(",\"type\":\"").ascii(column.type().code()).ascii('"');
            JsonText.text(out.ascii(",\"pattern\":"), column.pattern());
            properties(out, column.properties());
            out.ascii('}');
        }
        out.ascii("],\"rows\":[");
        WallClock clock = new WallClock();
        for (int row = 0; row < table.rows(); row++) {
            if (row > 0) {
                out.ascii(',');
            }
            out.ascii(ROW);
            for (int i = 0; i < columns.size(); i++) {
                if (i > 0) {
                    out.ascii(',');
                }
                cell(out, columns.get(i), row, clock);
            }
            out.ascii(']');
            properties(out, table.rowProperties(row));
            out.ascii('}');
        }
        out.ascii(']');
        properties(out, table.properties());
        out.ascii('}');
    }

    private static void cell(Utf8 out, ColumnData column, int row, WallClock clock) {
        boolean isNull = column.cells().isNull(row);
        String formatted = column.formatted(row);
        if (formatted != null && column.cells() instanceof TextCells texts && formatted.equals(texts.at(row))) {
            formatted = null;
        }
        Map<String, String> properties = column.propertiesOf(row);
        if (isNull && formatted == null && properties.isEmpty()) {
            out.ascii(NULL);
            return;
        }
        if (isNull && formatted != null) {
            JsonText.text(out.ascii("{\"f\":"), formatted);
        } else {
            out.ascii(VALUE);
            if (isNull) {
                out.ascii(NULL);
            } else {
                JsonText.value(out, column, row, clock);
            }
            if (formatted != null) {
                JsonText.text(out.ascii(",\"f\":"), formatted);
            }
        }
        properties(out, properties);
        out.ascii('}');
    }

    private static void properties(Utf8 out, Map<String, String> properties) {
        if (properties.isEmpty()) {
            return;
        }
        char before = '{';
        out.ascii(",\"p\":");
        for (Map.Entry<String, String> property : new TreeMap<>(properties).entrySet()) {
            JsonText.text(out.ascii(before), property.getKey());
            JsonText.text(out.ascii(':'), property.getValue());
            before = ',';
        }
        out.ascii('}');
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
