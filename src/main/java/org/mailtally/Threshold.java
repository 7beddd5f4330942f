package org.mailtally;

import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.mailtally.alert.Watched;
import org.mailtally.check.Thresholds;

/**
 * A threshold as operators write it in {@code routes/thresholds.camel.yaml}: the check that is run every {@code alerts.every}, so
 * that an alert is sent when its answer changes. The bean's name is the threshold's.
 *
 * <p>Made by Camel through its setters; not changed after that.
 */
public final class Threshold {

    private static final int MOST_MINUTES = 60 * 24 * 366;

    private @Nullable String tracker;
    private int minutes = 60;
    private @Nullable String warning;
    private @Nullable String critical;

    /** The tracker whose count is judged, or {@code lines}. */
    public void setTracker(String tracker) {
        this.tracker = tracker;
    }

    /** How many of the last minutes are counted; 60 where it is left out. */
    public void setMinutes(int minutes) {
        this.minutes = minutes;
    }

    /** The range outside of which it is a warning; none where it is left out. */
    public void setWarning(String warning) {
        this.warning = warning;
    }

    /** The range outside of which it is critical; none where it is left out. */
    public void setCritical(String critical) {
        this.critical = critical;
    }

    /** What is watched by the threshold that is bound under a name. */
    Watched named(String name) {
        String known = tracker;
        if (known == null || known.isBlank()) {
            throw new IllegalArgumentException("threshold '" + name + "' has no tracker: add  tracker: outgoing");
        }
        return new Watched(name, known.strip(), minutes, text(warning), text(critical));
    }

    /**
     * Refuses a threshold that could never be judged.
     *
     * @throws IllegalArgumentException in one line
     */
    void check(String name, Collection<String> trackers) {
        Watched watched = named(name);
        if (!trackers.contains(watched.tracker())) {
            throw new IllegalArgumentException(
                    "no such tracker '" + watched.tracker() + "'; there are: " + String.join(", ", trackers));
        }
        if (minutes < 1 || minutes > MOST_MINUTES) {
            throw new IllegalArgumentException("minutes " + minutes + " is not a number from 1 to " + MOST_MINUTES);
        }
        Thresholds.parse(watched.warning(), watched.critical());
    }

    private static String text(@Nullable String range) {
        return range == null ? "" : range.strip();
    }
}
