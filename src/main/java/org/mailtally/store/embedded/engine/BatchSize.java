package org.mailtally.store.embedded.engine;

import de.bwaldvogel.mongo.bson.Document;

/** How many documents a reply holds when the client leaves it open: as on MongoDB, 101 first, then all that fit. */
final class BatchSize {
    private static final String FIELD = "batchSize";
    private static final int FIRST = 101;

    private BatchSize() {}

    static Document ofFirst(Document find) {
        return withDefault(find, FIRST);
    }

    static Document ofNext(Document getMore) {
        return withDefault(getMore, Integer.MAX_VALUE);
    }

    private static Document withDefault(Document command, int size) {
        if (!(command.get(FIELD) instanceof Number wanted) || wanted.intValue() == 0) {
            command.put(FIELD, size);
        }
        return command;
    }
}
