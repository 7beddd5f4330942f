package org.mailtally.store.embedded.file;

import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.DataType;
import org.h2.mvstore.type.StringDataType;

/** A map of the store that outlives the compaction of its file. Read while nobody writes, it is thread-safe. */
public final class StoredMap<V> {
    private static final int UNSAVED_BYTES = 4 << 20;

    private final DataType<V> values;
    private final Reads reads;
    private volatile String name;
    private volatile MVMap<String, V> map;

    StoredMap(String name, DataType<V> values, Reads reads, MVStore store) {
        this.name = name;
        this.values = values;
        this.reads = reads;
        this.map = store.openMap(name, types());
    }

    /** The map, or what the command that reads it sees of it. */
    public MVMap<String, V> get() {
        return reads.of(this, map);
    }

    /** The map as it is now, whoever changes it. */
    MVMap<String, V> frozen() {
        return map.openVersion(map.getStore().getCurrentVersion());
    }

    /** Goes on with the map of this name in another store. */
    void bind(MVStore store) {
        map = store.openMap(name, types());
    }

    void rename(String newName, MVStore store) {
        store.renameMap(map, newName);
        name = newName;
    }

    /** Copies all entries, in the order of the keys, into a store that has no such map. */
    void copyTo(MVStore target) {
        MVMap<String, V> copy = target.openMap(name, types());
        Cursor<String, V> entries = map.cursor(null);
        while (entries.hasNext()) {
            copy.put(entries.next(), entries.getValue());
            if (target.getUnsavedMemory() > UNSAVED_BYTES) {
                target.commit();
            }
        }
    }

    private MVMap.Builder<String, V> types() {
        return new MVMap.Builder<String, V>().keyType(StringDataType.INSTANCE).valueType(values);
    }
}
