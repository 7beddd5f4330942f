package org.mailtally.gviz.table;

import java.util.Locale;

/** Why an answer is an error or carries a warning: the codes of protocol 0.6 with the sentence each stands for. */
public enum Reason {
    ACCESS_DENIED("Access denied"),
    USER_NOT_AUTHENTICATED("User not signed in"),
    UNSUPPORTED_QUERY_OPERATION("Unsupported query operation"),
    INVALID_QUERY("Invalid query"),
    INVALID_REQUEST("Invalid request"),
    INTERNAL_ERROR("Internal error"),
    NOT_SUPPORTED("Operation not supported"),
    UNKNOWN_DATA_SOURCE_ID("Unknown data source"),
    ILLEGAL_FORMATTING_PATTERNS("Illegal formatting patterns"),
    OTHER("Could not complete request"),
    /** The table is the one whose {@code sig} the client sent: it keeps what it has. */
    NOT_MODIFIED("Data not modified"),
    /** Rows were left out: a warning. */
    DATA_TRUNCATED("Retrieved data was truncated"),
    /** Said by clients of themselves; here because the protocol reserves it. */
    TIMEOUT("Request timeout");

    private final String code = name().toLowerCase(Locale.ROOT);
    private final String message;

    Reason(String message) {
        this.message = message;
    }

    /** The word the protocol uses, such as {@code invalid_query}. */
    public String code() {
        return code;
    }

    public String message() {
        return message;
    }
}
