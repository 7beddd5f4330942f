package org.mailtally.reload;

import java.util.List;
import org.mailtally.tally.TrackerDefinition;

/**
 * Route files that were found right.
 *
 * @param outline what they define
 * @param trackers the trackers among their beans, in the order of the files
 */
public record CheckedRoutes(Outline outline, List<TrackerDefinition> trackers) {

    /** Copies the list. */
    public CheckedRoutes {
        trackers = List.copyOf(trackers);
    }

    /** The number of routes. */
    public int routes() {
        return outline.routes().size();
    }

    RouteFiles files() {
        return outline.files();
    }
}
