package org.mailtally.pattern;

/**
 * A walk over a pattern's text, from one character or escape to the next; quotes are passed over. A bracket right at the
 * start of a class does not close it. Not thread-safe.
 */
final class PatternWalk {

    private final String text;
    private int at;
    private int next;
    private int classDepth;
    private int classStart;

    PatternWalk(String text) {
        this.text = text;
    }

    /** Goes on to the next character or escape; false at the end. */
    boolean next() {
        follow();
        at = next;
        if (text.startsWith("\\Q", at)) {
            int end = text.indexOf("\\E", at);
            at = end < 0 ? text.length() : end + 2;
        }
        if (at >= text.length()) {
            return false;
        }
        next = at + (text.charAt(at) == '\\' ? 2 : 1);
        return true;
    }

    private void follow() {
        boolean isText = next == at + 1;
        if (isText && text.charAt(at) == '[') {
            classDepth++;
            classStart = text.startsWith("^", at + 1) ? at + 2 : at + 1;
        } else if (isText && text.charAt(at) == ']' && classDepth > 0 && at > classStart) {
            classDepth--;
        }
    }

    /** Where it is. */
    int at() {
        return at;
    }

    /** Whether what begins here stands in a class. */
    boolean inClass() {
        return classDepth > 0;
    }
}
