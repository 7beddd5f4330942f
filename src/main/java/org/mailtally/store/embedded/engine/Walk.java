package org.mailtally.store.embedded.engine;

import de.bwaldvogel.mongo.backend.AbstractCursor;
import de.bwaldvogel.mongo.backend.Cursor;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.mailtally.store.embedded.file.Reads;

/** A query's way through its candidates, a batch at a time. Not thread-safe. */
final class Walk {
    /** How much of the stored form goes into one batch; decoded it is some five times as large. */
    private static final int BATCH_BYTES = 1 << 20;

    private final DocumentSource source;
    private final Predicate<Document> filter;
    private final Reads reads;
    private long toSkip;
    private long left;
    private boolean finished;

    /**
     * @param toSkip how many matching documents to leave out first
     * @param limit how many to return at most, 0 for all
     * @param reads says at every candidate whether there is time for it
     */
    Walk(DocumentSource source, Predicate<Document> filter, int toSkip, int limit, Reads reads) {
        this.source = source;
        this.filter = filter;
        this.toSkip = toSkip;
        this.left = limit > 0 ? limit : Long.MAX_VALUE;
        this.reads = reads;
    }

    boolean isFinished() {
        return finished;
    }

    /** A client's cursor over what is left. */
    Cursor cursor(long id, Function<List<StoredDocument>, List<Document>> projection) {
        return new WalkCursor(id, this, projection);
    }

    /** All documents that match. */
    List<StoredDocument> all() {
        HeldMemory memory = new HeldMemory();
        return take(Long.MAX_VALUE, Long.MAX_VALUE, memory::more);
    }

    /** The next documents that match, at most so many, and so many that a reply can hold them. */
    List<StoredDocument> batch(int count) {
        return take(count, BATCH_BYTES, size -> {});
    }

    private List<StoredDocument> take(long count, long bytes, IntConsumer held) {
        List<StoredDocument> taken = new ArrayList<>();
        long size = 0;
        source.enter();
        while (!finished && taken.size() < count && size < bytes) {
            StoredDocument found = next();
            if (found == null) {
                finished = true;
            } else {
                held.accept(found.size());
                taken.add(found);
                size += found.size();
                left--;
                finished = left == 0;
            }
        }
        return taken;
    }

    /** The next document that matches and is not to be skipped, or null after the last. */
    @Nullable
    StoredDocument next() {
        for (StoredDocument candidate = source.next(); candidate != null; candidate = source.next()) {
            reads.examine();
            if (filter.test(candidate.document()) && --toSkip < 0) {
                return candidate;
            }
        }
        return null;
    }

    /** Thread-safe. */
    private static final class WalkCursor extends AbstractCursor {
        private final Walk walk;
        private final Function<List<StoredDocument>, List<Document>> projection;

        WalkCursor(long id, Walk walk, Function<List<StoredDocument>, List<Document>> projection) {
            super(id);
            this.walk = walk;
            this.projection = projection;
        }

        @Override
        public synchronized boolean isEmpty() {
            return walk.isFinished();
        }

        @Override
        public synchronized List<Document> takeDocuments(int numberToReturn) {
            return projection.apply(walk.batch(numberToReturn));
        }
    }
}
