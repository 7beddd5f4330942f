package org.mailtally.gviz.query;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a query asks for, clause by clause, before any table is looked at.
 *
 * @param select the columns of the answer; empty for all of the table
 * @param skipping of how many rows each one is kept, or 0 for all
 * @param limit the most rows to answer with, or {@link #NO_LIMIT}
 * @param offset how many rows are left out at the start
 * @param words how many words it was written in
 */
public record Query(
        List<Expression> select,
        @Nullable Condition where,
        List<Expression> groupBy,
        List<Expression> pivot,
        List<Order> orderBy,
        long skipping,
        long limit,
        long offset,
        Map<Expression, String> labels,
        Map<Expression, String> formats,
        boolean noValues,
        boolean noFormat,
        int words) {
    public static final long NO_LIMIT = -1;

    /** Asks for the table as it is. */
    public static final Query EMPTY = parse("");

    public record Order(Expression by, boolean descending) {}

    /** @throws QueryException at the first fault, saying what was expected where */
    public static Query parse(String text) {
        return new QueryParser(text).query();
    }

    /** Whether rows are put together: no column of the answer is then a row of the table. */
    public boolean isAggregated() {
        return select.stream().anyMatch(Expression::isAggregated);
    }

    /** All expressions of all clauses. */
    public Stream<Expression> expressions() {
        return Stream.of(
                        select.stream(),
                        where == null ? Stream.<Expression>empty() : where.operands(),
                        groupBy.stream(),
                        pivot.stream(),
                        orderBy.stream().map(Order::by),
                        labels.keySet().stream(),
                        formats.keySet().stream())
                .flatMap(expressions -> expressions);
    }
}
