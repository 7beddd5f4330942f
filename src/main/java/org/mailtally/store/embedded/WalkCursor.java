package org.mailtally.store.embedded;

import de.bwaldvogel.mongo.backend.AbstractCursor;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import java.util.function.Function;

/** A client's cursor over what is left of a walk. Thread-safe. */
final class WalkCursor extends AbstractCursor {
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
