package org.mailtally.tally;

import java.util.Set;
import org.mailtally.log.Portion;

/** What is counted and stored in one go. */
public sealed interface Stretch {

    /**
     * A portion of one log, for the trackers that have not counted it yet.
     *
     * @param portion the portion
     * @param trackers the names of the trackers; {@link Trackers#LINES} may be among them
     * @param definitions the definitions that they are counted by
     */
    record OfLog(Portion portion, Set<String> trackers, Definitions definitions) implements Stretch {}

    /**
     * A window that ended while the logs were followed to their ends.
     *
     * @param source the source's name
     * @param window the window's start, in epoch seconds
     */
    record Silence(String source, long window) implements Stretch {}
}
