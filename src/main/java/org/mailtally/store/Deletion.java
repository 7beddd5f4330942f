package org.mailtally.store;

import com.mongodb.client.model.DeleteManyModel;
import com.mongodb.client.model.WriteModel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.mailtally.tally.Step;
import org.mailtally.tally.Trackers;

/**
 * One run of the deletion of old rows, asked and written step by step: the horizons are read, raised by what days were
 * read, and read again; then the rows below them go, oldest first, up to a thousand at a time. A run that breaks off is
 * taken up by the next one. Not thread-safe.
 */
public final class Deletion {

    private static final int MOST_ROWS = 1_000;

    private enum Next {
        ASK_HORIZONS,
        RAISE_HORIZONS,
        ASK_RAISED_HORIZONS,
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
    private Next next = Next.ASK_HORIZONS;
    private String written = Horizons.COLLECTION;

    Deletion(Horizons horizons, Retention retention) {
        this.horizons = horizons;
        this.retention = retention;
    }

    /** Whether something is yet to be asked. */
    public boolean isAsking() {
        return next != Next.NOTHING;
    }

    /** The collection that is asked next. */
    public String getCollection() {
        return switch (next) {
            case RAISE_HORIZONS -> Row.collection(Step.DAY, "");
            case DELETE -> left.getFirst().collection();
            default -> Horizons.COLLECTION;
        };
    }

    /** What is asked next. */
    public Document getQuery() {
        return switch (next) {
            case RAISE_HORIZONS ->
                new Document("_id", new Document("$gte", horizons.of(Step.WINDOW))).append("tracker", Trackers.LINES);
            case DELETE ->
                new Document(
                        "_id", new Document("$lt", horizons.of(left.getFirst().step())));
            default -> horizons.query();
        };
    }

    /** The order in which the documents are wanted. */
    public Document getOrder() {
        return new Document("_id", 1);
    }

    /** The documents that are wanted at most; 0 for all. */
    public int getLimit() {
        return next == Next.DELETE ? MOST_ROWS : 0;
    }

    /** The collection that is written with the answer. */
    public String getWritten() {
        return written;
    }

    /** Takes an answer; gives what is to be written before the next question. */
    List<WriteModel<Document>> take(Iterable<Document> stored) {
        written = next == Next.DELETE ? left.getFirst().collection() : Horizons.COLLECTION;
        switch (next) {
            case ASK_HORIZONS -> {
                horizons.take(stored);
                next = Next.RAISE_HORIZONS;
            }
            case RAISE_HORIZONS -> {
                next = Next.ASK_RAISED_HORIZONS;
                return Horizons.raise(retention.horizons(stored));
            }
            case ASK_RAISED_HORIZONS -> {
                horizons.take(stored);
                next = Next.DELETE;
            }
            case DELETE -> {
                return delete(stored);
            }
            case NOTHING -> throw new IllegalStateException("the deletion has ended");
        }
        return List.of();
    }

    private List<WriteModel<Document>> delete(Iterable<Document> stored) {
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
