package org.mailtally;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.model.BeanFactoryDefinition;
import org.apache.camel.model.Model;
import org.mailtally.tally.TrackerDefinition;

/** The trackers that the route files define, in the order of their file; none until they are taken. Thread-safe. */
final class TrackerBeans implements Supplier<List<TrackerDefinition>> {

    private volatile List<TrackerDefinition> definitions = List.of();

    @Override
    public List<TrackerDefinition> get() {
        return definitions;
    }

    /**
     * Takes the trackers of a context whose route files are loaded.
     *
     * @throws UserError where one is wrong, or there is none
     */
    void take(CamelContext context) {
        List<TrackerDefinition> found = new ArrayList<>();
        Model model = context.getCamelContextExtension().getContextPlugin(Model.class);
        for (BeanFactoryDefinition<?> bean : model.getCustomBeans()) {
            Tracker tracker = context.getRegistry().lookupByNameAndType(bean.getName(), Tracker.class);
            if (tracker != null) {
                try {
                    found.add(tracker.named(bean.getName()));
                } catch (IllegalArgumentException e) {
                    throw new UserError("routes: " + e.getMessage());
                }
            }
        }
        if (found.isEmpty()) {
            throw new UserError(
                    "routes/trackers.camel.yaml defines no tracker, so there is nothing to count: add a bean of type "
                            + Tracker.class.getName());
        }
        definitions = List.copyOf(found);
    }
}
