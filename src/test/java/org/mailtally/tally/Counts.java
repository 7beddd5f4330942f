package org.mailtally.tally;

import java.io.IOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mailtally.pattern.LinePattern;
import org.mailtally.source.Place;
import org.mailtally.source.file.OpenLog;

/** Trackers over a log, and what their tasks add up to. */
final class Counts {

    private final Trackers trackers;

    /** @param patterns the trackers, each named by its pattern's letters */
    Counts(String... patterns) {
        List<TrackerDefinition> definitions = List.of(patterns).stream()
                .map(pattern -> new TrackerDefinition(name(pattern), pattern, LinePattern.compile(pattern)))
                .toList();
        trackers = new Trackers(() -> definitions);
    }

    Trackers trackers() {
        return trackers;
    }

    static String name(String pattern) {
        return pattern.replaceAll("[^A-Za-z]", "");
    }

    /** All trackers at a place. */
    Map<String, Place> all(Place place) {
        return trackers.names().stream().collect(Collectors.toMap(name -> name, name -> place));
    }

    /** The tally of a log from its start to where it ends. */
    Tally whole(OpenLog log) throws IOException {
        return tally(log, log.start(), trackers.names());
    }

    Tally tally(OpenLog log, Place from, List<String> names) throws IOException {
        return trackers.aggregate(trackers.filter(
                new Task.OfPortion(LogUnderTest.portion(log, from), Set.copyOf(names), trackers.now(), null)));
    }

    /** Counts task after task, as the route does, and keeps what is asked for; the sums are per key. */
    Map<Key, Long> run(OpenLog log, Map<String, Place> places, Set<String> recounting, List<Tally> tallies)
            throws IOException {
        Map<Key, Long> sums = new HashMap<>();
        Iterator<@Nullable Task> tasks = trackers.tasks(log, trackers.now(), places, recounting);
        while (tasks.hasNext()) {
            Task task = tasks.next();
            if (task != null) {
                Tally tally = trackers.aggregate(trackers.filter(task));
                tallies.add(tally);
                tally.entries().forEach(entry -> sums.merge(entry.key(), entry.count(), Long::sum));
            }
        }
        return sums;
    }

    /** The counts of one tracker and step, by start. */
    static Map<String, Long> of(Tally tally, String tracker, Step step) {
        return tally.entries().stream()
                .filter(entry ->
                        entry.key().tracker().equals(tracker) && entry.key().step() == step)
                .collect(Collectors.toMap(
                        entry -> Step.name(entry.key().start()), Tally.Entry::count, Long::sum, TreeMap::new));
    }

    static Map<Key, Long> byKey(Tally tally) {
        return tally.entries().stream().collect(Collectors.toMap(Tally.Entry::key, Tally.Entry::count));
    }
}
