package org.mailtally.store.rows;

import com.mongodb.client.model.DeleteManyModel;
import com.mongodb.client.model.WriteModel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.mailtally.store.Find;
import org.mailtally.store.Horizons;
import org.mailtally.store.StoredNames;
import org.mailtally.store.Write;
import org.mailtally.tally.Step;
import org.mailtally.tally.Trackers;

/**
 * One run of the deletion of old rows, found and written step by step: the horizons are read, raised by what days were
 * read, and read again; then the rows below them go, oldest first, up to a thousand at a time. A run that breaks off is
 * taken up by the next one. Not thread-safe.
 */
public final class Deletion {

    private static final int MOST_ROWS = 1_000;

    private enum Next {
        FIND_HORIZONS,
        RAISE_HORIZONS,
        FIND_RAISED_HORIZONS,
        DELETE,
        NOTHING
    }

    private record Rows(String collection, Step step) {}

    private final Horizons horizons;
    private final Retention retention;
    private final Deque<Rows> left = new ArrayDeque<>(List.of(
            new Rows(Row.collection(Step.WINDOW, ""), Step.WINDOW),
            new Rows(Row.collection(Step.WINDOW, Trackers.LINES), Step.WINDOW),
            new Rows(Row.collectionOfValues(Step.WINDOW), Step.WINDOW),
            new Rows(Row.collection(Step.HOUR, ""), Step.HOUR)));
    private Next next = Next.FIND_HORIZONS;

    Deletion(Horizons horizons, Retention retention) {
        this.horizons = horizons;
        this.retention = retention;
    }

    /** What is to be found next; null at the end. */
    public @Nullable Find getFind() {
        return switch (next) {
            case FIND_HORIZONS, FIND_RAISED_HORIZONS -> Horizons.find();
            case RAISE_HORIZONS ->
                new Find(
                        Row.collection(Step.DAY, ""),
                        new Document("_id", new Document("$gte", horizons.of(Step.WINDOW)))
                                .append("tracker", Trackers.LINES));
            case DELETE -> {
                Rows oldest = left.getFirst();
                Document below = new Document("_id", new Document("$lt", horizons.of(oldest.step())));
                yield new Find(oldest.collection(), below, new Document("_id", 1), MOST_ROWS);
            }
            case NOTHING -> null;
        };
    }

    /** Takes what was found; returns what is to be written before the next find. */
    Write take(List<Document> stored) {
        switch (next) {
            case FIND_HORIZONS -> {
                horizons.take(stored);
                next = Next.RAISE_HORIZONS;
            }
            case RAISE_HORIZONS -> {
                next = Next.FIND_RAISED_HORIZONS;
                return new Write(StoredNames.MAIL_HORIZONS, Horizons.raise(retention.horizons(stored)));
            }
            case FIND_RAISED_HORIZONS -> {
                horizons.take(stored);
                next = Next.DELETE;
            }
            case DELETE -> {
                return new Write(left.getFirst().collection(), delete(stored));
            }
            case NOTHING -> throw new IllegalStateException("the deletion has ended");
        }
        return new Write(StoredNames.MAIL_HORIZONS, List.of());
    }

    private List<WriteModel<Document>> delete(List<Document> stored) {
        @Nullable String first = null;
        @Nullable String last = null;
        for (Document row : stored) {
            last = row.getString("_id");
            first = first == null ? last : first;
        }
        if (first == null || last == null) {
            left.removeFirst();
            next = left.isEmpty() ? Next.NOTHING : Next.DELETE;
            return List.of();
        }
        return List.of(new DeleteManyModel<>(new Document("_id", new Document("$gte", first).append("$lte", last))));
    }
}
