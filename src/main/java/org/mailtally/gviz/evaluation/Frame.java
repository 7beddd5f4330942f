package org.mailtally.gviz.evaluation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mailtally.gviz.query.Expression;
import org.mailtally.gviz.table.Cells;
import org.mailtally.gviz.table.Column;
import org.mailtally.gviz.table.ColumnData;
import org.mailtally.gviz.table.ValueType;

/**
 * Some rows, and the values of expressions for them. What is known from the start are the columns of a table, or the keys
 * and aggregates of groups; the rest is computed from that when it is asked for. For one thread.
 */
final class Frame {
    private final int rows;
    private final Map<Expression, ColumnData> known;
    private final int @Nullable [] selected;
    private final Scalars scalars;
    private final Map<Expression, ColumnData> found = new HashMap<>();

    /** @param selected which rows of the known ones, in their order; null for all */
    private Frame(int rows, Map<Expression, ColumnData> known, int @Nullable [] selected, Scalars scalars) {
        this.rows = rows;
        this.known = known;
        this.selected = selected;
        this.scalars = scalars;
    }

    Frame(int rows, Map<Expression, ColumnData> known, Scalars scalars) {
        this(rows, known, null, scalars);
    }

    int rows() {
        return rows;
    }

    /** The same values for these rows only, in this order. */
    Frame take(int[] taken) {
        int[] from = taken;
        if (selected != null) {
            from = new int[taken.length];
            for (int i = 0; i < taken.length; i++) {
                from[i] = selected[taken[i]];
            }
        }
        return new Frame(taken.length, known, from, scalars);
    }

    /** Where a row of this frame stands among the rows the values were known for. */
    int origin(int row) {
        return selected == null ? row : selected[row];
    }

    /** A frame of other rows, whose values are known. */
    Frame of(int otherRows, Map<Expression, ColumnData> otherKnown) {
        return new Frame(otherRows, otherKnown, scalars);
    }

    ValueType type(Expression expression) {
        ColumnData column = known.get(expression);
        if (column != null) {
            return column.type();
        }
        if (expression instanceof Expression.Constant constant) {
            return constant.type();
        }
        return ((Expression.Call) expression).function().result();
    }

    Cells cells(Expression expression) {
        return column(expression).cells();
    }

    /**
     * The values of an expression that the check of the query has let pass. What is computed is not kept, so that a long
     * query holds no more than one clause needs.
     */
    ColumnData column(Expression expression) {
        ColumnData column = known.get(expression);
        if (column != null) {
            int[] rowsOfKnown = selected;
            return rowsOfKnown == null ? column : found.computeIfAbsent(expression, key -> column.take(rowsOfKnown));
        }
        if (expression instanceof Expression.Constant constant) {
            return named(expression, constant.value().repeat(0, rows));
        }
        Expression.Call call = (Expression.Call) expression;
        List<ColumnData> arguments = new ArrayList<>();
        for (Expression argument : call.parts()) {
            arguments.add(column(argument));
        }
        return named(expression, scalars.apply(call.function(), arguments, rows));
    }

    private ColumnData named(Expression expression, Cells cells) {
        return new ColumnData(new Column(expression.text(), expression.text(), type(expression)), cells);
    }
}
