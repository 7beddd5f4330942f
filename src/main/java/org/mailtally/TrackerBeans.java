package org.mailtally;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.mailtally.reload.RouteCheck;
import org.mailtally.tally.TrackerDefinition;
import org.mailtally.tally.Trackers;

/** The trackers among the beans of the route files: those of type {@link Tracker}; and the thresholds that name some. */
final class TrackerBeans implements RouteCheck.TrackerBeans {

    @Override
    public Optional<TrackerDefinition> definition(String name, Object bean) {
        return bean instanceof Tracker tracker ? Optional.of(tracker.named(name)) : Optional.empty();
    }

    @Override
    public void check(String name, Object bean, List<TrackerDefinition> defined) {
        if (bean instanceof Threshold threshold) {
            threshold.check(
                    name,
                    Stream.concat(defined.stream().map(TrackerDefinition::name), Stream.of(Trackers.LINES))
                            .toList());
        }
    }
}
