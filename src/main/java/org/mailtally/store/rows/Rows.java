package org.mailtally.store.rows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.mailtally.source.Place;
import org.mailtally.store.Horizons;
import org.mailtally.store.Readings;
import org.mailtally.store.RowIndexes;
import org.mailtally.store.Write;
import org.mailtally.tally.Tally;

/** Turns a tally into writes: which rows it touches, and what each becomes. Thread-safe. */
public final class Rows {

    private static final int USUAL_BATCH = 600;

    private final RowRules rules;
    private final RowIndexes indexes;
    private final int mostRows;

    /**
     * @param source the source's name, which stands as the log in rows of windows without a line
     * @param byLimit the most values, per window, hour or day and log, that have rows of their own
     * @param indexes the indexes that the collections of rows must have
     */
    public Rows(Readings readings, Horizons horizons, String source, int byLimit, RowIndexes indexes) {
        this(readings, horizons, source, byLimit, indexes, USUAL_BATCH);
    }

    /**
     * @param source the source's name, which stands as the log in rows of windows without a line
     * @param byLimit the most values, per window, hour or day and log, that have rows of their own
     * @param indexes the indexes that the collections of rows must have
     * @param mostRows the most rows of trackers in a batch
     */
    public Rows(Readings readings, Horizons horizons, String source, int byLimit, RowIndexes indexes, int mostRows) {
        this.rules = new RowRules(readings, horizons, source, byLimit);
        this.indexes = indexes;
        this.mostRows = mostRows;
    }

    /** The rows that a tally touches, in batches, to be found and written one after the other. */
    public List<RowBatch> batches(Tally tally) {
        Readings readings = rules.readings();
        Place end = tally.end();
        Set<String> previously = readings.brokenDownBefore(tally.definitions(), end == null ? 0 : end.rewriting());
        List<RowBatch> batches = new ArrayList<>(new RowBatches(rules, tally, mostRows).batches());
        batches.addAll(new ValueBatches(rules, tally, previously).batches());
        for (List<Tally.Entry> displaced : new DisplacedRows(tally, readings.ofPreviousZones()).entries()) {
            batches.add(new LogRows(rules, tally, displaced, true, null));
        }
        return batches;
    }

    /**
     * What is to be written of a batch.
     *
     * @param stored the rows that its {@link RowBatch#getFind} found
     * @throws IOException where a part of the log must be counted again, and cannot be
     */
    public Write writes(RowBatch batch, List<Document> stored) throws IOException {
        return new Write(batch.collection(), batch.writes(stored), indexes.missing());
    }
}
