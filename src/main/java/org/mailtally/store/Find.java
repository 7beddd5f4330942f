package org.mailtally.store;

import org.bson.Document;

/**
 * A query for documents of one collection, as the route {@code find} runs it.
 *
 * @param collection the collection's name
 * @param query the filter; an empty one finds all
 * @param order the order of the documents found; empty where any will do
 * @param limit the documents found at most; 0 for all
 */
public record Find(String collection, Document query, Document order, int limit) {

    /** Finds all matching documents, in any order. */
    public Find(String collection, Document query) {
        this(collection, query, new Document(), 0);
    }
}
