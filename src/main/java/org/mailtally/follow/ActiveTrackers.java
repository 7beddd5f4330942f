package org.mailtally.follow;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.mailtally.source.file.Following;
import org.mailtally.tally.Definitions;
import org.mailtally.tally.TrackerDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The trackers that the route files define, in the order of their file; none before the first are activated. Where an
 * edit changes what is counted, every file is handed over again. Thread-safe.
 */
public final class ActiveTrackers implements Supplier<List<TrackerDefinition>> {

    private static final Logger LOG = LoggerFactory.getLogger(ActiveTrackers.class);

    private final SeenFiles seen;
    private final Following following;
    private final PollThread thread;
    private volatile Definitions definitions = new Definitions(List.of());
    private volatile Set<String> recounted = Set.of();

    public ActiveTrackers(SeenFiles seen, Following following, PollThread thread) {
        this.seen = seen;
        this.following = following;
        this.thread = thread;
    }

    @Override
    public List<TrackerDefinition> get() {
        return definitions.list();
    }

    /** Activates other trackers, from this instant on. */
    public synchronized void put(List<TrackerDefinition> next) {
        Definitions before = definitions;
        definitions = new Definitions(next);
        if (definitions.countAs(before)) {
            return;
        }
        List<TrackerDefinition> edited = definitions.notIn(before);
        edited.forEach(ActiveTrackers::reportBound);
        recount(edited.stream().map(TrackerDefinition::name).toList());
    }

    /** Has every file handed over again, for trackers that are recounted. */
    public synchronized void recount(Collection<String> trackers) {
        Set<String> names = new LinkedHashSet<>(following.behind().isEmpty() ? Set.of() : recounted);
        names.addAll(trackers);
        names.retainAll(definitions.names());
        recounted = Set.copyOf(names);
        seen.clear();
        thread.soon();
    }

    private static void reportBound(TrackerDefinition definition) {
        String bound = definition.pattern().bound();
        if (!bound.isEmpty()) {
            LOG.warn("Tracker '{}': {}", definition.name(), bound);
        }
    }

    /** The trackers that logs on disk are being recounted for, in the order of their file; none once that is done. */
    public List<TrackerDefinition> recounted() {
        Set<String> names = following.behind().isEmpty() ? Set.of() : recounted;
        return definitions.list().stream()
                .filter(definition -> names.contains(definition.name()))
                .toList();
    }
}
