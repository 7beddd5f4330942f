package org.mailtally.store.embedded.file;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.DataType;
import org.h2.mvstore.type.LongDataType;
import org.h2.mvstore.type.StringDataType;

/** The maps of an open store, by the namespace (database.collection) they belong to. */
public final class StoreMaps {
    private static final String DOCUMENTS = "documents.";
    private static final String INDEX = "index.";
    private static final String STRAYS = "strays";
    /** A collection's name cannot contain it. */
    private static final char BEFORE_INDEX_NAME = '$';

    private final Map<String, StoredMap<byte[]>> documents = new ConcurrentHashMap<>();
    private final Map<String, StoredMap<String>> indexes = new ConcurrentHashMap<>();
    private final StoredMap<Long> strays;
    private final Reads reads;
    private volatile MVStore store;

    public StoreMaps(MVStore store, Reads reads) {
        this.store = store;
        this.reads = reads;
        this.strays = new StoredMap<>(STRAYS, LongDataType.INSTANCE, reads, store);
        for (String name : store.getMapNames()) {
            if (name.startsWith(DOCUMENTS)) {
                documents.put(name, new StoredMap<>(name, ByteArrayDataType.INSTANCE, reads, store));
            } else if (name.startsWith(INDEX)) {
                indexes.put(name, new StoredMap<>(name, StringDataType.INSTANCE, reads, store));
            }
        }
    }

    public Stream<String> databaseNames() {
        return documents.keySet().stream()
                .map(name -> name.substring(DOCUMENTS.length(), name.indexOf('.', DOCUMENTS.length())))
                .distinct();
    }

    public boolean hasDatabase(String name) {
        return databaseNames().anyMatch(name::equals);
    }

    public boolean hasCollection(String namespace) {
        return documents.containsKey(DOCUMENTS + namespace);
    }

    public int collections() {
        return documents.size();
    }

    public StoredMap<byte[]> documents(String namespace) {
        return opened(documents, DOCUMENTS + namespace, ByteArrayDataType.INSTANCE);
    }

    public StoredMap<String> index(String namespace, String indexName) {
        return opened(indexes, indexMap(namespace, indexName), StringDataType.INSTANCE);
    }

    private <V> StoredMap<V> opened(Map<String, StoredMap<V>> maps, String name, DataType<V> values) {
        return maps.computeIfAbsent(name, missing -> new StoredMap<>(missing, values, reads, store));
    }

    public StrayDocuments strays() {
        return new StrayDocuments(strays);
    }

    public void removeDocuments(String namespace) {
        remove(documents, DOCUMENTS + namespace);
        strays().forget(namespace);
    }

    public void removeIndex(String namespace, String indexName) {
        remove(indexes, indexMap(namespace, indexName));
    }

    private <V> void remove(Map<String, StoredMap<V>> maps, String name) {
        StoredMap<V> map = maps.remove(name);
        if (map != null) {
            store.removeMap(map.get());
        }
    }

    public void rename(String namespace, String newNamespace, List<String> indexNames) {
        rename(documents, DOCUMENTS + namespace, DOCUMENTS + newNamespace);
        for (String indexName : indexNames) {
            rename(indexes, indexMap(namespace, indexName), indexMap(newNamespace, indexName));
        }
        strays().rename(namespace, newNamespace);
    }

    private <V> void rename(Map<String, StoredMap<V>> maps, String name, String newName) {
        StoredMap<V> map = maps.remove(name);
        if (map != null) {
            map.rename(newName, store);
            maps.put(newName, map);
        }
    }

    /** What is stored now; nobody writes meanwhile. */
    public Snapshot snapshot() {
        return new Snapshot(all().toList());
    }

    /** Copies everything into an empty store and brings it to disk. */
    void copyTo(MVStore target) {
        all().forEach(map -> map.copyTo(target));
        target.commit();
        target.sync();
    }

    /** Goes on in a store with the same content. */
    public void bind(MVStore copy) {
        store = copy;
        all().forEach(map -> map.bind(copy));
    }

    private Stream<StoredMap<?>> all() {
        return Stream.concat(Stream.of(strays), Stream.concat(documents.values().stream(), indexes.values().stream()));
    }

    public long fileSize() {
        return store.getFileStore().size();
    }

    private static String indexMap(String namespace, String indexName) {
        return INDEX + namespace + BEFORE_INDEX_NAME + indexName;
    }
}
