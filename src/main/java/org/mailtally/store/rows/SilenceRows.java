package org.mailtally.store.rows;

import com.mongodb.client.model.WriteModel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.mailtally.store.Find;
import org.mailtally.tally.Tally;

/** Rows of a window in which no line came from any log: one of 0 for each tracker of which no log has a row. Immutable. */
final class SilenceRows implements RowBatch {

    private final RowRules rules;
    private final Tally tally;
    private final List<Tally.Entry> entries;

    /** @param entries the tally's entries of one collection and start */
    SilenceRows(RowRules rules, Tally tally, List<Tally.Entry> entries) {
        this.rules = rules;
        this.tally = tally;
        this.entries = entries;
    }

    @Override
    public String collection() {
        return Row.collection(entries.get(0).key());
    }

    @Override
    public Find getFind() {
        long start = entries.get(0).key().start();
        return new Find(collection(), Row.between(start, start));
    }

    @Override
    public List<WriteModel<Document>> writes(List<Document> stored) {
        Set<String> present = new HashSet<>();
        stored.forEach(document -> present.add(document.getString("tracker")));
        List<WriteModel<Document>> writes = new ArrayList<>();
        for (Tally.Entry entry : entries) {
            String reading = rules.reading(tally, entry.key());
            if (reading != null && !present.contains(entry.key().tracker())) {
                writes.add(new Row(entry.key(), tally.log()).raise(reading, 0, 0));
            }
        }
        return writes;
    }
}
