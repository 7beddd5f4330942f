package org.mailtally.verify;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What is counted: the lines of a tracker, or those of them that have one by-value.
 *
 * @param tracker the tracker's name
 * @param value the by-value; null of the tracker itself
 */
record Counted(String tracker, @Nullable String value) implements Comparable<Counted> {

    private static final Comparator<Counted> ORDER = Comparator.comparing(Counted::tracker, Definitions::compare)
            .thenComparing(counted -> counted.value == null ? "" : counted.value);

    /** What it is called in the list: {@code deferred-to by example.com}. */
    String name() {
        return value == null ? tracker : kind() + " " + value;
    }

    /** What it is added up under in the end: the tracker, or all by-values of it. */
    String kind() {
        return value == null ? tracker : tracker + " by";
    }

    @Override
    public int compareTo(Counted other) {
        return ORDER.compare(this, other);
    }
}
