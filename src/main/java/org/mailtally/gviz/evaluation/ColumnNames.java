package org.mailtally.gviz.evaluation;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.mailtally.gviz.query.Expression;
import org.mailtally.gviz.table.TextCells;

/** Names the columns of an answer after what they hold. Immutable. */
final class ColumnNames {
    private final Map<Expression, String> labels;

    /** @param labels of the table's own columns */
    ColumnNames(Map<Expression, String> labels) {
        this.labels = labels;
    }

    /** Such as {@code sum-msg_count}, {@code hour_time}, {@code product_msg_count,2_}. */
    static String id(Expression expression) {
        if (expression instanceof Expression.Reference reference) {
            return reference.id();
        }
        if (expression instanceof Expression.Aggregate aggregate) {
            return aggregate.aggregation().word() + "-" + aggregate.column().id();
        }
        if (expression instanceof Expression.Call call) {
            return call.function().id()
                    + call.parts().stream().map(ColumnNames::id).collect(Collectors.joining(",", "_", ""));
        }
        return constant(expression) + "_";
    }

    /** Such as {@code sum Messages}, {@code hour(Time)}, {@code product(Messages, 2)}. */
    String label(Expression expression) {
        if (expression instanceof Expression.Aggregate aggregate) {
            return aggregate.aggregation().word() + " " + label(aggregate.column());
        }
        if (expression instanceof Expression.Call call) {
            List<Expression> arguments = call.parts();
            return call.function().id()
                    + arguments.stream().map(this::label).collect(Collectors.joining(", ", "(", ")"));
        }
        return labels.getOrDefault(expression, constant(expression));
    }

    /** A literal; text in double quotes, however the query wrote it. */
    private static String constant(Expression expression) {
        return expression instanceof Expression.Constant constant && constant.value() instanceof TextCells text
                ? "\"" + text.at(0) + "\""
                : expression.text();
    }
}
