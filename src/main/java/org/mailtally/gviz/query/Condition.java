package org.mailtally.gviz.query;

import java.util.List;
import java.util.stream.Stream;

/** What a row may meet, fail to meet, or leave open because a value is null. */
public sealed interface Condition extends Node {
    /** The values it looks at. */
    Stream<Expression> operands();

    record Comparison(Expression left, Operator operator, Expression right) implements Condition {
        @Override
        public Stream<Expression> operands() {
            return Stream.of(left, right);
        }
    }

    /** The only condition that is never left open. */
    record IsNull(Expression value) implements Condition {
        @Override
        public Stream<Expression> operands() {
            return Stream.of(value);
        }
    }

    record Not(Condition condition) implements Condition {
        @Override
        public Stream<Expression> operands() {
            return condition.operands();
        }
    }

    record And(List<Condition> conditions) implements Condition {
        @Override
        public Stream<Expression> operands() {
            return conditions.stream().flatMap(Condition::operands);
        }
    }

    record Or(List<Condition> conditions) implements Condition {
        @Override
        public Stream<Expression> operands() {
            return conditions.stream().flatMap(Condition::operands);
        }
    }
}
