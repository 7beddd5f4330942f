package org.mailtally.gviz.query;

import java.util.List;
import java.util.Set;

/** The words of a query from where the reading has come to. For one thread. */
final class Tokens {
    /** Words that name a column only in back-quotes. */
    private static final Set<String> RESERVED = Set.of(
            "select",
            "where",
            "group",
            "pivot",
            "order",
            "by",
            "skipping",
            "limit",
            "offset",
            "label",
            "format",
            "options",
            "asc",
            "desc",
            "true",
            "false",
            "and",
            "or",
            "not",
            "date",
            "timeofday",
            "datetime",
            "timestamp");

    private final List<Token> tokens;
    private int at;

    Tokens(String query) {
        tokens = Lexer.tokens(query);
    }

    /** How many words there are, without the end. */
    int size() {
        return tokens.size() - 1;
    }

    Token peek() {
        return tokens.get(at);
    }

    Token peekSecond() {
        return tokens.get(Math.min(at + 1, tokens.size() - 1));
    }

    Token next() {
        Token token = peek();
        if (token.kind() != Token.Kind.END) {
            at++;
        }
        return token;
    }

    /** Goes past the next word if it is this one. */
    boolean accept(String word) {
        boolean there = peek().is(word);
        if (there) {
            next();
        }
        return there;
    }

    void expect(String word) {
        if (!accept(word)) {
            throw expected("\"" + word + "\"");
        }
    }

    /** Whether a column's name is next. */
    boolean isName() {
        Token token = peek();
        return token.kind() == Token.Kind.QUOTED_NAME
                || (token.kind() == Token.Kind.NAME && !RESERVED.contains(token.word()));
    }

    String string(String what) {
        if (peek().kind() != Token.Kind.STRING) {
            throw expected(what + " in quotes");
        }
        return next().text();
    }

    /** The error that no name is next, with a hint where it is one that only back-quotes make a name. */
    QueryException expectedName(String what) {
        String hint = peek().kind() == Token.Kind.NAME ? " (a column of that name is written in back-quotes)" : "";
        return QueryException.at(peek().start(), "expected " + what + ", found " + peek().found() + hint);
    }

    /** The error that something else is next. */
    QueryException expected(String what) {
        return QueryException.at(peek().start(), "expected " + what + ", found " + peek().found());
    }
}
