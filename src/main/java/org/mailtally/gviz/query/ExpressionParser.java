package org.mailtally.gviz.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Reads values and conditions, one word of look-ahead at a time, so in time linear in their length. {@code not} binds
 * before {@code and}, {@code and} before {@code or}; {@code *}, {@code /} and {@code %} before {@code +} and {@code -}.
 */
final class ExpressionParser {
    private static final int DEEPEST = 100;
    private static final Set<String> AGGREGATIONS = Set.of("avg", "count", "max", "min", "sum");

    private final Tokens tokens;
    private int depth;

    ExpressionParser(Tokens tokens) {
        this.tokens = tokens;
    }

    Expression expression() {
        Token start = tokens.peek();
        return value(sum(), start);
    }

    Condition condition() {
        Token start = tokens.peek();
        return condition(or(), start);
    }

    private Node or() {
        Token start = tokens.peek();
        Node first = and();
        if (!tokens.peek().is("or")) {
            return first;
        }
        List<Condition> conditions = new ArrayList<>(List.of(condition(first, start)));
        while (tokens.accept("or")) {
            Token next = tokens.peek();
            conditions.add(condition(and(), next));
        }
        return new Condition.Or(List.copyOf(conditions));
    }

    private Node and() {
        Token start = tokens.peek();
        Node first = not();
        if (!tokens.peek().is("and")) {
            return first;
        }
        List<Condition> conditions = new ArrayList<>(List.of(condition(first, start)));
        while (tokens.accept("and")) {
            Token next = tokens.peek();
            conditions.add(condition(not(), next));
        }
        return new Condition.And(List.copyOf(conditions));
    }

    private Node not() {
        Token start = tokens.peek();
        if (tokens.accept("not")) {
            descend(start);
            Token next = tokens.peek();
            Condition negated = new Condition.Not(condition(not(), next));
            depth--;
            return negated;
        }
        return comparison();
    }

    private Node comparison() {
        Node left = sum();
        if (!(left instanceof Expression value)) {
            return left;
        }
        if (tokens.accept("is")) {
            boolean not = tokens.accept("not");
            tokens.expect("null");
            Condition isNull = new Condition.IsNull(value);
            return not ? new Condition.Not(isNull) : isNull;
        }
        Operator operator = Operator.next(tokens);
        if (operator == null) {
            return value;
        }
        Token next = tokens.peek();
        return new Condition.Comparison(value, operator, value(sum(), next));
    }

    private Node sum() {
        return chain(List.of("+", "-"), this::product);
    }

    private Node product() {
        return chain(List.of("*", "/", "%"), this::primary);
    }

    private Node chain(List<String> symbols, Supplier<Node> operand) {
        Token start = tokens.peek();
        Node left = operand.get();
        while (tokens.peek().kind() == Token.Kind.SYMBOL
                && symbols.contains(tokens.peek().text())) {
            Token operator = tokens.next();
            Expression first = value(left, start);
            Expression second = value(operand.get(), operator);
            Function function = Objects.requireNonNull(Function.written(operator.text()));
            left = new Expression.Call(operator.start(), function, List.of(first, second));
        }
        return left;
    }

    private Node primary() {
        Token token = tokens.peek();
        if (tokens.accept("(")) {
            descend(token);
            Node inner = or();
            tokens.expect(")");
            depth--;
            return inner;
        }
        if (Literals.isNext(tokens)) {
            return Literals.read(tokens);
        }
        if (!tokens.isName()) {
            throw tokens.expectedName("a column, a value or a function");
        }
        if (token.kind() == Token.Kind.NAME && tokens.peekSecond().is("(")) {
            return call();
        }
        tokens.next();
        return new Expression.Reference(token.start(), token.text());
    }

    private Expression call() {
        Token name = tokens.next();
        tokens.expect("(");
        descend(name);
        Function function = Function.called(name.word());
        Expression call;
        if (AGGREGATIONS.contains(name.word())) {
            Token column = tokens.peek();
            if (!tokens.isName()) {
                throw tokens.expectedName("the name of a column to aggregate");
            }
            if (tokens.peekSecond().is("(")) {
                throw tokens.expected("the name of a column to aggregate");
            }
            tokens.next();
            call = new Expression.Aggregate(
                    name.start(),
                    Aggregation.valueOf(name.text().toUpperCase(Locale.ROOT)),
                    new Expression.Reference(column.start(), column.text()));
        } else if (function == null) {
            throw QueryException.at(name.start(), "there is no function " + QueryException.quote(name.text()));
        } else {
            call = new Expression.Call(name.start(), function, arguments(function));
        }
        tokens.expect(")");
        depth--;
        return call;
    }

    private List<Expression> arguments(Function function) {
        List<Expression> arguments = new ArrayList<>();
        for (int i = 0; i < function.arguments(); i++) {
            if (i > 0) {
                tokens.expect(",");
            }
            arguments.add(expression());
        }
        return arguments;
    }

    private void descend(Token at) {
        if (++depth > DEEPEST) {
            throw QueryException.at(at.start(), "nested deeper than " + DEEPEST);
        }
    }

    private Expression value(Node node, Token where) {
        if (node instanceof Expression value) {
            return value;
        }
        throw QueryException.at(where.start(), "expected a value, found a condition");
    }

    private Condition condition(Node node, Token where) {
        if (node instanceof Condition condition) {
            return condition;
        }
        throw QueryException.at(where.start(), "expected a condition such as n > 3, found only a value");
    }
}
