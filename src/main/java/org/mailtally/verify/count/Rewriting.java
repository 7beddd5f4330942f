package org.mailtally.verify.count;

/**
 * How often a log was rewritten in place, as far as it is counted.
 *
 * @param number how often; 0 where it never was
 * @param claimed the position at which it was found out the last time: it was recounted from its start to beyond that
 */
record Rewriting(int number, long claimed) {

    /** That of a log which never was. */
    static final Rewriting NONE = new Rewriting(0, 0);

    /** Whether some rows may count lines that are gone, so that they are not to be recounted. */
    boolean happened() {
        return number > 0;
    }
}
