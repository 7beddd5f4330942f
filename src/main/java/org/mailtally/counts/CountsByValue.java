package org.mailtally.counts;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;
import org.mailtally.store.StoredNames;
import org.mailtally.tally.BreakDown;

/** The answer to a question about one tracker, broken down by value. Built from rows, then only read. */
public final class CountsByValue {

    /** What the {@code tracker} of by-values' rows ends with in the collections of hours and days. */
    static final String SUFFIX = " by";

    private static final Comparator<String> OTHERS_LAST =
            Comparator.<String, Boolean>comparing(BreakDown.OTHER::equals).thenComparing(Comparator.naturalOrder());

    /** Of all slots together; each costs some 150 bytes. */
    static final int MOST_VALUES = 100_000;

    private final Series series;
    private final List<Map<String, Long>> values = new ArrayList<>();
    private final Map<String, String> readings = new HashMap<>();
    private int size;

    private CountsByValue(Question question) {
        this.series = new Series(question);
        for (int slot = 0; slot < question.slots().size(); slot++) {
            values.add(new TreeMap<>(OTHERS_LAST));
        }
    }

    /**
     * Adds up rows.
     *
     * @param rows the answers to {@link Question#findsByValue}, one after the other; read once, to their ends
     * @throws TooMuchException where there are more values than one answer holds
     */
    public static CountsByValue of(Question question, Iterable<? extends Iterable<Document>> rows) {
        CountsByValue counts = new CountsByValue(question);
        for (Iterable<Document> answer : rows) {
            for (Document row : answer) {
                counts.series.add(row);
                if (!row.containsKey(Series.HORIZON)) {
                    counts.add(row);
                }
            }
        }
        counts.series.complete();
        counts.forgetBelowHorizon();
        counts.addRest();
        return counts;
    }

    private void add(Document row) {
        if (!row.containsKey("by")) {
            readings.put(part(row), String.valueOf(row.getString("reading")));
        } else if (isOfTheActiveReading(row)) {
            long count = row.get(StoredNames.MSG_COUNT, Number.class).longValue();
            int slot = series.slots()
                    .indexOf(row.getDate(StoredNames.INSERT_TIME).toInstant().getEpochSecond());
            if (slot >= 0 && count > 0) {
                Map<String, Long> there = values.get(slot);
                int before = there.size();
                there.merge(row.getString("by"), count, Long::sum);
                size += there.size() - before;
                if (size > MOST_VALUES) {
                    throw new TooMuchException("this range has more than " + MOST_VALUES
                            + " values of its steps: ask for a shorter one, or for a longer step");
                }
            }
        }
    }

    private void forgetBelowHorizon() {
        for (int slot = 0; slot < values.size() && series.isBelowHorizon(slot); slot++) {
            values.get(slot).clear();
        }
    }

    /**
     * Whether a value belongs to the tracker's row, which is read before it: a process that had not heard of a new
     * definition yet may write one of its own afterwards.
     */
    private boolean isOfTheActiveReading(Document row) {
        String reading = String.valueOf(row.getString("reading"));
        return reading.compareTo(readings.getOrDefault(part(row), "")) >= 0;
    }

    private static String part(Document row) {
        return row.getDate(StoredNames.INSERT_TIME).toInstant() + " " + row.getString("log");
    }

    /** What a log that was rewritten since kept of previous lines, without their values, is counted among the others. */
    private void addRest() {
        for (int slot = 0; slot < values.size(); slot++) {
            Long total = series.count(0, slot);
            long named = values.get(slot).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            if (total != null && total > named) {
                values.get(slot).merge(BreakDown.OTHER, total - named, Long::sum);
            }
        }
    }

    /** The counts of all values together. */
    public Series series() {
        return series;
    }

    /** The counts of a slot that are not 0 by their values, in the order of these; those of all others last. */
    public Map<String, Long> of(int slot) {
        return values.get(slot);
    }
}
