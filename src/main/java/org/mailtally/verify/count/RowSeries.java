package org.mailtally.verify.count;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mailtally.tally.Step;

/**
 * The rows of one log, one tracker, or one by-value of it, and one step's length, in ascending order of their starts, and
 * what recounting makes of each. Not thread-safe.
 *
 * <p>A row is judged by its own reading, or by that of the checkpoint where that is later: then the row should have been
 * replaced. It is compared with the lines below its own position, or below the checkpoint's where that is further: between
 * the two no line may match, for a row that gains nothing is not written.
 *
 * <p>Of a log that was rewritten in place {@link RewrittenRows} tells which rows can be recounted.
 */
public final class RowSeries {

    private final String tracker;
    private final @Nullable String value;
    private final Step step;
    private final @Nullable Checkpoint checkpoint;
    private final RewrittenRows rewritten;
    private final TreeMap<Long, Long> rowless = new TreeMap<>();
    private int size;
    private int last;
    private long[] starts = new long[4];
    private long[] stored = new long[4];
    private long[] positions = new long[4];
    private long[] recounted = new long[4];
    private Definition[] definitions = new Definition[4];

    /**
     * @param value the by-value; null of the tracker itself
     * @param checkpoint how far the tracker was counted in this log; null where it is not known
     * @param rewriting how often the log was rewritten in place
     */
    RowSeries(String tracker, @Nullable String value, Step step, @Nullable Checkpoint checkpoint, Rewriting rewriting) {
        this.rewritten = new RewrittenRows(rewriting, step, value != null);
        this.tracker = tracker;
        this.value = value;
        this.step = step;
        this.checkpoint = checkpoint;
    }

    /** What is added up over all logs: a tracker, or a by-value of it. */
    public Subject counted() {
        return new Subject(tracker, value);
    }

    public boolean isOfValue() {
        return value != null;
    }

    public Step step() {
        return step;
    }

    /** The reading of the row of a start; empty where there is none. */
    String reading(long start) {
        int row = Arrays.binarySearch(starts, 0, size, start);
        return row < 0 ? "" : definitions[row].reading();
    }

    /** Takes the next row; rows come in ascending order of their starts. */
    void add(long start, long count, long position, Definition definition, int rewriting) {
        rewritten.add(size, rewriting);
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, size * 2);
            stored = Arrays.copyOf(stored, size * 2);
            positions = Arrays.copyOf(positions, size * 2);
            recounted = Arrays.copyOf(recounted, size * 2);
            definitions = Arrays.copyOf(definitions, size * 2);
        }
        starts[size] = start;
        stored[size] = count;
        positions[size] = position;
        definitions[size] = definition;
        size++;
    }

    /** The definitions by which rows are judged. */
    Set<Definition> judges() {
        Set<Definition> judges = new HashSet<>();
        for (int row = 0; row < size; row++) {
            judges.add(judge(row));
        }
        if (checkpoint != null) {
            judges.add(checkpoint.definition());
        }
        return judges;
    }

    /** The position up to which the log must be read. */
    long needed() {
        long needed = checkpoint == null ? 0 : checkpoint.position();
        for (int row = 0; row < size; row++) {
            needed = Math.max(needed, position(row));
        }
        return needed;
    }

    /** Forgets what was recounted. */
    void reset() {
        Arrays.fill(recounted, 0);
        rowless.clear();
        rewritten.reset();
    }

    /**
     * Takes a line of the log.
     *
     * @param position where it begins
     * @param start the start that it falls into
     * @param times how many lines it stands for by the definition; 0 where it does not match
     */
    void line(Definition definition, long position, long start, int times) {
        int row = find(start);
        if (row >= 0) {
            boolean counts = times > 0 || rewritten.happened();
            if (counts && position < limit(row) && definition.equals(judge(row))) {
                recounted[row] += times;
                rewritten.line(row, position);
            }
        } else if (checkpoint != null
                && rewritten.isRowNeeded()
                && position < checkpoint.position()
                && definition.equals(checkpoint.definition())) {
            rowless.merge(start, (long) times, Long::sum);
        }
    }

    /** The row of a start, negative where there is none; most lines fall into the row of the line before. */
    private int find(long start) {
        if (last < size && starts[last] == start) {
            return last;
        }
        int row = Arrays.binarySearch(starts, 0, size, start);
        last = row < 0 ? last : row;
        return row;
    }

    private boolean isOutdated(int row) {
        return checkpoint != null
                && definitions[row].reading().compareTo(checkpoint.definition().reading()) < 0;
    }

    private Definition judge(int row) {
        return checkpoint != null && isOutdated(row) ? checkpoint.definition() : definitions[row];
    }

    /** The position up to which a row was counted; one of a previous rewriting says nothing of the log as it is now. */
    private long position(int row) {
        return rewritten.isFormer(row) ? 0 : positions[row];
    }

    private long limit(int row) {
        boolean sameReading = checkpoint != null && judge(row).equals(checkpoint.definition());
        return checkpoint == null || !sameReading
                ? position(row)
                : isOutdated(row) ? checkpoint.position() : Math.max(position(row), checkpoint.position());
    }

    /**
     * The rows with what recounting made of them, and the starts that should have a row and have none, in ascending order.
     *
     * @param readTo the position up to which the log could be read; negative where it could not be at all
     */
    public Iterator<Verdict> verdicts(long readTo) {
        return new Iterator<>() {
            private int row;

            @Override
            public boolean hasNext() {
                return row < size || !rowless.isEmpty();
            }

            @Override
            public Verdict next() {
                Map.Entry<Long, Long> next = rowless.firstEntry();
                if (next != null && (row == size || next.getKey() < starts[row])) {
                    rowless.remove(next.getKey());
                    return new Verdict(next.getKey(), null, next.getValue(), null);
                }
                return verdict(row++, readTo);
            }
        };
    }

    private Verdict verdict(int row, long readTo) {
        if (row >= size) {
            throw new NoSuchElementException();
        }
        long least = checkpoint != null && isOutdated(row) ? checkpoint.position() : position(row);
        boolean isRecounted = least <= readTo && rewritten.canBeRecounted(row, stored[row], recounted[row]);
        return new Verdict(starts[row], stored[row], isRecounted ? recounted[row] : null, definitions[row]);
    }
}
