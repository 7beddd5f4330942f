package org.mailtally.gviz.render;

import java.util.List;
import java.util.Map;
import org.mailtally.gviz.table.ColumnData;
import org.mailtally.gviz.table.DiscreteCells;
import org.mailtally.gviz.table.Notice;
import org.mailtally.gviz.table.PlainText;
import org.mailtally.gviz.table.Table;
import org.mailtally.gviz.table.TextCells;
import org.mailtally.gviz.table.Utf8;
import org.mailtally.gviz.table.ValueType;
import org.mailtally.gviz.table.WallClock;

/** A page with one table, for a person's eye. It holds no script and is allowed none. */
enum HtmlRenderer implements Renderer {
    INSTANCE;

    private static final String HEAD =
            """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <title>Data table</title>
            <style>
            table { border-collapse: collapse }
            th, td { border: 1px solid #999; padding: 2px 6px }
            th { background: #ddd }
            .number { text-align: right }
            .boolean { text-align: center }
            </style>
            </head>
            <body>
            """;

    private static final String FOOT = "</body>\n</html>\n";

    @Override
    public String contentType() {
        return "text/html; charset=UTF-8";
    }

    @Override
    public Map<String, String> headers(RequestOptions options) {
        return Map.of("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
    }

    @Override
    public byte[] table(RequestOptions options, Table table) {
        List<ColumnData> columns = table.data();
        Utf8 out = new Utf8(1024 + table.rows() * columns.size() * 32);
        out.ascii(HEAD).ascii("<table>\n<thead>\n<tr>");
        for (ColumnData column : columns) {
            escaped(out.ascii("<th>"), column.column().label()).ascii("</th>");
        }
        out.ascii("</tr>\n</thead>\n<tbody>\n");
        WallClock clock = new WallClock();
        for (int row = 0; row < table.rows(); row++) {
            out.ascii("<tr>");
            for (ColumnData column : columns) {
                out.ascii(
                        switch (column.type()) {
                            case NUMBER -> "<td class=\"number\">";
                            case BOOLEAN -> "<td class=\"boolean\">";
                            default -> "<td>";
                        });
                cell(out, column, row, clock);
                out.ascii("</td>");
            }
            out.ascii("</tr>\n");
        }
        out.ascii("</tbody>\n</table>\n");
        for (Notice warning : table.warnings()) {
            escaped(out.ascii("<p>"), warning.sentence()).ascii("</p>\n");
        }
        return out.ascii(FOOT).toBytes();
    }

    @Override
    public byte[] error(RequestOptions options, Notice error) {
        Utf8 out = new Utf8(1024);
        escaped(out.ascii(HEAD).ascii("<h1>Error</h1>\n<p>"), error.sentence());
        return out.ascii("</p>\n").ascii(FOOT).toBytes();
    }

    private static void cell(Utf8 out, ColumnData column, int row, WallClock clock) {
        String formatted = column.formatted(row);
        if (formatted != null) {
            escaped(out, formatted);
        } else if (column.cells().isNull(row)) {
            return;
        } else if (column.cells() instanceof TextCells texts) {
            escaped(out, String.valueOf(texts.at(row)));
        } else if (column.type() == ValueType.BOOLEAN) {
            out.text(((DiscreteCells) column.cells()).at(row) == 0 ? "\u2717" : "\u2714");
        } else {
            PlainText.value(out, column, row, clock, false);
        }
    }

    private static Utf8 escaped(Utf8 out, String text) {
        return out.text(text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;"));
    }
}
