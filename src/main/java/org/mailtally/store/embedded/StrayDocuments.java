package org.mailtally.store.embedded;

import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.LongDataType;

/**
 * How many documents of a collection do not follow {@link RowTime}, kept in the store beside them.
 *
 * <p>Changed within the command that changes the documents, so after a crash both are of the same commit.
 */
final class StrayDocuments {
    private final MVMap<String, Long> counts;

    StrayDocuments(MVStore store) {
        counts = store.openMap("strays", StoreMaps.types(LongDataType.INSTANCE));
    }

    boolean none(String namespace) {
        return !counts.containsKey(namespace);
    }

    void add(String namespace, long change) {
        if (change == 0) {
            return;
        }
        long count = counts.getOrDefault(namespace, 0L) + change;
        if (count == 0) {
            counts.remove(namespace);
        } else {
            counts.put(namespace, count);
        }
    }

    void forget(String namespace) {
        counts.remove(namespace);
    }

    void rename(String namespace, String newNamespace) {
        Long count = counts.remove(namespace);
        counts.remove(newNamespace);
        if (count != null) {
            counts.put(newNamespace, count);
        }
    }
}
