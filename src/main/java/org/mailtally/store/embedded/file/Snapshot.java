package org.mailtally.store.embedded.file;

import java.util.IdentityHashMap;
import org.h2.mvstore.MVMap;

/**
 * The store as it was between two commands: its maps' pages are never changed, and the blocks that hold them are not used
 * again, so it is read while others write. Closing or compacting the store ends it.
 */
public final class Snapshot {
    private static final int SNAPSHOT_UNAVAILABLE = 246;

    private final IdentityHashMap<StoredMap<?>, MVMap<String, ?>> maps = new IdentityHashMap<>();

    /** @param all the maps of the store, in which nobody writes meanwhile */
    Snapshot(Iterable<StoredMap<?>> all) {
        all.forEach(map -> maps.put(map, map.frozen()));
    }

    @SuppressWarnings("unchecked") // the constructor put it there
    <V> MVMap<String, V> of(StoredMap<V> stored) {
        MVMap<String, ?> map = maps.get(stored);
        if (map == null) {
            throw unavailable();
        }
        return (MVMap<String, V>) map;
    }

    /** The refusal of a command that has to be given again. */
    public static BrokenOffException unavailable() {
        return new BrokenOffException(
                SNAPSHOT_UNAVAILABLE,
                "SnapshotUnavailable",
                "the store was changed or compacted while this was read: run the command again");
    }
}
