package org.mailtally.gviz.evaluation;

import java.text.Collator;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.mailtally.gviz.query.Expression;
import org.mailtally.gviz.query.Query;
import org.mailtally.gviz.query.QueryException;
import org.mailtally.gviz.table.Cells;
import org.mailtally.gviz.table.ColumnData;
import org.mailtally.gviz.table.Notice;
import org.mailtally.gviz.table.Reason;
import org.mailtally.gviz.table.Table;
import org.mailtally.gviz.table.TextCells;

/**
 * Answers one query from one table, in the language's order of work: where, group by and pivot, order by, skipping, offset
 * and limit, select, label, format, options. For one thread.
 */
public final class Evaluation {
    static final int MOST_CELLS = 600_000;
    private static final long MOST_WORK = 100_000_000;

    private final Query query;
    private final Table table;
    private final Locale locale;
    private final ColumnNames names;
    private final List<Notice> warnings;

    private Evaluation(Query query, Table table, Locale locale) {
        this.query = query;
        this.table = table;
        this.locale = locale;
        this.warnings = new ArrayList<>(table.warnings());
        Map<Expression, String> labels = new HashMap<>();
        table.columns().forEach(column -> labels.put(new Expression.Reference(0, column.id()), column.label()));
        this.names = new ColumnNames(labels);
    }

    /**
     * The table that answers.
     *
     * @param now the present in the zone of the table's times
     * @throws QueryException when the query does not fit the table or asks for too much
     */
    public static Table of(Query query, Table table, Locale locale, ZonedDateTime now) {
        QueryCheck.check(query, table);
        if ((long) query.words() * table.rows() > MOST_WORK) {
            throw QueryException.tooMuch("the query is too long for " + table.rows() + " rows");
        }
        return new Evaluation(query, table, locale).answer(new Scalars(now));
    }

    /** How many cells there are to hold, at most, while a table of that size is queried: its own, and those made of them. */
    public static long cells(Query query, int rows, int columns) {
        long given = (long) rows * columns;
        long made = (long) rows
                * (query.select().isEmpty() ? columns : query.select().size());
        if (!query.pivot().isEmpty()) {
            made *= Math.min(rows, Grouping.MOST_PIVOT_VALUES);
        }
        boolean formatted = !query.formats().isEmpty() || query.noValues();
        return given + Math.min(made, MOST_CELLS) * (formatted ? 2 : 1);
    }

    /** @throws QueryException when a result of that size is not given out */
    static void checkSize(int rows, int columns) {
        if ((long) rows * columns > MOST_CELLS) {
            throw QueryException.tooMuch("the result would have " + rows + " rows of " + columns
                    + " columns, more than " + MOST_CELLS + " cells; limit or where can make it smaller");
        }
    }

    private Table answer(Scalars scalars) {
        Frame frame = filtered(source(scalars));
        List<Grouping.Pivoted> pivoted = List.of();
        if (query.isAggregated()) {
            Grouping grouping = Grouping.of(query, frame);
            frame = grouping.groups();
            pivoted = grouping.pivoted();
        }
        int[] rows = page(sorted(frame));
        Frame kept = frame.take(rows);
        Selection selection = new Selection(query, names, table);
        List<ColumnData> columns = selection.columns(
                kept, pivoted.stream().map(part -> part.take(rows)).toList());
        columns = new Formatting(locale, warnings).apply(query, selection, columns);
        Map<Integer, Map<String, String>> rowProperties = new HashMap<>();
        if (!query.isAggregated() && table.hasRowProperties()) {
            for (int row = 0; row < kept.rows(); row++) {
                Map<String, String> properties = table.rowProperties(kept.origin(row));
                if (!properties.isEmpty()) {
                    rowProperties.put(row, properties);
                }
            }
        }
        return new Table(columns, kept.rows(), rowProperties, table.properties(), warnings);
    }

    private Frame source(Scalars scalars) {
        Map<Expression, ColumnData> columns = new HashMap<>();
        for (ColumnData column : table.data()) {
            columns.put(new Expression.Reference(0, column.column().id()), column);
        }
        return new Frame(table.rows(), columns, scalars);
    }

    private Frame filtered(Frame frame) {
        if (query.where() == null) {
            return frame;
        }
        TextTests tests = new TextTests();
        int[] rows = Filter.rows(query.where(), frame, tests);
        warnings.addAll(tests.warnings());
        return frame.take(rows);
    }

    private int[] sorted(Frame frame) {
        Ranks ranks = Ranks.alike(frame.rows());
        for (Query.Order by : query.orderBy()) {
            Cells cells = frame.cells(by.by());
            Comparator<String> order =
                    cells instanceof TextCells ? Collator.getInstance(locale)::compare : Comparator.naturalOrder();
            Ranks more = Ranking.of(cells, order);
            ranks = ranks.then(by.descending() ? more.reversed() : more);
        }
        return ranks.sortedRows();
    }

    /** The rows that skipping, offset and limit leave. */
    private int[] page(int[] rows) {
        int[] kept = rows;
        if (query.skipping() > 1) {
            int step = (int) Math.min(query.skipping(), Math.max(1, rows.length));
            kept = new int[(rows.length + step - 1) / step];
            Arrays.setAll(kept, row -> rows[row * step]);
        }
        int from = (int) Math.min(query.offset(), kept.length);
        int to = query.limit() == Query.NO_LIMIT
                ? kept.length
                : (int) Math.min(kept.length, Math.min(query.offset(), kept.length) + query.limit());
        if (to < kept.length) {
            warnings.add(new Notice(
                    Reason.DATA_TRUNCATED, "the query's limit keeps rows up to " + to + " of " + kept.length));
        }
        return Arrays.copyOfRange(kept, from, to);
    }
}
