package org.mailtally.store.embedded.engine;

import java.util.Iterator;
import java.util.List;
import org.h2.mvstore.Cursor;
import org.jspecify.annotations.Nullable;
import org.mailtally.store.embedded.file.StoredMap;

/**
 * The candidates of a query, one after the other. A range is entered again after the last key for every batch, so nothing
 * of the store is held between two batches; a document changed in between comes as it is then. Not thread-safe.
 */
abstract class DocumentSource {
    /** To be called at the beginning of every batch. */
    abstract void enter();

    /** The next candidate, or null after the last. */
    abstract @Nullable StoredDocument next();

    static DocumentSource of(StoredMap<byte[]> documents, Candidates candidates, KeyOrder order) {
        List<String> keys = candidates.keys();
        return keys != null
                ? new Keys(documents, keys)
                : new Range(documents, candidates.from(), candidates.to(), order == KeyOrder.DESCENDING);
    }

    /** The documents of these keys, in this order. */
    static final class Keys extends DocumentSource {
        private final StoredMap<byte[]> documents;
        private final Iterator<String> keys;

        Keys(StoredMap<byte[]> documents, List<String> keys) {
            this.documents = documents;
            this.keys = keys.iterator();
        }

        @Override
        void enter() {
            // a key is looked up when its turn comes
        }

        @Override
        @Nullable
        StoredDocument next() {
            while (keys.hasNext()) {
                String key = keys.next();
                byte[] bson = documents.get().get(key);
                if (bson != null) {
                    return StoredDocument.read(key, bson);
                }
            }
            return null;
        }
    }

    /** The documents of a range of keys, bounds included, in the order of the keys or against it. */
    static final class Range extends DocumentSource {
        private final StoredMap<byte[]> documents;
        private final @Nullable String end;
        private final boolean descending;
        private @Nullable String position;
        private boolean passed;
        private Cursor<String, byte[]> cursor;

        Range(StoredMap<byte[]> documents, @Nullable String from, @Nullable String to, boolean descending) {
            this.documents = documents;
            this.descending = descending;
            this.position = descending ? to : from;
            this.end = descending ? from : to;
            this.cursor = documents.get().cursor(position, end, descending);
        }

        @Override
        void enter() {
            cursor = documents.get().cursor(position, end, descending);
        }

        @Override
        @Nullable
        StoredDocument next() {
            while (cursor.hasNext()) {
                String key = cursor.next();
                if (!passed || !key.equals(position)) {
                    position = key;
                    passed = true;
                    return StoredDocument.read(key, cursor.getValue());
                }
            }
            return null;
        }
    }
}
