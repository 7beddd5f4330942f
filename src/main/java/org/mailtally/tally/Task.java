package org.mailtally.tally;

import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailtally.source.Portion;

/** What is counted and stored in one go. */
public sealed interface Task {

    /**
     * A portion of one log, for the trackers that have not counted it yet.
     *
     * @param portion the portion
     * @param trackers the names of the trackers; {@link Trackers#LINES} may be among them
     * @param definitions the definitions that they are counted by
     * @param counter counts it, or knows its tally; null where nothing is known of it
     */
    record OfPortion(Portion portion, Set<String> trackers, Definitions definitions, @Nullable Counter counter)
            implements Task {}

    /** Counts a task of a log. */
    @FunctionalInterface
    interface Counter {
        /**
         * The tally.
         *
         * @throws IOException where the log cannot be read, or changed while it was
         */
        Tally tally(OfPortion task) throws IOException;
    }

    /**
     * A window that ended while the logs were followed to their ends.
     *
     * @param source the source's name
     * @param window the window's start, in epoch seconds
     */
    record OfSilence(String source, long window) implements Task {}
}
