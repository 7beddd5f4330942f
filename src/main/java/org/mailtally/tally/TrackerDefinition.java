package org.mailtally.tally;

import java.util.regex.Pattern;

/**
 * A tracker as it was defined: which lines are counted, and what people call them.
 *
 * @param name its name, of the form {@code [A-Za-z][A-Za-z0-9_-]{0,63}}, and not {@code lines}
 * @param label what people call it
 * @param pattern the regular expression that its lines match
 */
public record TrackerDefinition(String name, String label, LinePattern pattern) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");

    /** @throws IllegalArgumentException where the name is not one, said in one line */
    public TrackerDefinition {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("tracker '" + name
                    + "': a name begins with a letter and has at most 64 letters, digits, '_' and '-': rename it");
        }
        if (name.equals(Trackers.LINES)) {
            throw new IllegalArgumentException(
                    "tracker 'lines': that name belongs to the built-in tracker of all lines: rename it");
        }
    }

    /** What it counts, whatever people call it. */
    TrackerDefinition withoutLabel() {
        return new TrackerDefinition(name, "", pattern);
    }
}
