package org.mailtally.gviz.query;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the clauses of a query, each of them optional, in their one order. */
final class QueryParser {
    /** Longer than a person or a program would write for one chart, short enough to be read at once. */
    private static final int LONGEST = 10_000;

    private final Tokens tokens;
    private final ExpressionParser parser;

    QueryParser(String query) {
        if (query.length() > LONGEST) {
            throw QueryException.invalid(
                    "the query has " + query.length() + " characters, of which at most " + LONGEST + " are read");
        }
        tokens = new Tokens(query);
        parser = new ExpressionParser(tokens);
    }

    Query query() {
        List<Expression> select = tokens.accept("select") ? selection() : List.of();
        Condition where = tokens.accept("where") ? parser.condition() : null;
        List<Expression> groupBy = byClause("group") ? expressions() : List.of();
        List<Expression> pivot = tokens.accept("pivot") ? expressions() : List.of();
        List<Query.Order> orderBy = byClause("order") ? orders() : List.of();
        long skipping = tokens.accept("skipping") ? count(0) : 0;
        long limit = tokens.accept("limit") ? count(Query.NO_LIMIT) : Query.NO_LIMIT;
        long offset = tokens.accept("offset") ? count(0) : 0;
        Map<Expression, String> labels = tokens.accept("label") ? texts("a label") : Map.of();
        Map<Expression, String> formats = tokens.accept("format") ? texts("a pattern") : Map.of();
        boolean noValues = false;
        boolean noFormat = false;
        if (tokens.accept("options")) {
            do {
                if (tokens.accept("no_values")) {
                    noValues = true;
                } else if (tokens.accept("no_format")) {
                    noFormat = true;
                } else {
                    throw tokens.expected("no_values or no_format");
                }
            } while (tokens.peek().kind() != Token.Kind.END);
        }
        end();
        return new Query(
                select,
                where,
                groupBy,
                pivot,
                orderBy,
                skipping,
                limit,
                offset,
                labels,
                formats,
                noValues,
                noFormat,
                tokens.size());
    }

    private List<Expression> selection() {
        return tokens.accept("*") ? List.of() : expressions();
    }

    private boolean byClause(String word) {
        boolean there = tokens.accept(word);
        if (there) {
            tokens.expect("by");
        }
        return there;
    }

    private List<Expression> expressions() {
        List<Expression> expressions = new ArrayList<>();
        do {
            expressions.add(parser.expression());
        } while (tokens.accept(","));
        return List.copyOf(expressions);
    }

    private List<Query.Order> orders() {
        List<Query.Order> orders = new ArrayList<>();
        do {
            Expression by = parser.expression();
            boolean descending = tokens.accept("desc");
            if (!descending) {
                tokens.accept("asc");
            }
            orders.add(new Query.Order(by, descending));
        } while (tokens.accept(","));
        return List.copyOf(orders);
    }

    /** A whole number that is not below the least one. */
    private long count(long least) {
        Token start = tokens.peek();
        boolean negative = tokens.accept("-");
        Token digits = tokens.peek();
        if (digits.kind() != Token.Kind.NUMBER || !digits.text().matches("\\d{1,18}")) {
            throw tokens.expected("a whole number");
        }
        tokens.next();
        long count = negative ? -Long.parseLong(digits.text()) : Long.parseLong(digits.text());
        if (count < least) {
            throw QueryException.at(start.start(), "expected at least " + least + ", found " + count);
        }
        return count;
    }

    private Map<Expression, String> texts(String what) {
        Map<Expression, String> texts = new LinkedHashMap<>();
        do {
            Expression column = parser.expression();
            String text = tokens.string(what);
            if (texts.put(column, text) != null) {
                throw QueryException.at(column.start(), QueryException.quote(column) + " has " + what + " already");
            }
        } while (tokens.accept(","));
        return texts;
    }

    private void end() {
        if (tokens.peek().kind() != Token.Kind.END) {
            throw tokens.expected(
                    "the next clause or the end (clauses stand in the order select, where, group by, pivot,"
                            + " order by, skipping, limit, offset, label, format, options)");
        }
    }
}
