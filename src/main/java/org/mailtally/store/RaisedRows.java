package org.mailtally.store;

import com.mongodb.client.model.WriteModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.Document;
import org.mailtally.log.Place;
import org.mailtally.tally.Key;
import org.mailtally.tally.Tally;

/** What one batch of a log's rows makes of those that are stored: rows to insert, to raise and to replace. */
final class RaisedRows {

    private final Readings readings;
    private final Horizons horizons;
    private final String source;
    private final RowBatch batch;
    private final Place place;
    private final Map<String, Document> known = new HashMap<>();
    private final Map<Key, Long> partly = new HashMap<>();
    private final List<WriteModel<Document>> writes = new ArrayList<>();

    /**
     * @param source the log of the rows in which no line came
     * @param place where the batch's tally ends
     * @param stored the answer to the batch's query
     */
    RaisedRows(
            Readings readings,
            Horizons horizons,
            String source,
            RowBatch batch,
            Place place,
            Iterable<Document> stored) {
        this.readings = readings;
        this.horizons = horizons;
        this.source = source;
        this.batch = batch;
        this.place = place;
        stored.forEach(document -> known.put(document.getString("_id"), document));
    }

    /**
     * What is to be written; empty where nothing changes.
     *
     * @throws IOException where a part of the log must be counted again, and cannot be
     */
    List<WriteModel<Document>> writes() throws IOException {
        batch.note(known.size());
        for (Tally.Entry entry : batch.entries()) {
            raise(entry);
        }
        addPartly();
        return writes;
    }

    private void raise(Tally.Entry entry) throws IOException {
        String reading = readings.of(batch.tally().definitions(), entry.key().tracker(), place.rewriting());
        Row row = new Row(entry.key(), batch.tally().log());
        if (reading == null || horizons.isBelow(row)) {
            return;
        }
        Document before = known.get(row.id());
        if (before == null) {
            insert(row, entry, reading);
        } else if (before.getString("reading").compareTo(reading) < 0) {
            replace(row, before, entry, reading);
        } else if (before.getString("reading").compareTo(reading) > 0) {
            readings.meet(
                    batch.tally().definitions(),
                    batch.tally().log(),
                    entry.key().tracker(),
                    before.getString("reading"));
        } else if (number(before, "position") <= start()) {
            add(row, before, entry.count(), reading);
        } else if (number(before, "position") < place.position()) {
            partly.put(entry.key(), number(before, "position"));
        }
    }

    private void insert(Row row, Tally.Entry entry, String reading) {
        boolean alreadySilent = entry.silent() && known.containsKey(new Row(entry.key(), source).id());
        if (!alreadySilent && !batch.onlyStored()) {
            long kept = batch.kept() == null ? 0 : batch.kept().of(entry.key());
            writes.add(row.raise(reading, entry.count() + kept, place.position()));
        }
    }

    /**
     * Replaces the count of a former reading. Where the log was rewritten, a row whose lines are gone keeps its count, and
     * lines that come later are added to it.
     */
    private void replace(Row row, Document before, Tally.Entry entry, String reading) {
        boolean isRewritten = place.rewriting() > 0;
        if (isRewritten && entry.silent()) {
            return;
        }
        KeptCounts counts = batch.kept();
        long kept = 0;
        if (counts != null) {
            kept = counts.of(entry.key());
        } else if (isRewritten && isGone(readings, batch, before)) {
            kept = number(before, "msg_count");
        }
        writes.add(row.replace(reading, entry.count() + kept, place.position()));
    }

    /** Adds the lines that lie behind the positions of rows which end inside the stretch. */
    private void addPartly() throws IOException {
        Tally.Recount recount = batch.tally().recount();
        if (partly.isEmpty() || recount == null) {
            return;
        }
        for (Tally.Entry entry : recount.from(partly).entries()) {
            String reading =
                    readings.of(batch.tally().definitions(), entry.key().tracker(), place.rewriting());
            if (partly.containsKey(entry.key()) && reading != null) {
                Row row = new Row(entry.key(), batch.tally().log());
                Document before = known.get(row.id());
                if (before != null) {
                    add(row, before, entry.count(), reading);
                }
            }
        }
    }

    /** A row that gains nothing is not written: the lines behind its position hold no match, however often counted. */
    private void add(Row row, Document before, long count, String reading) {
        if (count > 0) {
            writes.add(row.raise(reading, number(before, "msg_count") + count, place.position()));
        }
    }

    private long start() {
        Place start = batch.tally().start();
        return start == null ? 0 : start.position();
    }

    /** Whether the lines that a row counts are no longer in the log, which was rewritten. */
    static boolean isGone(Readings readings, RowBatch batch, Document row) {
        Place end = Objects.requireNonNull(batch.tally().end());
        return readings.rewritings()
                .isGone(batch.tally().log(), row.getString("reading"), number(row, "position"), end.rewriting());
    }

    private static long number(Document document, String field) {
        return document.get(field, Number.class).longValue();
    }
}
