package org.mailtally.tally;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mailtally.pattern.LineMatcher;
import org.mailtally.pattern.LinePattern;

/**
 * A tracker as it was defined: which lines are counted, and what people call them.
 *
 * @param name its name, of the form {@code [A-Za-z][A-Za-z0-9_-]{0,63}}, and not {@code lines}
 * @param label what people call it
 * @param pattern the regular expression that its lines match
 * @param by what its counts are broken down by: {@code host}, or a named group of the pattern; null for nothing
 */
public record TrackerDefinition(String name, String label, LinePattern pattern, @Nullable String by) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");

    /** @throws IllegalArgumentException where the name is not one, or there is no such group; said in one line */
    public TrackerDefinition {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("tracker '" + name
                    + "': a name begins with a letter and has at most 64 letters, digits, '_' and '-': rename it");
        }
        if (name.equals(Trackers.LINES)) {
            throw new IllegalArgumentException(
                    "tracker 'lines': that name belongs to the built-in tracker of all lines: rename it");
        }
        if (by != null && !by.equals(ByValue.HOST) && !pattern.hasGroup(by)) {
            throw new IllegalArgumentException("tracker '" + name + "': by: " + by
                    + ": its pattern has no group of that name: write one as (?<" + by + ">…), or  by: host");
        }
    }

    /** A tracker that is not broken down. */
    public TrackerDefinition(String name, String label, LinePattern pattern) {
        this(name, label, pattern, null);
    }

    /** The search for its lines, and for their values where they are broken down; for one thread. */
    LineMatcher matcher() {
        return pattern.matcher(
                by == null ? null : pattern.hasGroup(by) ? new ByValue.OfGroup(by) : new ByValue.OfHost());
    }

    /** What it counts, whatever people call it. */
    TrackerDefinition withoutLabel() {
        return new TrackerDefinition(name, "", pattern, by);
    }
}
