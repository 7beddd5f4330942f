package org.mailtally.store.embedded;

import java.util.List;
import java.util.stream.Stream;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.DataType;
import org.h2.mvstore.type.LongDataType;
import org.h2.mvstore.type.StringDataType;

/** The maps of an open store, by the namespace (database.collection) they belong to. */
final class StoreMaps {
    private static final String DOCUMENTS = "documents.";
    private static final String INDEX = "index.";
    /** A collection's name cannot contain it. */
    private static final char BEFORE_INDEX_NAME = '$';

    private static final int UNSAVED_BYTES = 4 << 20;

    private final MVStore store;
    private final StrayDocuments strays;

    StoreMaps(MVStore store) {
        this.store = store;
        this.strays = new StrayDocuments(store);
    }

    Stream<String> databaseNames() {
        return store.getMapNames().stream()
                .filter(name -> name.startsWith(DOCUMENTS))
                .map(name -> name.substring(DOCUMENTS.length(), name.indexOf('.', DOCUMENTS.length())))
                .distinct();
    }

    MVMap<String, byte[]> documents(String namespace) {
        return store.openMap(DOCUMENTS + namespace, types(ByteArrayDataType.INSTANCE));
    }

    MVMap<String, String> index(String namespace, String indexName) {
        return store.openMap(indexMap(namespace, indexName), types(StringDataType.INSTANCE));
    }

    static <V> MVMap.Builder<String, V> types(DataType<V> values) {
        return new MVMap.Builder<String, V>().keyType(StringDataType.INSTANCE).valueType(values);
    }

    StrayDocuments strays() {
        return strays;
    }

    void removeDocuments(String namespace) {
        store.removeMap(documents(namespace));
        strays.forget(namespace);
    }

    void removeIndex(String namespace, String indexName) {
        if (store.hasMap(indexMap(namespace, indexName))) {
            store.removeMap(index(namespace, indexName));
        }
    }

    void rename(String namespace, String newNamespace, List<String> indexNames) {
        store.renameMap(documents(namespace), DOCUMENTS + newNamespace);
        for (String indexName : indexNames) {
            if (store.hasMap(indexMap(namespace, indexName))) {
                store.renameMap(index(namespace, indexName), indexMap(newNamespace, indexName));
            }
        }
        strays.rename(namespace, newNamespace);
    }

    /** Copies everything, in the order of the keys, into a store that is empty, and brings it to disk. */
    void copyTo(MVStore target) {
        for (String name : store.getMapNames()) {
            if (name.startsWith(DOCUMENTS)) {
                copy(name, ByteArrayDataType.INSTANCE, target);
            } else if (name.startsWith(INDEX)) {
                copy(name, StringDataType.INSTANCE, target);
            } else {
                copy(name, LongDataType.INSTANCE, target);
            }
        }
        target.commit();
        target.sync();
    }

    private <V> void copy(String name, DataType<V> values, MVStore target) {
        MVMap<String, V> from = store.openMap(name, types(values));
        MVMap<String, V> to = target.openMap(name, types(values).singleWriter());
        Cursor<String, V> cursor = from.cursor(null);
        while (cursor.hasNext()) {
            to.append(cursor.next(), cursor.getValue());
            if (target.getUnsavedMemory() > UNSAVED_BYTES) {
                target.commit();
            }
        }
    }

    long fileSize() {
        return store.getFileStore().size();
    }

    private static String indexMap(String namespace, String indexName) {
        return INDEX + namespace + BEFORE_INDEX_NAME + indexName;
    }
}
