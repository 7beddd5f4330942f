package org.mailtally.store;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.mailtally.tally.Definitions;

/**
 * The trackers of which rows of by-values may be stored that another reading than the active one made: they are replaced
 * with the tracker's rows. Thread-safe.
 */
final class BrokenDown {

    private final DefinitionHashes hashes;
    private final Set<String> trackers = ConcurrentHashMap.newKeySet();

    BrokenDown(DefinitionHashes hashes) {
        this.hashes = hashes;
    }

    /**
     * Takes note of a stored reading.
     *
     * @param newest the last one of its tracker
     */
    void note(Definitions definitions, Document reading, @Nullable Document newest) {
        String tracker = reading.getString("tracker");
        boolean isActive =
                reading.equals(newest) && hashes.of(definitions, tracker).equals(reading.getString("definition"));
        if (reading.containsKey("by") && !isActive) {
            trackers.add(tracker);
        }
    }

    /**
     * The trackers.
     *
     * @param rewriting how often the log was rewritten: after that all that are broken down
     */
    Set<String> before(Definitions definitions, int rewriting) {
        Set<String> found = new HashSet<>(trackers);
        if (rewriting > 0) {
            definitions.names().stream()
                    .filter(tracker -> DefinitionHashes.by(definitions, tracker) != null)
                    .forEach(found::add);
        }
        return found;
    }
}
