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
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mailtally.source.Log;
import org.mailtally.source.Place;
import org.mailtally.source.Portion;

/**
 * The tasks of one log that are still to be counted: those trackers first that have come furthest, so that a new
 * tracker's past does not keep new lines waiting; then those behind, up to where they meet the others.
 *
 * <p>Which task comes next depends on how far the one before was read, so the next one is found out when it is
 * requested, and the end is marked by a null: {@link #hasNext} is true until then, as Camel's splitter allows.
 *
 * <p>Each is to be counted before the next one is requested. A splitter that broke off requests all that is left, to let go of
 * it: where the last one was not counted, the end is marked.
 *
 * <p>Where a task was a long one, the next is found out as soon as it is counted, and counted by another thread while
 * the caller stores the first. Nothing of that is stored or noted: where the caller breaks off, nothing of it is left. Not thread-safe.
 */
final class LogTasks implements Iterator<@Nullable Task> {

    /** The bytes of a task from which on there may be enough behind it to be counted ahead. */
    private static final long LONG = 1L << 20;

    private final Log log;
    private final Definitions definitions;
    private final BooleanSupplier active;
    private final Map<String, Place> places;
    private final Set<String> recounting;
    private final long portionBytes;
    private final Task.Counter counter;
    private final @Nullable Executor other;
    private final Set<Long> exhausted = new HashSet<>();
    private Task.@Nullable OfPortion last;
    private @Nullable CountedAhead ahead;
    private boolean isLastCounted;
    private boolean ended;

    /**
     * @param definitions the definitions that the trackers count by
     * @param active whether they still are active: where not, nothing more is counted by them
     * @param places how far each tracker has counted this log
     * @param recounting the trackers that recount it, which takes one task to its end
     * @param portionBytes the bytes after which a portion may end
     * @param other counts ahead; null where nobody does
     */
    LogTasks(
            Log log,
            Definitions definitions,
            BooleanSupplier active,
            Map<String, Place> places,
            Set<String> recounting,
            long portionBytes,
            Task.Counter counter,
            @Nullable Executor other) {
        this.log = log;
        this.definitions = definitions;
        this.active = active;
        this.places = new HashMap<>(places);
        this.recounting = recounting;
        this.portionBytes = portionBytes;
        this.counter = counter;
        this.other = other;
    }

    @Override
    public boolean hasNext() {
        return !ended;
    }

    @Override
    public @Nullable Task next() {
        if (ended) {
            throw new NoSuchElementException();
        }
        if (last != null && !isLastCounted) {
            last = null;
            ended = true;
            return null;
        }
        noteLast();
        isLastCounted = false;
        try {
            last = active.getAsBoolean() ? found() : null;
        } catch (IOException e) {
            ended = true;
            throw new UncheckedIOException(e);
        }
        ended = last == null;
        return last;
    }

    /** Notes that the last task is done with. */
    private void noteLast() {
        Task.OfPortion done = last;
        if (done == null) {
            return;
        }
        Place furthest = places.values().stream()
                .max(Comparator.comparingLong(Place::position))
                .orElse(done.portion().end());
        long least = places.values().stream().mapToLong(Place::position).min().orElse(furthest.position());
        log.counted(furthest, least);
    }

    private Task.@Nullable OfPortion found() throws IOException {
        CountedAhead counted = ahead;
        Task.OfPortion next = counted == null ? find() : counted.task();
        if (next == null) {
            log.countedByAll();
        }
        return next;
    }

    /** Counts the last task, unless that was done ahead, and has the next one counted ahead. */
    private Tally count(Task.OfPortion task) throws IOException {
        CountedAhead counted = ahead;
        ahead = null;
        Tally tally = counted == null ? counter.tally(task) : counted.tally();
        isLastCounted = true;
        Place end = task.portion().end();
        long length = end.position() - task.portion().start().position();
        if (length == 0) {
            exhausted.add(end.position());
        }
        task.trackers().forEach(tracker -> places.put(tracker, end));
        if (length >= Math.min(LONG, portionBytes) && recounting.isEmpty()) {
            ahead = countedAhead();
        }
        return tally;
    }

    /** The next task, handed to another thread; null where there is none yet. */
    private @Nullable CountedAhead countedAhead() {
        if (other == null) {
            return null;
        }
        try {
            Task.OfPortion next = find();
            return next == null ? null : new CountedAhead(next, () -> counter.tally(next), other);
        } catch (IOException metAgain) {
            return null; // by whoever requests the next task, when the last one is stored
        }
    }

    private Task.@Nullable OfPortion find() throws IOException {
        TreeMap<Long, Place> byPosition = new TreeMap<>();
        places.values().forEach(place -> byPosition.put(place.position(), place));
        for (Place place : byPosition.descendingMap().values()) {
            if (exhausted.contains(place.position())) {
                continue;
            }
            Long meeting = byPosition.higherKey(place.position());
            Set<String> here = at(place);
            boolean recounts = here.stream().anyMatch(recounting::contains);
            long most = meeting == null ? portionBytes : Math.min(portionBytes, meeting - place.position());
            Portion portion = log.portion(place, recounts ? Long.MAX_VALUE : most);
            if (portion != null) {
                return new Task.OfPortion(portion, here, definitions, this::count);
            }
        }
        return null;
    }

    private Set<String> at(Place place) {
        return places.entrySet().stream()
                .filter(entry -> entry.getValue().position() == place.position())
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }
}
