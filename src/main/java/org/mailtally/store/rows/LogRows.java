package org.mailtally.store.rows;

import com.mongodb.client.model.WriteModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.mailtally.store.Find;
import org.mailtally.tally.Tally;

/** Rows of trackers of one log: inserted, raised, or replaced where they are of an earlier reading. Immutable. */
final class LogRows implements RowBatch {

    private final RowRules rules;
    private final Tally tally;
    private final List<Tally.Entry> entries;
    private final boolean onlyStored;
    private final @Nullable KeptCounts counts;

    /**
     * @param entries the tally's entries of one collection that these rows hold
     * @param onlyStored whether rows that are not stored are left alone
     * @param counts what is kept of a rewritten log that is recounted; null of any other tally
     */
    LogRows(RowRules rules, Tally tally, List<Tally.Entry> entries, boolean onlyStored, @Nullable KeptCounts counts) {
        this.rules = rules;
        this.tally = tally;
        this.entries = entries;
        this.onlyStored = onlyStored;
        this.counts = counts;
    }

    @Override
    public String collection() {
        return Row.collection(entries.get(0).key());
    }

    @Override
    public Find getFind() {
        List<String> ids = new ArrayList<>();
        for (Tally.Entry entry : entries) {
            ids.add(row(entry).id());
            if (entry.silent()) {
                ids.add(new Row(entry.key(), rules.source()).id());
            }
        }
        return new Find(collection(), Row.queryOf(ids));
    }

    /** The row of an entry. */
    Row row(Tally.Entry entry) {
        return new Row(entry.key(), tally.log());
    }

    @Override
    public List<WriteModel<Document>> writes(List<Document> stored) throws IOException {
        return new RaisedRows(this, stored).writes();
    }

    RowRules rules() {
        return rules;
    }

    Tally tally() {
        return tally;
    }

    List<Tally.Entry> entries() {
        return entries;
    }

    boolean onlyStored() {
        return onlyStored;
    }

    @Nullable
    KeptCounts counts() {
        return counts;
    }
}
