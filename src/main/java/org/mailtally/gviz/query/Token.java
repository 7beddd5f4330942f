package org.mailtally.gviz.query;

import java.util.Locale;

/**
 * A word of the query language.
 *
 * @param text what it says, without the quotes of a string or a back-quoted name
 * @param start where it begins in the query, counted from 0
 */
record Token(Kind kind, String text, int start) {
    enum Kind {
        NAME,
        QUOTED_NAME,
        STRING,
        NUMBER,
        SYMBOL,
        END
    }

    /** Whether it is this keyword, in any case of letters, or this symbol. */
    boolean is(String word) {
        return (kind == Kind.NAME || kind == Kind.SYMBOL) && text.equalsIgnoreCase(word);
    }

    /** A name in lower case, as keywords and functions are looked up. */
    String word() {
        return kind == Kind.NAME ? text.toLowerCase(Locale.ROOT) : "";
    }

    /** As an error repeats it. */
    String found() {
        return kind == Kind.END ? "the end" : QueryException.quote(text);
    }
}
