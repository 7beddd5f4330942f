package org.mailtally.gviz.evaluation;

/** SQL's text patterns. */
final class Like {
    private Like() {}

    /**
     * Whether a whole text has the form of a pattern, in which {@code %} stands for any text and {@code _} for any character.
     * When a piece does not fit, only the last {@code %} before it need take one character more, so the time is at most the
     * product of both lengths.
     */
    static boolean matches(String pattern, String text) {
        int p = 0;
        int t = 0;
        int afterPercent = -1;
        int retry = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '%') {
                afterPercent = ++p;
                retry = t;
            } else if (p < pattern.length() && (pattern.charAt(p) == '_' || pattern.charAt(p) == text.charAt(t))) {
                p++;
                t++;
            } else if (afterPercent >= 0) {
                p = afterPercent;
                t = ++retry;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '%') {
            p++;
        }
        return p == pattern.length();
    }
}
