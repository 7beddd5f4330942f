package org.mailtally.gviz.evaluation;

import static org.mailtally.gviz.query.QueryException.at;
import static org.mailtally.gviz.query.QueryException.quote;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.mailtally.gviz.query.Expression;
import org.mailtally.gviz.query.QueryException;
import org.mailtally.gviz.table.Column;
import org.mailtally.gviz.table.ValueType;

/** Finds the types of expressions over the columns of a table. Immutable. */
final class Types {
    private static final int MOST_NAMED = 8;

    private final Map<String, Column> columns;

    Types(Map<String, Column> columns) {
        this.columns = columns;
    }

    /** @throws QueryException when a column is not there, or a function or aggregation does not take a type */
    ValueType of(Expression expression) {
        if (expression instanceof Expression.Reference reference) {
            Column column = columns.get(reference.id());
            if (column == null) {
                throw unknown(reference);
            }
            return column.type();
        }
        if (expression instanceof Expression.Constant constant) {
            return constant.type();
        }
        if (expression instanceof Expression.Aggregate aggregate) {
            ValueType type = of(aggregate.column());
            if (!aggregate.aggregation().takes(type)) {
                throw at(
                        aggregate.start(),
                        aggregate.aggregation().word() + " takes numbers, but " + quote(aggregate.column()) + " is a "
                                + type.code());
            }
            return aggregate.aggregation().result(type);
        }
        Expression.Call call = (Expression.Call) expression;
        for (Expression argument : call.parts()) {
            ValueType type = of(argument);
            if (!call.function().takes(type)) {
                throw at(
                        call.start(),
                        call.function().id() + " takes a " + call.function().takes() + ", but " + quote(argument)
                                + " is a " + type.code());
            }
        }
        return call.function().result();
    }

    private QueryException unknown(Expression.Reference reference) {
        List<String> ids = columns.keySet().stream().sorted().toList();
        String some = ids.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
        return at(
                reference.start(),
                "there is no column " + quote(reference.id()) + " (there is " + some
                        + (ids.size() > MOST_NAMED ? ", \u2026)" : ")"));
    }
}
