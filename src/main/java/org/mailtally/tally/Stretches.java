package org.mailtally.tally;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mailtally.log.OpenLog;
import org.mailtally.log.Place;
import org.mailtally.log.Portion;

/**
 * The stretches of one log that are yet to be counted: those trackers first that have come furthest, so that a new
 * tracker's past does not keep new lines waiting; then those behind, up to where they meet the others.
 *
 * <p>Which stretch comes next depends on how far the one before was read, so the next one is found out when it is asked
 * for, and the end is told by a null: {@link #hasNext} is true until then, as Camel's splitter allows. Not thread-safe.
 */
final class Stretches implements Iterator<@Nullable Stretch> {

    private final OpenLog log;
    private final Definitions definitions;
    private final BooleanSupplier inForce;
    private final Map<String, Place> places;
    private final Set<String> recounting;
    private final long portionBytes;
    private final Set<Long> exhausted = new HashSet<>();
    private Stretch.@Nullable OfLog last;
    private boolean ended;

    /**
     * @param definitions the definitions that the trackers count by
     * @param inForce whether they still are in force: where not, nothing more is counted by them
     * @param places how far each tracker has counted this log
     * @param recounting the trackers that count it anew, which takes one stretch to its end
     * @param portionBytes the bytes after which a portion may end
     */
    Stretches(
            OpenLog log,
            Definitions definitions,
            BooleanSupplier inForce,
            Map<String, Place> places,
            Set<String> recounting,
            long portionBytes) {
        this.log = log;
        this.definitions = definitions;
        this.inForce = inForce;
        this.places = new HashMap<>(places);
        this.recounting = recounting;
        this.portionBytes = portionBytes;
    }

    @Override
    public boolean hasNext() {
        return !ended;
    }

    @Override
    public @Nullable Stretch next() {
        if (ended) {
            throw new NoSuchElementException();
        }
        settleLast();
        try {
            last = find();
        } catch (IOException e) {
            ended = true;
            throw new UncheckedIOException(e);
        }
        ended = last == null;
        return last;
    }

    private void settleLast() {
        Stretch.OfLog done = last;
        if (done == null) {
            return;
        }
        Place end = done.portion().end();
        if (end.position() == done.portion().start().position()) {
            exhausted.add(end.position());
        }
        done.trackers().forEach(tracker -> places.put(tracker, end));
        Place furthest = places.values().stream()
                .max(Comparator.comparingLong(Place::position))
                .orElse(end);
        long least = places.values().stream().mapToLong(Place::position).min().orElse(end.position());
        log.counted(furthest, least);
    }

    private Stretch.@Nullable OfLog find() throws IOException {
        if (!inForce.getAsBoolean()) {
            return null;
        }
        TreeMap<Long, Place> byPosition = new TreeMap<>();
        places.values().forEach(place -> byPosition.put(place.position(), place));
        for (Place place : byPosition.descendingMap().values()) {
            if (exhausted.contains(place.position())) {
                continue;
            }
            Long meeting = byPosition.higherKey(place.position());
            Set<String> here = at(place);
            boolean anew = here.stream().anyMatch(recounting::contains);
            long most = meeting == null ? portionBytes : Math.min(portionBytes, meeting - place.position());
            Portion portion = log.portion(place, anew ? Long.MAX_VALUE : most);
            if (portion != null) {
                return new Stretch.OfLog(portion, here, definitions);
            }
        }
        log.countedByAll();
        return null;
    }

    private Set<String> at(Place place) {
        return places.entrySet().stream()
                .filter(entry -> entry.getValue().position() == place.position())
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }
}
