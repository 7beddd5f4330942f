package org.mailtally.reload;

import java.util.regex.PatternSyntaxException;

/** The place of a pattern's fault in the YAML line that it stands in. */
final class PatternPlace {

    private PatternPlace() {}

    /**
     * The index in a line of what a pattern's fault is about.
     *
     * @param line the line
     * @param start where the value begins, its quote included
     * @return -1 where the value goes on over several lines, or is written with escapes
     */
    static int find(String line, int start, PatternSyntaxException fault) {
        String pattern = fault.getPattern();
        int index = fault.getIndex();
        if (index < 0 || index > pattern.length() || start >= line.length()) {
            return -1;
        }
        char quote = line.charAt(start);
        boolean quoted = quote == '\'';
        if (quote == '"' || quote == '|' || quote == '>') {
            return -1;
        }
        int at = quoted ? start + 1 : start;
        for (int i = 0; i < index; i++) {
            if (at >= line.length() || line.charAt(at) != pattern.charAt(i)) {
                return -1;
            }
            at += quoted && pattern.charAt(i) == '\'' ? 2 : 1;
        }
        return at;
    }
}
