package org.mailtally.tally;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The trackers that are active at one instant. An edit activates others; what was begun by these is then dropped.
 *
 * @param list in the order of their file; the built-in tracker is not among them
 * @param edit how many edits that change what is counted, or recounts, came before: so an edit back to these is distinguished from none
 */
public record Definitions(List<TrackerDefinition> list, int edit) {

    /** Copies the list. */
    public Definitions {
        list = List.copyOf(list);
    }

    /** Definitions before any edit. */
    public Definitions(List<TrackerDefinition> list) {
        this(list, 0);
    }

    /** The names of all trackers, the built-in one last. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        list.forEach(definition -> names.add(definition.name()));
        names.add(Trackers.LINES);
        return names;
    }

    /** Whether the same lines are counted under the same names: labels and order make no difference. */
    @SuppressWarnings("ReferenceEquality") // the same list, mostly: not worth the time of comparing, nor of learning to
    public boolean countAs(Definitions other) {
        return list == other.list || counted().equals(other.counted());
    }

    /** The trackers that are not among others, or count other lines there. */
    public List<TrackerDefinition> notIn(Definitions others) {
        Set<TrackerDefinition> known = others.counted();
        return list.stream()
                .filter(definition -> !known.contains(definition.withoutLabel()))
                .toList();
    }

    private Set<TrackerDefinition> counted() {
        return list.stream().map(TrackerDefinition::withoutLabel).collect(Collectors.toSet());
    }

    /** The definition of a tracker; empty of the built-in one, and of one that is not active. */
    public Optional<TrackerDefinition> of(String tracker) {
        return list.stream()
                .filter(definition -> definition.name().equals(tracker))
                .findFirst();
    }
}
