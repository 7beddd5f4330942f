package org.mailtally;

import java.util.regex.Pattern;

/** The comparison of words that were typed with those that are known. */
final class Words {

    /** A placeholder in a route: its key is group 1. */
    static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\??([^}:]+?)(?::[^}]*)?}}");

    private Words() {}

    /** The number of characters to insert, remove or exchange to make one word the other (Levenshtein). */
    static int distance(String one, String other) {
        int[] previous = new int[other.length() + 1];
        for (int j = 0; j < previous.length; j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] current = new int[other.length() + 1];
            current[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int exchanged = previous[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(exchanged, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[other.length()];
    }
}
