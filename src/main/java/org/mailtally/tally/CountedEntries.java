package org.mailtally.tally;

import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * The entries of a counting, each made when it is requested: a silence of a year has a hundred thousand of them for each
 * tracker, which as objects would not fit into the process. Step by step, in each tracker by tracker.
 */
final class CountedEntries extends AbstractList<Tally.Entry> implements RandomAccess {

    private final List<String> names;
    private final List<StepCounts> steps;
    private final int size;

    CountedEntries(Counting counting) {
        names = counting.names();
        steps = counting.steps();
        size = steps.stream().mapToInt(this::size).reduce(0, Math::addExact);
    }

    private int size(StepCounts counts) {
        return Math.multiplyExact(names.size(), counts.size());
    }

    @Override
    public Tally.Entry get(int index) {
        int at = Objects.checkIndex(index, size);
        for (StepCounts counts : steps) {
            if (at < size(counts)) {
                return entry(counts, at / counts.size(), at % counts.size());
            }
            at -= size(counts);
        }
        throw new IndexOutOfBoundsException(index);
    }

    private Tally.Entry entry(StepCounts counts, int tracker, int place) {
        Key key = new Key(counts.step(), names.get(tracker), counts.start(place));
        return new Tally.Entry(key, counts.count(tracker, place), !counts.isLined(place));
    }

    @Override
    public int size() {
        return size;
    }
}
