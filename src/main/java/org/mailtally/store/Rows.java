package org.mailtally.store;

import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.model.WriteModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.mailtally.log.Place;
import org.mailtally.tally.Tally;

/** The rows: what a tally makes of those that are stored. Thread-safe. */
public final class Rows {

    private static final int USUAL_BATCH = 600;

    private final Readings readings;
    private final Horizons horizons;
    private final String source;
    private final int mostRows;
    private final ValueRows values;

    /**
     * @param source the source's name: the log of the rows in which no line came
     * @param byLimit the values of a window, hour or day and log that have rows of their own
     */
    public Rows(Readings readings, Horizons horizons, String source, int byLimit) {
        this(readings, horizons, source, byLimit, USUAL_BATCH);
    }

    /**
     * @param source the source's name: the log of the rows in which no line came
     * @param byLimit the values of a window, hour or day and log that have rows of their own
     * @param mostRows the most rows of trackers in a batch
     */
    public Rows(Readings readings, Horizons horizons, String source, int byLimit, int mostRows) {
        this.readings = readings;
        this.horizons = horizons;
        this.source = source;
        this.mostRows = mostRows;
        this.values = new ValueRows(readings, horizons, byLimit);
    }

    /**
     * The rows that a tally touches, in batches, to be written one after the other, as routes of before the lanes do; each is
     * made when it is asked for.
     */
    public List<RowBatch> batches(Tally tally) {
        return rowBatches(tally, new Newness());
    }

    /**
     * The same batches in lanes: those of one lane are to be written one after the other, lanes in any order and beside each
     * other.
     */
    public List<List<RowBatch>> lanes(Tally tally) {
        return rowBatches(tally, new Newness()).lanes();
    }

    /** The same lanes, of which those need not be asked for whose rows are likely to be new. */
    public List<List<RowBatch>> lanes(Tally tally, Opening opening) {
        return rowBatches(tally, opening.newness()).lanes();
    }

    private RowBatches rowBatches(Tally tally, Newness newness) {
        Place end = tally.end();
        Set<String> formerly = readings.formerlyBrokenDown(tally.definitions(), end == null ? 0 : end.rewriting());
        return new RowBatches(
                tally,
                newness,
                mostRows,
                this::query,
                new ValueBatches(tally, formerly),
                new DisplacedRows(tally, readings.formerZones().trackers()));
    }

    private BsonDocument query(Tally tally, List<Tally.Entry> entries) {
        return tally.isSilence() ? allOf(entries) : each(tally, entries);
    }

    private BsonDocument each(Tally tally, List<Tally.Entry> entries) {
        List<String> ids = new ArrayList<>();
        for (Tally.Entry entry : entries) {
            ids.add(new Row(entry.key(), tally.log()).id());
            if (entry.silent()) {
                ids.add(new Row(entry.key(), source).id());
            }
        }
        return Row.queryOf(ids);
    }

    /** Asks for all rows, of whatever log, of the one start that the entries of a silence share. */
    private static BsonDocument allOf(List<Tally.Entry> entries) {
        long start = entries.get(0).key().start();
        return Row.between(start, start).document();
    }

    /** What inserts the rows of an unasked batch; empty where none is to be written. */
    public List<WriteModel<Document>> inserts(RowBatch batch) {
        return new UnaskedRows(readings, horizons, batch).inserts();
    }

    /**
     * What is left of an unasked batch, to be asked for and written.
     *
     * @param inserted what became of the batch's {@link #inserts}
     * @return null where all rows were inserted
     */
    public @Nullable RowBatch left(RowBatch batch, BulkWriteResult inserted) {
        batch.note(inserted.getMatchedCount());
        List<Tally.Entry> left = UnaskedRows.left(batch, inserted.getUpserts());
        return left.isEmpty() ? null : batch.of(left, () -> query(batch.tally(), left));
    }

    /**
     * What is to be written of a batch; empty where nothing changes.
     *
     * @param stored the answer to the batch's query
     * @throws IOException where a part of the log must be counted again, and cannot be
     */
    public List<WriteModel<Document>> writes(RowBatch batch, Iterable<Document> stored) throws IOException {
        if (!batch.breakDowns().isEmpty()) {
            return values.writes(batch, stored);
        }
        Place end = batch.tally().end();
        KeptCounts kept = batch.kept();
        if (kept != null && batch.entries().isEmpty()) {
            kept.take(batch.collection(), gone(batch, stored));
            return List.of();
        }
        return end == null
                ? silence(batch, stored)
                : new RaisedRows(readings, horizons, source, batch, end, stored).writes();
    }

    private List<Document> gone(RowBatch batch, Iterable<Document> stored) {
        List<Document> gone = new ArrayList<>();
        for (Document row : stored) {
            if (RaisedRows.isGone(readings, batch, row)) {
                gone.add(row);
            }
        }
        return gone;
    }

    /** A row of 0 for each tracker of which no log has a row. */
    private List<WriteModel<Document>> silence(RowBatch batch, Iterable<Document> stored) {
        Set<String> present = new HashSet<>();
        stored.forEach(document -> present.add(document.getString("tracker")));
        List<WriteModel<Document>> writes = new ArrayList<>();
        for (Tally.Entry entry : batch.entries()) {
            String reading =
                    readings.of(batch.tally().definitions(), entry.key().tracker());
            Row row = new Row(entry.key(), batch.tally().log());
            if (reading != null
                    && !horizons.isBelow(row)
                    && !present.contains(entry.key().tracker())) {
                writes.add(row.raise(reading, 0, 0));
            }
        }
        return writes;
    }
}
