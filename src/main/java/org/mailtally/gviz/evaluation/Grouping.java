package org.mailtally.gviz.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mailtally.gviz.query.Expression;
import org.mailtally.gviz.query.Query;
import org.mailtally.gviz.query.QueryException;
import org.mailtally.gviz.table.Column;
import org.mailtally.gviz.table.ColumnData;
import org.mailtally.gviz.table.PlainText;

/**
 * The rows of a frame put together into groups, and for a pivot spread over its values: a frame with one row a group, whose
 * values are the keys and, without a pivot or without a row, the aggregates; and with a pivot one such frame of aggregates
 * for each of its values.
 */
final class Grouping {
    static final int MOST_PIVOT_VALUES = 2_000;

    private final Frame groups;
    private final List<Pivoted> pivoted;

    /**
     * The groups as far as one value of the pivot goes.
     *
     * @param value the text of the value, or of several joined by commas
     */
    record Pivoted(String value, Frame frame) {
        Pivoted take(int[] rows) {
            return new Pivoted(value, frame.take(rows));
        }
    }

    private Grouping(Frame groups, List<Pivoted> pivoted) {
        this.groups = groups;
        this.pivoted = pivoted;
    }

    static Grouping of(Query query, Frame frame) {
        Ranks keys = ranks(query.groupBy(), frame);
        Ranks values = ranks(query.pivot(), frame);
        if (values.count() > MOST_PIVOT_VALUES) {
            throw QueryException.tooMuch(
                    "pivot has " + values.count() + " values, of which at most " + MOST_PIVOT_VALUES + " are answered");
        }
        Set<Expression.Aggregate> wanted = wanted(query);
        Evaluation.checkSize(keys.count(), values.count() * wanted.size());
        Ranks together = keys.then(values);
        Map<Expression, ColumnData> aggregates = aggregates(wanted, frame, together);
        Map<Expression, ColumnData> known = new HashMap<>();
        for (Expression key : query.groupBy()) {
            known.put(key, frame.column(key).take(keys.firstRows()));
        }
        if (values.count() == 0 || query.pivot().isEmpty()) {
            known.putAll(aggregates);
            return new Grouping(frame.of(keys.count(), known), List.of());
        }
        int[] rows = together.firstRows();
        int[][] places = new int[values.count()][keys.count()];
        for (int[] place : places) {
            Arrays.fill(place, -1);
        }
        for (int place = 0; place < rows.length; place++) {
            places[values.at(rows[place])][keys.at(rows[place])] = place;
        }
        List<Pivoted> pivoted = new ArrayList<>();
        int[] examples = values.firstRows();
        for (int value = 0; value < places.length; value++) {
            Map<Expression, ColumnData> spread = new HashMap<>(known);
            int[] place = places[value];
            aggregates.forEach((aggregate, column) -> spread.put(aggregate, column.take(place)));
            pivoted.add(new Pivoted(text(query.pivot(), frame, examples[value]), frame.of(keys.count(), spread)));
        }
        return new Grouping(frame.of(keys.count(), known), pivoted);
    }

    Frame groups() {
        return groups;
    }

    List<Pivoted> pivoted() {
        return pivoted;
    }

    private static Ranks ranks(List<Expression> by, Frame frame) {
        Ranks ranks = Ranks.alike(frame.rows());
        for (Expression expression : by) {
            ranks = ranks.then(Ranking.of(frame.cells(expression), Comparator.naturalOrder()));
        }
        return ranks;
    }

    private static Set<Expression.Aggregate> wanted(Query query) {
        Set<Expression.Aggregate> wanted = new LinkedHashSet<>();
        query.select().stream().flatMap(Expression::all).forEach(part -> {
            if (part instanceof Expression.Aggregate aggregate) {
                wanted.add(aggregate);
            }
        });
        return wanted;
    }

    private static Map<Expression, ColumnData> aggregates(
            Set<Expression.Aggregate> wanted, Frame frame, Ranks together) {
        Map<Expression, ColumnData> aggregates = new HashMap<>();
        Aggregator aggregator = new Aggregator(together);
        for (Expression.Aggregate aggregate : wanted) {
            ColumnData of = frame.column(aggregate.column());
            Column described = new Column(
                    aggregate.text(), aggregate.text(), aggregate.aggregation().result(of.type()));
            aggregates.put(aggregate, new ColumnData(described, aggregator.apply(aggregate.aggregation(), of.cells())));
        }
        return aggregates;
    }

    private static String text(List<Expression> pivot, Frame frame, int row) {
        List<String> texts = new ArrayList<>();
        for (Expression expression : pivot) {
            texts.add(PlainText.orNull(frame.column(expression), row));
        }
        return String.join(",", texts);
    }
}
