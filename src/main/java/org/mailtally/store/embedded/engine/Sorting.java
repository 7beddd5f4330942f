package org.mailtally.store.embedded.engine;

import de.bwaldvogel.mongo.backend.DocumentComparator;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The order of what a query finds, where it is none of the keys'. Of each document its key is held and what it is sorted
 * by; where few are requested, of little more than these. Equal ones stay in the order of their keys.
 */
final class Sorting {

    private static final int ROOM = 1_000;

    private final @Nullable Comparator<Found> comparator;
    private final Set<String> fields = new TreeSet<>();
    private final long most;

    private record Found(Document sortedBy, String key) {}

    /**
     * @param orderBy the sort document
     * @param comparator the engine's for it, null where it does not order anything
     * @param most how many are requested, those to be skipped among them; 0 for all
     */
    Sorting(Document orderBy, @Nullable DocumentComparator comparator, long most) {
        this.comparator = comparator == null ? null : Comparator.comparing(Found::sortedBy, comparator);
        orderBy.keySet().forEach(path -> fields.add(path.split("\\.", 2)[0]));
        this.most = most;
    }

    /** The keys of the documents in their order. */
    List<String> keys(Walk walk) {
        HeldMemory memory = new HeldMemory();
        List<Found> found = new ArrayList<>();
        for (StoredDocument next = walk.next(); next != null; next = walk.next()) {
            memory.more(next.size());
            found.add(new Found(sortedBy(next.document()), next.key()));
            if (most > 0 && found.size() >= 2 * most + ROOM) {
                cut(found);
            }
        }
        cut(found);
        return found.stream().map(Found::key).toList();
    }

    private void cut(List<Found> found) {
        if (comparator != null) {
            found.sort(comparator);
        }
        if (most > 0 && found.size() > most) {
            found.subList((int) most, found.size()).clear();
        }
    }

    private Document sortedBy(Document document) {
        Document kept = new Document();
        for (String field : fields) {
            if (document.containsKey(field)) {
                kept.append(field, document.get(field));
            }
        }
        return kept;
    }
}
