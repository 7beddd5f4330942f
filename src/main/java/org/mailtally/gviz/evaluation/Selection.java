package org.mailtally.gviz.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.mailtally.gviz.query.Expression;
import org.mailtally.gviz.query.Query;
import org.mailtally.gviz.table.Column;
import org.mailtally.gviz.table.ColumnData;
import org.mailtally.gviz.table.Table;

/** The columns that select asks for, named and labelled. For one answer. */
final class Selection {
    private final Query query;
    private final ColumnNames names;
    private final List<Expression> select;

    /** What each column of the answer holds. */
    private final List<Expression> held = new ArrayList<>();

    Selection(Query query, ColumnNames names, Table table) {
        this.query = query;
        this.names = names;
        this.select = query.select().isEmpty() ? all(table) : query.select();
    }

    /**
     * The columns of the answer: one for each expression, or one for each value of the pivot, if there is any, where it
     * holds an aggregate.
     *
     * @param frame the rows of the answer
     * @param pivoted the same rows for each value of the pivot
     */
    List<ColumnData> columns(Frame frame, List<Grouping.Pivoted> pivoted) {
        long spread = pivoted.isEmpty()
                ? 0
                : select.stream().filter(Expression::isAggregated).count();
        Evaluation.checkSize(frame.rows(), (int) (select.size() - spread + spread * pivoted.size()));
        boolean among = select.stream()
                        .flatMap(Expression::all)
                        .filter(Expression.Aggregate.class::isInstance)
                        .distinct()
                        .count()
                > 1;
        List<ColumnData> columns = new ArrayList<>();
        for (Expression expression : select) {
            if (pivoted.isEmpty() || !expression.isAggregated()) {
                held.add(expression);
                columns.add(named(frame.column(expression), expression));
            } else {
                for (Grouping.Pivoted part : pivoted) {
                    held.add(expression);
                    columns.add(spread(part, expression, among, pivoted.size() > 1));
                }
            }
        }
        return columns;
    }

    Expression held(int column) {
        return held.get(column);
    }

    private ColumnData named(ColumnData column, Expression expression) {
        String label = query.labels().getOrDefault(expression, names.label(expression));
        if (expression instanceof Expression.Reference) {
            Column own = column.column();
            return column.with(new Column(own.id(), label, own.type(), own.pattern(), own.properties()));
        }
        return column.with(new Column(ColumnNames.id(expression), label, column.type()));
    }

    /** A label of the query's is put behind the value; without one, a plain aggregation is named only among several. */
    private ColumnData spread(Grouping.Pivoted part, Expression expression, boolean among, boolean several) {
        String wished = query.labels().get(expression);
        String label;
        if (wished != null) {
            label = several ? part.value() + " " + wished : wished;
        } else {
            boolean plain = expression instanceof Expression.Aggregate;
            label = among || !plain ? part.value() + " " + names.label(expression) : part.value();
        }
        ColumnData column = part.frame().column(expression);
        return column.with(new Column(part.value() + " " + ColumnNames.id(expression), label, column.type()));
    }

    private static List<Expression> all(Table table) {
        List<Expression> all = new ArrayList<>();
        table.columns().forEach(column -> all.add(new Expression.Reference(0, column.id())));
        return all;
    }
}
