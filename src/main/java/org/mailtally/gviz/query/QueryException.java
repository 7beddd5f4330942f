package org.mailtally.gviz.query;

import org.mailtally.gviz.table.Notice;
import org.mailtally.gviz.table.Reason;

/** A query that cannot be answered; its message is the detail a client gets. */
public final class QueryException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final int LONGEST_QUOTATION = 60;

    private final Reason reason;

    QueryException(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    /** A fault of the query's text or of what it means for the table. */
    static QueryException invalid(String message) {
        return new QueryException(Reason.INVALID_QUERY, message);
    }

    /** A fault at a place in the query's text, whose first character is number 1. */
    public static QueryException at(int offset, String message) {
        return invalid(message + " at character " + (offset + 1));
    }

    /** A sound query that asks for more than is done. */
    public static QueryException tooMuch(String message) {
        return new QueryException(Reason.UNSUPPORTED_QUERY_OPERATION, message);
    }

    /** A piece of the query as a message repeats it: short, and in quotation marks. */
    public static String quote(String piece) {
        return "\"" + shorten(piece) + "\"";
    }

    /** An expression as a message repeats it: short, its names in back-quotes. */
    public static String quote(Expression expression) {
        return shorten(expression.text());
    }

    private static String shorten(String piece) {
        return piece.length() <= LONGEST_QUOTATION ? piece : piece.substring(0, LONGEST_QUOTATION) + "\u2026";
    }

    public Notice notice() {
        return new Notice(reason, String.valueOf(getMessage()));
    }
}
