package org.mailtally.store.rows;

import com.mongodb.client.model.WriteModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.Document;
import org.mailtally.source.Place;
import org.mailtally.store.StoredNames;
import org.mailtally.tally.Key;
import org.mailtally.tally.Tally;

/** What a batch of a log's rows makes of those that are stored: rows to insert, to raise and to replace. */
final class RaisedRows {

    private final LogRows rows;
    private final RowRules rules;
    private final Tally tally;
    private final Place place;
    private final Map<String, Document> known = new HashMap<>();
    private final Map<Key, Long> partly = new HashMap<>();
    private final List<WriteModel<Document>> writes = new ArrayList<>();

    /** @param stored the rows of the batch as they are stored */
    RaisedRows(LogRows rows, List<Document> stored) {
        this.rows = rows;
        this.rules = rows.rules();
        this.tally = rows.tally();
        this.place = Objects.requireNonNull(tally.end());
        stored.forEach(document -> known.put(document.getString("_id"), document));
    }

    /**
     * What is to be written; empty where nothing changes.
     *
     * @throws IOException where a part of the log must be counted again, and cannot be
     */
    List<WriteModel<Document>> writes() throws IOException {
        for (Tally.Entry entry : rows.entries()) {
            raise(entry);
        }
        addPartly();
        return writes;
    }

    private void raise(Tally.Entry entry) throws IOException {
        String reading = rules.reading(tally, entry.key());
        if (reading == null) {
            return;
        }
        Row row = rows.row(entry);
        Document before = known.get(row.id());
        if (before == null) {
            insert(row, entry, reading);
            return;
        }
        String other = before.getString("reading");
        long position = Row.number(before, "position");
        if (other.compareTo(reading) < 0) {
            replace(row, before, entry, reading);
        } else if (other.compareTo(reading) > 0) {
            rules.readings().meet(tally.definitions(), tally.log(), entry.key().tracker(), other);
        } else if (position <= start()) {
            add(row, before, entry.count(), reading);
        } else if (position < place.position()) {
            partly.put(entry.key(), position);
        }
    }

    private void insert(Row row, Tally.Entry entry, String reading) {
        boolean alreadySilent = entry.silent() && known.containsKey(new Row(entry.key(), rules.source()).id());
        if (!alreadySilent && !rows.onlyStored()) {
            KeptCounts counts = rows.counts();
            long kept = counts == null ? 0 : counts.of(entry.key());
            writes.add(row.raise(reading, entry.count() + kept, place.position()));
        }
    }

    /**
     * Replaces the count of an earlier reading. Where the log was rewritten, a row whose lines are gone keeps its count, and
     * lines that come later are added to it.
     */
    private void replace(Row row, Document before, Tally.Entry entry, String reading) {
        boolean isRewritten = place.rewriting() > 0;
        if (isRewritten && entry.silent()) {
            return;
        }
        KeptCounts counts = rows.counts();
        long kept = 0;
        if (counts != null) {
            kept = counts.of(entry.key());
        } else if (isRewritten && rules.isGone(tally, before)) {
            kept = Row.number(before, StoredNames.MSG_COUNT);
        }
        writes.add(row.replace(reading, entry.count() + kept, place.position()));
    }

    /** Adds the lines that lie behind the positions of rows which end inside the portion. */
    private void addPartly() throws IOException {
        Tally.Recount recount = tally.recount();
        if (partly.isEmpty() || recount == null) {
            return;
        }
        for (Tally.Entry entry : recount.from(partly).entries()) {
            String reading = partly.containsKey(entry.key()) ? rules.reading(tally, entry.key()) : null;
            Document before = known.get(rows.row(entry).id());
            if (reading != null && before != null) {
                add(rows.row(entry), before, entry.count(), reading);
            }
        }
    }

    /** A row that gains nothing is not written: the lines behind its position hold no match, however often counted. */
    private void add(Row row, Document before, long count, String reading) {
        if (count > 0) {
            writes.add(row.raise(reading, Row.number(before, StoredNames.MSG_COUNT) + count, place.position()));
        }
    }

    private long start() {
        Place start = tally.start();
        return start == null ? 0 : start.position();
    }
}
