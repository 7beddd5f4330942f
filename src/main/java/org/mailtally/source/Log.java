package org.mailtally.source;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One stream of lines of a source, opened: what the pipeline needs of it, be it a file, a partition or lines from memory.
 *
 * <p>Its name never changes, and a position in it only grows. Of its portions one is read at a time, by whichever thread;
 * else it is not thread-safe. What is not overridden is that of a source of which nothing is noted.
 */
public interface Log {

    /** What people call it at present, as a file's path. */
    String name();

    /** The name that never changes. Only where it is settled. */
    LogId id();

    /** Whether it is known which log this is, and its lines can be counted. */
    boolean isSettled();

    /** The beginning of what can be read of it: where a tracker without a checkpoint starts. Only where it is settled. */
    Place start();

    /** How many times it is known to have been rewritten; its counts belong to that rewriting. */
    default int rewriting() {
        return 0;
    }

    /**
     * The portion from a place on.
     *
     * @param most how far the portion may reach, in positions: more than a block holds, or exactly up to the start of a line;
     *     {@link Long#MAX_VALUE} for all there is, in one portion, as a recount needs it
     * @return null where there is nothing to count from there, for now
     * @throws ChangedLogException where what lies before the place is not what was counted
     * @throws IOException where it cannot be read
     */
    @Nullable
    Portion portion(Place from, long most) throws IOException;

    /**
     * Takes note of how far it is counted.
     *
     * @param furthest the place of the tracker that is furthest ahead
     * @param least the position of the one that is furthest behind
     */
    default void counted(Place furthest, long least) {}

    /** Each active tracker has counted it to its end; the last of it may still have to be stored. */
    default void countedByAll() {}

    /** A later reading of a tracker is counted by another process; how far that has come is not known here. */
    default void countedElsewhere() {}

    /**
     * Takes note, where each active tracker has counted it, that all of it is stored.
     *
     * @throws IOException where it cannot be read any more
     */
    default void stored() throws IOException {}

    /** Takes note of why reading broke off. */
    default void brokeOff(IOException reason) {}
}
