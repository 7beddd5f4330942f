package org.mailtally.gviz.evaluation;

import static org.mailtally.gviz.query.QueryException.at;
import static org.mailtally.gviz.query.QueryException.quote;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.mailtally.gviz.query.Expression;
import org.mailtally.gviz.query.Query;
import org.mailtally.gviz.table.Column;
import org.mailtally.gviz.table.Table;

/** Checks a query against the columns of a table: what passes can be evaluated. */
final class QueryCheck {
    private final Query query;
    private final Map<String, Column> columns;

    /** The columns that are aggregated in select. */
    private final Set<Expression> aggregated;

    private QueryCheck(Query query, Table table) {
        this.query = query;
        this.columns = table.columns().stream().collect(Collectors.toMap(Column::id, Function.identity()));
        this.aggregated = query.select().stream()
                .flatMap(Expression::all)
                .filter(Expression.Aggregate.class::isInstance)
                .flatMap(aggregate -> aggregate.parts().stream())
                .collect(Collectors.toSet());
    }

    /** @throws QueryException at the first fault */
    static void check(Query query, Table table) {
        QueryCheck check = new QueryCheck(query, table);
        if (query.where() != null) {
            query.where().operands().forEach(operand -> unaggregated(operand, "where"));
        }
        once(query.select(), "select");
        once(query.orderBy().stream().map(Query.Order::by).toList(), "order by");
        check.keys();
        if (!query.isAggregated()) {
            query.orderBy().forEach(order -> unaggregated(order.by(), "order by, unless it is in select"));
        } else {
            query.select().forEach(check::settled);
            query.orderBy().forEach(order -> check.ordered(order.by()));
        }
        query.labels().keySet().forEach(column -> check.selected(column, "label"));
        query.formats().keySet().forEach(column -> check.selected(column, "format"));
        query.expressions().forEach(new Types(check.columns)::of);
    }

    private void keys() {
        List<Expression> keys = new ArrayList<>(query.groupBy());
        keys.addAll(query.pivot());
        once(keys, "group by and pivot");
        for (Expression key : keys) {
            unaggregated(key, "group by or pivot");
            if (!query.isAggregated()) {
                throw at(key.start(), "group by and pivot need an aggregation such as count(\u2026) in select");
            }
            if (aggregated.contains(key)) {
                throw at(key.start(), quote(key) + " is aggregated in select and cannot make groups");
            }
        }
    }

    /** One value a group: aggregates, keys of the groups, constants, and what is computed from them. */
    private void settled(Expression expression) {
        if (expression instanceof Expression.Aggregate) {
            return;
        }
        if (query.groupBy().contains(expression)) {
            expression.all().filter(aggregated::contains).findFirst().ifPresent(column -> {
                throw at(expression.start(), quote(column) + " is selected with and without aggregation");
            });
            return;
        }
        if (expression instanceof Expression.Reference) {
            throw at(
                    expression.start(),
                    aggregated.contains(expression)
                            ? quote(expression) + " is selected with and without aggregation"
                            : quote(expression) + " is neither aggregated nor in group by");
        }
        expression.parts().forEach(this::settled);
    }

    private void ordered(Expression expression) {
        if (!query.pivot().isEmpty()) {
            unaggregated(expression, "order by beside pivot");
        }
        if (query.select().contains(expression)) {
            return;
        }
        if (expression instanceof Expression.Aggregate || expression instanceof Expression.Reference) {
            throw at(expression.start(), quote(expression) + " in order by must be in select as well");
        }
        expression.parts().forEach(this::ordered);
    }

    private void selected(Expression column, String clause) {
        boolean there = query.select().isEmpty()
                ? column instanceof Expression.Reference
                : query.select().contains(column);
        if (!there) {
            throw at(column.start(), quote(column) + " in " + clause + " must be in select as well");
        }
    }

    private static void unaggregated(Expression expression, String clause) {
        if (expression.isAggregated()) {
            throw at(expression.start(), "no aggregation can be in " + clause + ", found " + quote(expression));
        }
    }

    private static void once(List<Expression> expressions, String clause) {
        Set<Expression> seen = new HashSet<>();
        for (Expression expression : expressions) {
            if (!seen.add(expression)) {
                throw at(expression.start(), quote(expression) + " is in " + clause + " more than once");
            }
        }
    }
}
