package org.mailtally.simulation;

import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** An unordered bulk of writes, each an operation of its own: it goes on after a refusal, and fails at its end. */
final class Bulk {

    private final Deque<WriteModel<Document>> left = new ArrayDeque<>();
    private SimulatedStore.@Nullable DuplicateKeyException refused;

    /** Adds writes. */
    void add(List<WriteModel<Document>> writes) {
        left.addAll(writes);
    }

    boolean isWritten() {
        return left.isEmpty();
    }

    /** Does the next write. */
    void write(Consumer<WriteModel<Document>> store) {
        UpdateOneModel<Document> write = (UpdateOneModel<Document>) left.remove();
        try {
            store.accept(write);
        } catch (SimulatedStore.DuplicateKeyException e) {
            refused = e;
        }
        if (left.isEmpty() && refused != null) {
            throw refused;
        }
    }
}
