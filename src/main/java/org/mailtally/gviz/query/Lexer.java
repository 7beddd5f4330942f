package org.mailtally.gviz.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Cuts a query into its words. */
final class Lexer {
    private static final Set<String> TWO_CHARACTER_SYMBOLS = Set.of("!=", "<>", "<=", ">=");
    private static final String SYMBOLS = "=<>+-*/%(),";

    private final String query;
    private int at;

    private Lexer(String query) {
        this.query = query;
    }

    /** The words in their order, and an END after them. */
    static List<Token> tokens(String query) {
        Lexer lexer = new Lexer(query);
        List<Token> tokens = new ArrayList<>();
        do {
            tokens.add(lexer.next());
        } while (tokens.get(tokens.size() - 1).kind() != Token.Kind.END);
        return tokens;
    }

    private Token next() {
        while (at < query.length() && Character.isWhitespace(query.charAt(at))) {
            at++;
        }
        int start = at;
        if (start == query.length()) {
            return new Token(Token.Kind.END, "", start);
        }
        char c = query.charAt(start);
        if (c == '\'' || c == '"') {
            return quoted(Token.Kind.STRING, c);
        }
        if (c == '`') {
            return quoted(Token.Kind.QUOTED_NAME, c);
        }
        if (isDigit(start) || (c == '.' && isDigit(start + 1))) {
            return number();
        }
        if (Character.isLetter(c) || c == '_') {
            while (at < query.length() && (Character.isLetterOrDigit(query.charAt(at)) || query.charAt(at) == '_')) {
                at++;
            }
            return new Token(Token.Kind.NAME, query.substring(start, at), start);
        }
        return symbol();
    }

    private Token quoted(Token.Kind kind, char quote) {
        int end = query.indexOf(quote, at + 1);
        if (end < 0) {
            throw QueryException.at(
                    at,
                    "the " + (quote == '`' ? "name" : "text") + " that starts with " + quote + " has no " + quote
                            + " at its end, starting");
        }
        Token token = new Token(kind, query.substring(at + 1, end), at);
        at = end + 1;
        return token;
    }

    private Token number() {
        int start = at;
        digits();
        if (at < query.length() && query.charAt(at) == '.') {
            at++;
            digits();
        }
        return new Token(Token.Kind.NUMBER, query.substring(start, at), start);
    }

    private void digits() {
        while (isDigit(at)) {
            at++;
        }
    }

    private Token symbol() {
        int start = at;
        if (start + 1 < query.length() && TWO_CHARACTER_SYMBOLS.contains(query.substring(start, start + 2))) {
            at += 2;
        } else if (SYMBOLS.indexOf(query.charAt(start)) >= 0) {
            at++;
        } else {
            throw QueryException.at(start, "unexpected " + QueryException.quote(query.substring(start, start + 1)));
        }
        return new Token(Token.Kind.SYMBOL, query.substring(start, at), start);
    }

    private boolean isDigit(int index) {
        return index < query.length() && query.charAt(index) >= '0' && query.charAt(index) <= '9';
    }
}
