package org.mailtally.store;

import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * The indexes of rows by time, for other people's queries by {@code insert_time}; our own go by {@code _id}. They are
 * made with the first rows that a process writes; the embedded store needs none. Thread-safe.
 */
public final class RowIndexes {

    private final boolean needed;
    private volatile boolean made;

    /** @param needed whether the store answers a range of time by an index only */
    public RowIndexes(boolean needed) {
        this.needed = needed;
        this.made = !needed;
    }

    /** The indexes to make before rows are written; empty once they are. */
    public List<Bson> missing() {
        return made ? List.of() : List.of(new Document(StoredNames.INSERT_TIME, 1));
    }

    /** Has them made again, for the collections may have been dropped. */
    public void makeAgain() {
        made = !needed;
    }

    /** Rows of every collection were written, and so the indexes made. */
    void made() {
        made = true;
    }
}
