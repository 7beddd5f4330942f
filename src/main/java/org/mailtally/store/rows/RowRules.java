package org.mailtally.store.rows;

import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.mailtally.source.Place;
import org.mailtally.store.Horizons;
import org.mailtally.store.Readings;
import org.mailtally.tally.Key;
import org.mailtally.tally.Tally;

/**
 * What decides whether and by which reading a row is written. Thread-safe.
 *
 * @param source the source's name: the log of the rows in which no line came
 * @param byLimit the values of a window, hour or day and log that have rows of their own
 */
record RowRules(Readings readings, Horizons horizons, String source, int byLimit) {

    /** The reading by which the row of a key is written; null where it is not: below its horizon, or counted elsewhere. */
    @Nullable
    String reading(Tally tally, Key key) {
        Place end = tally.end();
        return horizons.isBelow(key)
                ? null
                : readings.of(tally.definitions(), key.tracker(), end == null ? 0 : end.rewriting());
    }

    /** Whether the lines that a row counts are no longer in the log, which was rewritten. */
    boolean isGone(Tally tally, Document row) {
        int rewriting = Objects.requireNonNull(tally.end()).rewriting();
        return readings.rewritings()
                .isGone(tally.log(), row.getString("reading"), Row.number(row, "position"), rewriting);
    }
}
