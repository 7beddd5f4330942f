package org.mailtally.store.embedded.engine;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.DuplicateKeyError;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailtally.store.embedded.file.StoredMap;

/** The index of `_id`, which is the map of the documents itself: it holds nothing of its own that could differ. */
final class IdIndex extends Index<String> {
    private final StoredMap<byte[]> documents;

    IdIndex(String name, List<IndexKey> keys, StoredMap<byte[]> documents) {
        super(name, keys, false);
        this.documents = documents;
    }

    @Override
    public @Nullable String getPosition(Document document) {
        String key = DocumentKey.of(document.get("_id"));
        return documents.get().containsKey(key) ? key : null;
    }

    @Override
    public void checkAdd(Document document, MongoCollection<String> collection) {
        if (getPosition(document) != null) {
            throw new DuplicateKeyError(this, collection, getKeys(), new KeyValue(document.get("_id")));
        }
    }

    @Override
    public void add(Document document, String position, MongoCollection<String> collection) {
        // the document is in the map
    }

    @Override
    public @Nullable String remove(Document document) {
        return getPosition(document);
    }

    @Override
    public boolean canHandle(Document query) {
        return false; // Candidates read `_id`
    }

    @Override
    public Iterable<String> getPositions(Document query) {
        throw new UnsupportedOperationException("_id is looked up through Candidates");
    }

    @Override
    public void checkUpdate(Document oldDocument, Document newDocument, MongoCollection<String> collection) {
        // an update cannot change `_id`
    }

    @Override
    public void updateInPlace(
            Document oldDocument, Document newDocument, String position, MongoCollection<String> collection) {
        // the key stays
    }

    @Override
    public long getCount() {
        return documents.get().sizeAsLong();
    }

    @Override
    public long getDataSize() {
        return getCount();
    }

    @Override
    public boolean isUnique() {
        return true;
    }

    @Override
    public void drop() {
        // goes with the documents
    }
}
