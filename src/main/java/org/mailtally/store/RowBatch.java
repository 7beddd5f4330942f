package org.mailtally.store;

import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.mailtally.tally.Tally;

/**
 * Rows of one collection that are asked for and written in one go; or, without entries, only asked for.
 *
 * @param collection the collection's name
 * @param tally the tally they belong to
 * @param entries what the tally adds to them
 * @param query asks for the rows as they are stored
 * @param kept what is kept of a rewritten log that is counted anew; null of any other tally
 */
public record RowBatch(
        String collection, Tally tally, List<Tally.Entry> entries, Document query, @Nullable KeptCounts kept) {}
