package org.mailtally.pattern;

import java.util.List;

/**
 * The literals of which every line that a pattern matches holds one. Immutable and thread-safe.
 *
 * @param options the choices that there are: of each one a matching line holds at least one literal, a character for each
 *     byte; the longest come first; empty where the pattern requires none that are known
 * @param ignoreCase whether they may stand there in other cases of letters
 */
record LineLiterals(List<List<String>> options, boolean ignoreCase) {

    private static final String IGNORE_CASE = "(?i)";

    /** Those of a pattern over bytes. */
    static LineLiterals of(String pattern) {
        boolean ignoreCase = pattern.startsWith(IGNORE_CASE);
        String rest = ignoreCase ? pattern.substring(IGNORE_CASE.length()) : pattern;
        return new LineLiterals(RequiredLiterals.options(rest), ignoreCase);
    }

    /** The longest ones; empty where there are none. */
    List<String> texts() {
        return options.isEmpty() ? List.of() : options.get(0);
    }
}
