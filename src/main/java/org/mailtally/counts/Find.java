package org.mailtally.counts;

import org.bson.Document;

/**
 * What is asked of one collection of rows.
 *
 * @param collection the collection's name
 * @param query the query
 */
public record Find(String collection, Document query) {}
