package org.mailtally.store.rows;

import com.mongodb.client.model.WriteModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.mailtally.source.Place;
import org.mailtally.store.Find;
import org.mailtally.store.StoredNames;
import org.mailtally.tally.Key;
import org.mailtally.tally.Step;
import org.mailtally.tally.Tally;

/**
 * What is kept when a rewritten log is recounted: the counts of the windows of which no line is on disk any more. An
 * hour or a day then counts what is on disk and what its other windows keep, so that it stays their sum.
 *
 * <p>Found out while the rows of one tally are written, the windows first. Not thread-safe.
 */
final class KeptCounts {

    private final Tally tally;
    private final Set<Key> lined = new HashSet<>();
    private final Map<Key, Long> kept = new HashMap<>();

    private KeptCounts(Tally tally) {
        this.tally = tally;
        for (Tally.Entry entry : tally.entries()) {
            if (!entry.silent()) {
                lined.add(entry.key());
            }
        }
    }

    /** The kept counts of a tally that recounts a rewritten log; null for any other tally. */
    static @Nullable KeptCounts of(Tally tally) {
        Place start = tally.start();
        return start != null && start.position() == 0 && start.rewriting() > 0 ? new KeptCounts(tally) : null;
    }

    /** The rows of one collection that entries of hours or days consist of, but for those that are on disk: only found. */
    RowBatch parts(RowRules rules, String collection, List<Tally.Entry> entries) {
        return new RowBatch() {
            @Override
            public String collection() {
                return collection;
            }

            @Override
            public Find getFind() {
                return new Find(collection, Row.queryOf(ids(collection, entries)));
            }

            @Override
            public List<WriteModel<Document>> writes(List<Document> stored) {
                take(
                        collection,
                        stored.stream().filter(row -> rules.isGone(tally, row)).toList());
                return List.of();
            }
        };
    }

    private List<String> ids(String collection, List<Tally.Entry> entries) {
        List<String> ids = new ArrayList<>();
        for (Tally.Entry entry : entries) {
            Key key = entry.key();
            Step part = key.step() == Step.DAY ? Step.HOUR : Step.WINDOW;
            if (entry.silent() || !Row.collection(part, key.tracker()).equals(collection)) {
                continue;
            }
            for (long start = key.start(); start < key.start() + key.step().seconds(); start += part.seconds()) {
                Key each = new Key(part, key.tracker(), start);
                if (!lined.contains(each)) {
                    ids.add(new Row(each, tally.log()).id());
                }
            }
        }
        return ids;
    }

    /** Rows of windows are kept by their hour and day, those of hours by their day. */
    private void take(String collection, List<Document> gone) {
        boolean hours = collection.equals(Row.collection(Step.HOUR, ""));
        for (Document row : gone) {
            long start = row.getDate(StoredNames.INSERT_TIME).toInstant().getEpochSecond();
            for (Step whole : hours ? List.of(Step.DAY) : List.of(Step.HOUR, Step.DAY)) {
                Key key = new Key(whole, row.getString("tracker"), whole.startOf(start));
                kept.merge(key, Row.number(row, StoredNames.MSG_COUNT), Long::sum);
            }
        }
    }

    /** What is kept of an hour or a day; of a window that is on disk, nothing. */
    long of(Key key) {
        return kept.getOrDefault(key, 0L);
    }
}
