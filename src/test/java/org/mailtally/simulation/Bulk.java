package org.mailtally.simulation;

import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.bulk.BulkWriteUpsert;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import org.bson.BsonString;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** An unordered bulk of writes, each an operation of its own: it goes on after a refusal, and fails at its end. */
final class Bulk {

    private final Deque<WriteModel<Document>> left = new ArrayDeque<>();
    private final List<BulkWriteUpsert> upserts = new ArrayList<>();
    private int done;
    private SimulatedStore.@Nullable DuplicateKeyException refused;

    /** Adds writes; where all before were done, they begin a new bulk. */
    void add(List<WriteModel<Document>> writes) {
        if (left.isEmpty()) {
            done = 0;
            upserts.clear();
        }
        writes.forEach(write -> left.add(Decoded.write(write)));
    }

    boolean isWritten() {
        return left.isEmpty();
    }

    /** Does the next write, of which the store says whether it inserted a document. */
    void write(Predicate<WriteModel<Document>> store) {
        UpdateOneModel<Document> write = (UpdateOneModel<Document>) left.remove();
        try {
            if (store.test(write)) {
                String id = ((Document) write.getFilter()).getString("_id");
                upserts.add(new BulkWriteUpsert(done, new BsonString(id)));
            }
        } catch (SimulatedStore.DuplicateKeyException e) {
            refused = e;
        }
        done++;
        if (left.isEmpty() && refused != null) {
            throw refused;
        }
    }

    /** What became of the writes. */
    BulkWriteResult result() {
        return BulkWriteResult.acknowledged(0, done - upserts.size(), 0, 0, List.copyOf(upserts), List.of());
    }
}
