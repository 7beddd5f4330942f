package org.mailtally;

import java.util.Optional;
import org.mailtally.reload.RouteCheck;
import org.mailtally.tally.TrackerDefinition;

/** The trackers among the beans of the route files: those of type {@link Tracker}. */
final class TrackerBeans implements RouteCheck.TrackerBeans {

    @Override
    public Optional<TrackerDefinition> definition(String name, Object bean) {
        return bean instanceof Tracker tracker ? Optional.of(tracker.named(name)) : Optional.empty();
    }
}
