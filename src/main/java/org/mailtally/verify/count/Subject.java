package org.mailtally.verify.count;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What is counted: the lines of a tracker, or those of them that have one by-value.
 *
 * @param tracker the tracker's name
 * @param value the by-value; null of the tracker itself
 */
public record Subject(String tracker, @Nullable String value) implements Comparable<Subject> {

    private static final Comparator<Subject> ORDER = Comparator.comparing(Subject::tracker, StoredDefinitions::compare)
            .thenComparing(subject -> subject.value == null ? "" : subject.value);

    /** What it is called in the list: {@code deferred-to by example.com}. */
    public String name() {
        return value == null ? tracker : kind() + " " + value;
    }

    /** What it is added up under in the end: the tracker, or all by-values of it. */
    public String kind() {
        return value == null ? tracker : tracker + " by";
    }

    @Override
    public int compareTo(Subject other) {
        return ORDER.compare(this, other);
    }
}
