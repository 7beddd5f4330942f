package org.mailtally.store;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mailtally.source.Log;
import org.mailtally.source.Place;
import org.mailtally.tally.Definitions;

/**
 * What a source opened for one poll: a log, and what the source must find in the store before its lines are counted. The
 * defaults suit a source whose logs are known by their names and are never rewritten. For one thread.
 */
public interface Opened extends Closeable {

    /** The log; null where nothing changed, so that only windows without a line are to be stored. */
    @Nullable
    Log log();

    /** What is looked up before the checkpoints, in this order: which log it is, and what the source keeps of it. */
    default List<Lookup> lookups(Definitions definitions) {
        return List.of();
    }

    /** Called when a lookup has no more to find, and for each when the poll ends, done or not. */
    default void ended(Lookup lookup) {}

    /** Whether nothing of it is to be counted in this poll, as far as is known now. */
    default boolean isRefused() {
        return false;
    }

    /** Whether the log still is what was counted of it. */
    default Continuity continuity() {
        return Continuity.UNCHANGED;
    }

    /**
     * Takes note that all there was to count is stored.
     *
     * @param reachedByAll gives the place that every tracker has reached; null where they are at different places
     * @throws IOException where the log cannot be read any more
     */
    default void done(Supplier<@Nullable Place> reachedByAll) throws IOException {}
}
