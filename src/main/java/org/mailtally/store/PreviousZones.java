package org.mailtally.store;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.Document;

/** The trackers that were once counted under another {@code maillog.zone} than the active one. Thread-safe. */
final class PreviousZones {

    private final String zone;
    private final Set<String> trackers = ConcurrentHashMap.newKeySet();

    /** @param zone the active zone */
    PreviousZones(String zone) {
        this.zone = zone;
    }

    /** Takes note of a reading that is stored. */
    void note(Document reading) {
        if (!zone.equals(reading.getString("zone"))) {
            trackers.add(reading.getString("tracker"));
        }
    }

    /** The trackers, as far as readings of them were noted. */
    Set<String> trackers() {
        return Set.copyOf(trackers);
    }
}
