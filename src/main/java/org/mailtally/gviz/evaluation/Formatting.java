package org.mailtally.gviz.evaluation;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mailtally.gviz.query.Query;
import org.mailtally.gviz.query.QueryException;
import org.mailtally.gviz.table.Cells;
import org.mailtally.gviz.table.Column;
import org.mailtally.gviz.table.ColumnData;
import org.mailtally.gviz.table.Notice;
import org.mailtally.gviz.table.PlainText;
import org.mailtally.gviz.table.Reason;
import org.mailtally.gviz.table.TextCells;
import org.mailtally.gviz.table.WallClock;

/** Gives columns the formatted text that format and options ask for. For one answer. */
final class Formatting {
    private static final int LONGEST_PATTERN = 200;

    /** The text of a whole answer, and what each piece of it costs beside its characters. */
    private static final long MOST_BYTES = 24_000_000;

    private static final int BYTES_PER_TEXT = 56;

    private final Locale locale;
    private final List<Notice> warnings;
    private long bytes;

    /** @param warnings receives one for each pattern that is none */
    Formatting(Locale locale, List<Notice> warnings) {
        this.locale = locale;
        this.warnings = warnings;
    }

    List<ColumnData> apply(Query query, Selection selection, List<ColumnData> columns) {
        List<ColumnData> formatted = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            ColumnData column = columns.get(i);
            String pattern = query.formats().get(selection.held(i));
            if (query.noFormat()) {
                Column own = column.column();
                column = new ColumnData(
                        new Column(own.id(), own.label(), own.type(), "", own.properties()),
                        column.cells(),
                        null,
                        column.properties());
            } else if (pattern != null) {
                column = formatted(column, pattern);
            }
            formatted.add(query.noValues() ? withoutValues(column) : column);
        }
        return formatted;
    }

    private ColumnData formatted(ColumnData column, String pattern) {
        @Nullable String[] texts = new String[column.cells().size()];
        try {
            if (pattern.length() > LONGEST_PATTERN) {
                throw new IllegalArgumentException("it has more than " + LONGEST_PATTERN + " characters");
            }
            CellFormat format = CellFormat.of(column.type(), pattern, locale);
            for (int row = 0; row < texts.length; row++) {
                if (!column.cells().isNull(row)) {
                    texts[row] = counted(format.text(column, row));
                }
            }
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            warnings.add(new Notice(
                    Reason.ILLEGAL_FORMATTING_PATTERNS,
                    QueryException.quote(pattern) + " is no pattern for a "
                            + column.type().code()));
            return column;
        }
        Column own = column.column();
        return new ColumnData(
                new Column(own.id(), own.label(), own.type(), pattern, own.properties()),
                column.cells(),
                new TextCells(texts),
                column.properties());
    }

    private ColumnData withoutValues(ColumnData column) {
        Cells cells = column.cells();
        @Nullable String[] texts = new String[cells.size()];
        WallClock clock = new WallClock();
        for (int row = 0; row < texts.length; row++) {
            String formatted = column.formatted(row);
            if (formatted == null && !cells.isNull(row)) {
                formatted = counted(PlainText.of(column, row, clock));
            }
            texts[row] = formatted;
        }
        int[] nothing = new int[cells.size()];
        Arrays.fill(nothing, -1);
        return new ColumnData(column.column(), cells.take(nothing), new TextCells(texts), column.properties());
    }

    private String counted(String text) {
        bytes += text.length() + BYTES_PER_TEXT;
        if (bytes > MOST_BYTES) {
            throw QueryException.tooMuch("the formatted text would take more than " + MOST_BYTES
                    + " bytes; limit or where can make it less");
        }
        return text;
    }
}
