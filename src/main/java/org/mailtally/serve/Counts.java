package org.mailtally.serve;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailtally.counts.Question;

/**
 * The counts that a request of {@code /gviz} or {@code /counts} wants: what an answer is made by, beside what is stored.
 *
 * @param by what its tracker's counts are broken down by; null where they are not
 * @param labels what people call the question's trackers
 */
record Counts(Question question, @Nullable String by, List<String> labels) {

    /** The cells that a count of a value takes: a time, a value and a count, kept in maps first, so that they take twice. */
    static final int VALUE_COLUMNS = 6;
}
