package org.mailtally;

import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.mailtally.pattern.LinePattern;
import org.mailtally.tally.TrackerDefinition;

/**
 * A tracker as operators write it in {@code routes/trackers.camel.yaml}: a bean whose name is the tracker's.
 *
 * <p>Made by Camel through its setters; not changed after that.
 */
public final class Tracker {

    private @Nullable String label;
    private @Nullable LinePattern pattern;
    private @Nullable String by;

    /** What people call it; the bean's name where it is left out. */
    public void setLabel(String label) {
        this.label = label;
    }

    /**
     * The regular expression that its lines match.
     *
     * @throws PatternSyntaxException where it is wrong, with the place of the fault
     */
    public void setPattern(String pattern) {
        this.pattern = LinePattern.written(pattern);
    }

    /** What its counts are broken down by: {@code host}, or a named group of the pattern; nothing where it is left out. */
    public void setBy(String by) {
        this.by = by;
    }

    /** The definition of the tracker that is bound under a name. */
    TrackerDefinition named(String name) {
        LinePattern known = pattern;
        if (known == null) {
            throw new IllegalArgumentException("tracker '" + name + "' has no pattern: add  pattern: '…'");
        }
        String called = label;
        String value = by;
        return new TrackerDefinition(
                name,
                called == null || called.isBlank() ? name : called,
                known,
                value == null || value.isBlank() ? null : value.strip());
    }
}
