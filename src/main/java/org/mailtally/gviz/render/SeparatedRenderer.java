package org.mailtally.gviz.render;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.mailtally.gviz.table.ColumnData;
import org.mailtally.gviz.table.Notice;
import org.mailtally.gviz.table.PlainText;
import org.mailtally.gviz.table.Table;
import org.mailtally.gviz.table.TextCells;
import org.mailtally.gviz.table.Utf8;
import org.mailtally.gviz.table.WallClock;

/**
 * Lines of separated values after a line of labels: commas in UTF-8, or for Excel tabs in UTF-16LE behind a byte order
 * mark. Every line ends in {@code \n}. Text is quoted always, a null cell is nothing, numbers have ASCII digits and no
 * grouping unless the query formatted them.
 */
enum SeparatedRenderer implements Renderer {
    CSV(',', "text/csv; charset=UTF-8", Pattern.compile(".*\\.csv")),
    TSV_EXCEL('\t', "text/csv; charset=UTF-16LE", Pattern.compile(".*\\.(csv|tsv|txt|xls)"));

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xff, (byte) 0xfe};

    /** Beginnings that make a spreadsheet take text for a formula, their full-width forms among them. */
    private static final String FORMULA_STARTS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";

    private static final Pattern PLAIN_NUMBER = Pattern.compile("[-+]?[0-9.,'%\\u00a0\\u202f]+");

    private final char separator;
    private final String contentType;
    private final Pattern fileName;

    SeparatedRenderer(char separator, String contentType, Pattern fileName) {
        this.separator = separator;
        this.contentType = contentType;
        this.fileName = fileName;
    }

    @Override
    public String contentType() {
        return contentType;
    }

    /** Names the file to save: Excel opens a {@code .csv} whatever its separator, so that ending is added to others. */
    @Override
    public Map<String, String> headers(RequestOptions options) {
        String wished = options.fileName();
        String name = fileName.matcher(wished).matches() ? wished : wished + ".csv";
        return Map.of("Content-Disposition", "attachment; filename=\"" + name + "\"");
    }

    @Override
    public byte[] table(RequestOptions options, Table table) {
        List<ColumnData> columns = table.data();
        Utf8 out = new Utf8(1024 + table.rows() * columns.size() * 16);
        for (int i = 0; i < columns.size(); i++) {
            quoted(i == 0 ? out : out.ascii(separator), columns.get(i).column().label());
        }
        if (!columns.isEmpty()) {
            out.ascii('\n');
        }
        WallClock clock = new WallClock();
        for (int row = 0; row < table.rows(); row++) {
            for (int i = 0; i < columns.size(); i++) {
                cell(i == 0 ? out : out.ascii(separator), columns.get(i), row, clock);
            }
            out.ascii('\n');
        }
        return encoded(out);
    }

    @Override
    public byte[] error(RequestOptions options, Notice error) {
        Utf8 out = new Utf8(512);
        quoted(out, "Error: " + error.sentence());
        return encoded(out.ascii('\n'));
    }

    private static void cell(Utf8 out, ColumnData column, int row, WallClock clock) {
        String formatted = column.formatted(row);
        if (formatted != null) {
            quoted(out, formatted);
        } else if (column.cells() instanceof TextCells texts) {
            String text = texts.at(row);
            if (text != null) {
                quoted(out, text);
            }
        } else if (!column.cells().isNull(row)) {
            PlainText.value(out, column, row, clock, true);
        }
    }

    private static void quoted(Utf8 out, String text) {
        out.ascii('"');
        if (!text.isEmpty()
                && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0
                && !PLAIN_NUMBER.matcher(text).matches()) {
            out.ascii('\'');
        }
        out.text(text.indexOf('"') < 0 ? text : text.replace("\"", "\"\"")).ascii('"');
    }

    private byte[] encoded(Utf8 out) {
        byte[] utf8 = out.toBytes();
        if (this == CSV) {
            return utf8;
        }
        byte[] utf16 = new String(utf8, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_16LE);
        byte[] marked = new byte[BYTE_ORDER_MARK.length + utf16.length];
        System.arraycopy(BYTE_ORDER_MARK, 0, marked, 0, BYTE_ORDER_MARK.length);
        System.arraycopy(utf16, 0, marked, BYTE_ORDER_MARK.length, utf16.length);
        return marked;
    }
}
