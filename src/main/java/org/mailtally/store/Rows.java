package org.mailtally.store;

import com.mongodb.client.model.WriteModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bson.Document;
import org.mailtally.log.Place;
import org.mailtally.tally.Key;
import org.mailtally.tally.Tally;

/** The rows: what a tally makes of those that are stored. Thread-safe. */
public final class Rows {

    private final Readings readings;
    private final Horizons horizons;
    private final String source;
    private final ValueRows values;

    /**
     * @param source the source's name: the log of the rows in which no line came
     * @param byLimit the values of a window, hour or day and log that have rows of their own
     */
    public Rows(Readings readings, Horizons horizons, String source, int byLimit) {
        this.readings = readings;
        this.horizons = horizons;
        this.source = source;
        this.values = new ValueRows(readings, horizons, byLimit);
    }

    /** The rows that a tally touches, in batches, each of which is made when it is asked for. */
    public List<RowBatch> batches(Tally tally) {
        Place end = tally.end();
        Set<String> formerly = readings.formerlyBrokenDown(tally.definitions(), end == null ? 0 : end.rewriting());
        return new RowBatches(
                tally,
                this::query,
                new ValueBatches(tally, formerly),
                new DisplacedRows(tally, readings.formerZones().trackers()));
    }

    private Document query(Tally tally, List<Tally.Entry> entries) {
        return tally.isSilence() ? allOf(entries) : each(tally, entries);
    }

    private Document each(Tally tally, List<Tally.Entry> entries) {
        List<String> ids = new ArrayList<>();
        for (Tally.Entry entry : entries) {
            ids.add(new Row(entry.key(), tally.log()).id());
            if (entry.silent()) {
                ids.add(new Row(entry.key(), source).id());
            }
        }
        return new Document("_id", new Document("$in", ids));
    }

    /** Asks for all rows, of whatever log, of the one start that the entries of a silence share. */
    private static Document allOf(List<Tally.Entry> entries) {
        String prefix = Row.prefix(entries.get(0).key().start());
        return new Document("_id", new Document("$gte", prefix).append("$lt", prefix.strip() + "!"));
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
        return end == null ? silence(batch, stored) : raised(batch, end, stored);
    }

    private List<Document> gone(RowBatch batch, Iterable<Document> stored) {
        List<Document> gone = new ArrayList<>();
        for (Document row : stored) {
            if (isGone(batch, row)) {
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
            boolean isBelow = horizons.isBelow(entry.key());
            if (reading != null && !isBelow && !present.contains(entry.key().tracker())) {
                writes.add(new Row(entry.key(), batch.tally().log()).raise(reading, 0, 0));
            }
        }
        return writes;
    }

    private List<WriteModel<Document>> raised(RowBatch batch, Place place, Iterable<Document> stored)
            throws IOException {
        long end = place.position();
        Map<String, Document> known = new HashMap<>();
        stored.forEach(document -> known.put(document.getString("_id"), document));
        Map<Key, Long> partly = new HashMap<>();
        List<WriteModel<Document>> writes = new ArrayList<>();
        for (Tally.Entry entry : batch.entries()) {
            Row row = new Row(entry.key(), batch.tally().log());
            Document before = known.get(row.id());
            String reading =
                    readings.of(batch.tally().definitions(), entry.key().tracker(), place.rewriting());
            if (reading == null || horizons.isBelow(entry.key())) {
                continue;
            }
            if (before == null) {
                boolean alreadySilent = entry.silent() && known.containsKey(new Row(entry.key(), source).id());
                if (!alreadySilent && !batch.onlyStored()) {
                    long kept = batch.kept() == null ? 0 : batch.kept().of(entry.key());
                    writes.add(row.raise(reading, entry.count() + kept, end));
                }
            } else if (before.getString("reading").compareTo(reading) < 0) {
                replace(writes, batch, row, before, entry, reading);
            } else if (before.getString("reading").compareTo(reading) > 0) {
                readings.meet(
                        batch.tally().definitions(),
                        batch.tally().log(),
                        entry.key().tracker(),
                        before.getString("reading"));
            } else if (number(before, "position") <= start(batch)) {
                add(writes, row, before, entry.count(), reading, end);
            } else if (number(before, "position") < end) {
                partly.put(entry.key(), number(before, "position"));
            }
        }
        addPartly(writes, batch, known, partly, end);
        return writes;
    }

    /**
     * Replaces the count of a former reading. Where the log was rewritten, a row whose lines are gone keeps its count, and
     * lines that come later are added to it.
     */
    private void replace(
            List<WriteModel<Document>> writes,
            RowBatch batch,
            Row row,
            Document before,
            Tally.Entry entry,
            String reading) {
        Place end = Objects.requireNonNull(batch.tally().end());
        boolean isRewritten = end.rewriting() > 0;
        if (isRewritten && entry.silent()) {
            return;
        }
        KeptCounts counts = batch.kept();
        long kept = 0;
        if (counts != null) {
            kept = counts.of(entry.key());
        } else if (isRewritten && isGone(batch, before)) {
            kept = number(before, "msg_count");
        }
        writes.add(row.replace(reading, entry.count() + kept, end.position()));
    }

    private boolean isGone(RowBatch batch, Document row) {
        Place end = Objects.requireNonNull(batch.tally().end());
        return readings.rewritings()
                .isGone(batch.tally().log(), row.getString("reading"), number(row, "position"), end.rewriting());
    }

    /** Adds the lines that lie behind the positions of rows which end inside the stretch. */
    private void addPartly(
            List<WriteModel<Document>> writes,
            RowBatch batch,
            Map<String, Document> known,
            Map<Key, Long> partly,
            long end)
            throws IOException {
        Tally.Recount recount = batch.tally().recount();
        if (partly.isEmpty() || recount == null) {
            return;
        }
        int rewriting = Objects.requireNonNull(batch.tally().end()).rewriting();
        for (Tally.Entry entry : recount.from(partly).entries()) {
            String reading =
                    readings.of(batch.tally().definitions(), entry.key().tracker(), rewriting);
            if (partly.containsKey(entry.key()) && reading != null) {
                Row row = new Row(entry.key(), batch.tally().log());
                Document before = known.get(row.id());
                if (before != null) {
                    add(writes, row, before, entry.count(), reading, end);
                }
            }
        }
    }

    /** A row that gains nothing is not written: the lines behind its position hold no match, however often counted. */
    private static void add(
            List<WriteModel<Document>> writes, Row row, Document before, long count, String reading, long end) {
        if (count > 0) {
            writes.add(row.raise(reading, number(before, "msg_count") + count, end));
        }
    }

    private static long start(RowBatch batch) {
        Place start = batch.tally().start();
        return start == null ? 0 : start.position();
    }

    private static long number(Document document, String field) {
        return document.get(field, Number.class).longValue();
    }
}
