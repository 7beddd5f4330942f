package org.mailtally.gviz.table;

import java.util.regex.Pattern;

/**
 * One entry of an answer's warnings or errors.
 *
 * @param detail what exactly is the matter, in one line for a person; empty when the reason says it all
 */
public record Notice(Reason reason, String detail) {
    private static final Pattern LINE_BREAKING = Pattern.compile("[\\p{Cc}\\u2028\\u2029]+");
    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s\"'<>&]+");

    public Notice {
        detail = LINE_BREAKING.matcher(detail).replaceAll(" ").strip();
    }

    public Notice(Reason reason) {
        this(reason, "");
    }

    /** Both sentences in one line: {@code Invalid query. Column "x" is not in the table}. */
    public String sentence() {
        return detail.isEmpty() ? reason.message() : reason.message() + ". " + detail;
    }

    /** The detail as JSON clients get it: an address to sign in at becomes a link, the one element they show. */
    public String detailForClients() {
        return reason == Reason.USER_NOT_AUTHENTICATED
                        && ADDRESS.matcher(detail).matches()
                ? "<a target=\"_blank\" href=\"" + detail + "\">Sign in</a>"
                : detail;
    }
}
