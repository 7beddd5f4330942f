package org.mailtally.store;

import java.util.List;
import org.bson.Document;
import org.mailtally.tally.Tally;

/**
 * Rows of one collection that are asked for and written in one go.
 *
 * @param collection the collection's name
 * @param tally the tally they belong to
 * @param entries what the tally adds to them
 * @param query asks for the rows as they are stored
 */
public record RowBatch(String collection, Tally tally, List<Tally.Entry> entries, Document query) {}
