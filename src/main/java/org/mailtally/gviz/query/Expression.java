package org.mailtally.gviz.query;

import java.util.List;
import java.util.stream.Stream;
import org.mailtally.gviz.table.Cells;
import org.mailtally.gviz.table.ValueType;

/**
 * A value per row. Two are equal when the query would write them alike, wherever they stand in it; that is how the clauses
 * refer to each other's columns.
 */
public abstract sealed class Expression implements Node {
    private static final int DEEPEST = 250;

    private final int start;
    private final int depth;
    private final String text;

    private Expression(int start, String text, List<Expression> parts) {
        this.start = start;
        this.text = text;
        this.depth = 1 + parts.stream().mapToInt(part -> part.depth).max().orElse(0);
        if (depth > DEEPEST) {
            throw QueryException.at(start, "an expression of more than " + DEEPEST + " steps");
        }
    }

    /** Where it begins in the query, counted from 0. */
    public int start() {
        return start;
    }

    /** How the query would write it, unambiguously. */
    public final String text() {
        return text;
    }

    /** The expressions it is made of. */
    public List<Expression> parts() {
        return List.of();
    }

    /** This expression and all it is made of. */
    public final Stream<Expression> all() {
        return Stream.concat(Stream.of(this), parts().stream().flatMap(Expression::all));
    }

    public final boolean isAggregated() {
        return all().anyMatch(Aggregate.class::isInstance);
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof Expression expression && text.equals(expression.text);
    }

    @Override
    public final int hashCode() {
        return text.hashCode();
    }

    @Override
    public final String toString() {
        return text;
    }

    /** A column of the table. */
    public static final class Reference extends Expression {
        private final String id;

        public Reference(int start, String id) {
            super(start, "`" + id + "`", List.of());
            this.id = id;
        }

        public String id() {
            return id;
        }
    }

    /** A literal, the same for every row. */
    public static final class Constant extends Expression {
        private final ValueType type;
        private final Cells value;

        /** @param value one cell */
        Constant(int start, ValueType type, Cells value, String text) {
            super(start, text, List.of());
            this.type = type;
            this.value = value;
        }

        public ValueType type() {
            return type;
        }

        public Cells value() {
            return value;
        }
    }

    /** A function of other expressions. */
    public static final class Call extends Expression {
        private final Function function;
        private final List<Expression> arguments;

        Call(int start, Function function, List<Expression> arguments) {
            super(start, function.text(arguments), arguments);
            this.function = function;
            this.arguments = List.copyOf(arguments);
        }

        public Function function() {
            return function;
        }

        @Override
        public List<Expression> parts() {
            return arguments;
        }
    }

    /** One value for all rows of a group. */
    public static final class Aggregate extends Expression {
        private final Aggregation aggregation;
        private final Reference column;

        Aggregate(int start, Aggregation aggregation, Reference column) {
            super(start, aggregation.word() + "(" + column.text() + ")", List.of(column));
            this.aggregation = aggregation;
            this.column = column;
        }

        public Aggregation aggregation() {
            return aggregation;
        }

        public Reference column() {
            return column;
        }

        @Override
        public List<Expression> parts() {
            return List.of(column);
        }
    }
}
