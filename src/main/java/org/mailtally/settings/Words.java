package org.mailtally.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/** The comparison of words that were typed with those that are known. */
public final class Words {

    /** A placeholder in a route: its key is group 1. */
    public static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\??([^}:]+?)(?::[^}]*)?}}");

    private Words() {}

    /** The known word that is nearest to one that was typed; empty where none is near. */
    public static Optional<String> nearest(String typed, Collection<String> known) {
        int most = Math.max(1, Math.min(3, typed.length() / 2));
        return known.stream()
                .filter(word -> distance(word, typed) <= most)
                .min(Comparator.comparingInt((String word) -> distance(word, typed))
                        .thenComparing(word -> word));
    }

    /** The number of characters to insert, remove or exchange to make one word the other (Levenshtein). */
    public static int distance(String one, String other) {
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
