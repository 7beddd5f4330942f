package org.mailtally.store;

import java.util.List;
import java.util.function.Supplier;
import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;
import org.mailtally.tally.BreakDown;
import org.mailtally.tally.Tally;

/**
 * Rows of one collection that are asked for and written in one go, those of trackers or those of by-values; or, without
 * either, only asked for.
 *
 * @param collection the collection's name
 * @param tally the tally they belong to
 * @param entries what the tally adds to the rows of trackers; empty where they are of by-values
 * @param breakDowns what the tally adds to the rows of by-values; empty where they are of trackers
 * @param question makes what asks for the rows as they are stored
 * @param onlyStored whether rows that are not stored are left alone
 * @param kept what is kept of a rewritten log that is counted anew; null of any other tally
 * @param newness whether the rows are likely to be new; null where they are asked for in any case
 */
public record RowBatch(
        String collection,
        Tally tally,
        List<Tally.Entry> entries,
        List<BreakDown> breakDowns,
        Supplier<BsonDocument> question,
        boolean onlyStored,
        @Nullable KeptCounts kept,
        @Nullable Newness newness) {

    /** Asks for the rows as they are stored. */
    public BsonDocument query() {
        return question.get();
    }

    /** Whether the rows are likely to be new: they are inserted first, and only what is left of them is asked for. */
    public boolean isUnasked() {
        return newness != null && newness.isLikely(collection);
    }

    /** Takes note of how many of its rows were stored before. */
    void note(int stored) {
        if (newness != null) {
            newness.note(collection, stored, entries.size());
        }
    }

    /** The same of some of its entries only, which are asked for in any case. */
    RowBatch of(List<Tally.Entry> some, Supplier<BsonDocument> questionOfThem) {
        return new RowBatch(collection, tally, some, breakDowns, questionOfThem, onlyStored, kept, null);
    }

    /** Only itself: routes look for a batch's properties by its hash, and that of a thousand entries takes its time. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
