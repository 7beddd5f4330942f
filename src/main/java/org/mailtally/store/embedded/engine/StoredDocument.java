package org.mailtally.store.embedded.engine;

import de.bwaldvogel.mongo.bson.Document;

/** A document read from the store: a copy of its own, which the reader may change. */
record StoredDocument(String key, Document document, int size) {
    static StoredDocument read(String key, byte[] bson) {
        return new StoredDocument(key, Bson.decode(bson), bson.length);
    }
}
