package org.mailtally.alert;

/** Why an alert is sent. */
enum Kind {
    /** It got worse, or better but not well. */
    CHANGED(""),
    /** It is as bad as it was for a while. */
    REMINDER("still "),
    /** It is well again. */
    RECOVERED("again ");

    private final String word;

    Kind(String word) {
        this.word = word;
    }

    /** The word before a state in a subject. */
    String word() {
        return word;
    }
}
