package org.mailtally.tally;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mailtally.source.Place;

/**
 * What a task adds: a count for each tracker and each window, hour and day that was read, be it 0. Thread-safe.
 *
 * @param log the id of the log, or, of a silence, the name of the source
 * @param start the place that the task begins at; null of a silence
 * @param end the place that the rows hold the lines up to; null of a silence
 * @param entries the counts: many after a long silence, so they are made when they are requested
 * @param breakDowns what the counts of the trackers that have a {@code by} are made of, each tracker's in the order of
 *     steps and time; those without a match have none
 * @param trackers the trackers that were counted
 * @param definitions the definitions that they were counted by
 * @param recount counts the same task again; null of a silence
 */
public record Tally(
        String log,
        @Nullable Place start,
        @Nullable Place end,
        List<Entry> entries,
        List<BreakDown> breakDowns,
        List<String> trackers,
        Definitions definitions,
        @Nullable Recount recount) {

    /**
     * One count.
     *
     * @param key what is counted
     * @param count how many lines
     * @param silent whether no line at all fell into it, so that it lies inside a silence
     */
    public record Entry(Key key, long count, boolean silent) {}

    /** The counting of the same task once more. Thread-safe. */
    public interface Recount {
        /** The tally in which a key's lines below its byte are left out. */
        Tally from(Map<Key, Long> bytes) throws IOException;

        /** Counts the lines of values whose names are settled. */
        void count(Map<Key, NamedValues> values) throws IOException;
    }

    /** Whether this is a window in which no line came from any log. */
    public boolean isSilence() {
        return end == null;
    }
}
