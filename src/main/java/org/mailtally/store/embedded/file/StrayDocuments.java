package org.mailtally.store.embedded.file;

/**
 * How many documents of a collection do not follow {@link RowTime}, kept in the store beside them.
 *
 * <p>Changed within the command that changes the documents, so after a crash both are of the same commit.
 */
public final class StrayDocuments {
    private final StoredMap<Long> counts;

    StrayDocuments(StoredMap<Long> counts) {
        this.counts = counts;
    }

    public boolean none(String namespace) {
        return !counts.get().containsKey(namespace);
    }

    public void add(String namespace, long change) {
        if (change == 0) {
            return;
        }
        long count = counts.get().getOrDefault(namespace, 0L) + change;
        if (count == 0) {
            counts.get().remove(namespace);
        } else {
            counts.get().put(namespace, count);
        }
    }

    void forget(String namespace) {
        counts.get().remove(namespace);
    }

    void rename(String namespace, String newNamespace) {
        Long count = counts.get().remove(namespace);
        counts.get().remove(newNamespace);
        if (count != null) {
            counts.get().put(newNamespace, count);
        }
    }
}
