package org.mailtally.store.embedded.engine;

import de.bwaldvogel.mongo.backend.AbstractUniqueIndex;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mailtally.store.embedded.file.StoredMap;

/** A unique index on other fields than `_id`: the keys of their values, and under them the keys of the documents. */
final class UniqueIndex extends AbstractUniqueIndex<String> {
    private final StoredMap<String> entries;

    UniqueIndex(String name, List<IndexKey> keys, boolean sparse, StoredMap<String> entries) {
        super(name, keys, sparse);
        this.entries = entries;
    }

    @Override
    protected @Nullable String removeDocument(KeyValue keyValue) {
        return entries.get().remove(DocumentKey.ofAll(keyValue));
    }

    @Override
    protected boolean putKeyPosition(KeyValue keyValue, String position) {
        return entries.get().putIfAbsent(DocumentKey.ofAll(keyValue), position) == null;
    }

    @Override
    protected Iterable<Map.Entry<KeyValue, String>> getIterable() {
        List<Map.Entry<KeyValue, String>> all = new ArrayList<>();
        entries.get().forEach((key, position) -> all.add(Map.entry(DocumentKey.values(key), position)));
        return all;
    }

    @Override
    protected @Nullable String getPosition(KeyValue keyValue) {
        return entries.get().get(DocumentKey.ofAll(keyValue));
    }

    @Override
    public long getCount() {
        return entries.get().sizeAsLong();
    }

    @Override
    public long getDataSize() {
        return getCount();
    }
}
