package org.mailtally.store.embedded;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;

/** Rows as Mailtally writes them: of one log, a window apart. */
final class Rows {
    static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
    static final int WINDOWS_OF_A_YEAR = 365 * 288;
    static final String READING = "0001 c41d";
    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final String LOG = "9f3ab2c4d5e6f708192a3b4c5d6e7f80";
    private static final int BULK = 1_000;

    private Rows() {}

    static Instant time(int window) {
        return FIRST.plus(WINDOW.multipliedBy(window));
    }

    static Date date(int window) {
        return Date.from(time(window));
    }

    static String id(int window) {
        return time(window).toString().substring(0, "2026-01-01T00:00".length()) + "Z outgoing " + LOG;
    }

    static Document row(int window, long count) {
        return new Document("_id", id(window))
                .append("tracker", "outgoing")
                .append("log", LOG)
                .append("insert_time", date(window))
                .append("msg_count", count)
                .append("position", count * 100)
                .append("reading", READING);
    }

    static WriteModel<Document> raise(int window, long count) {
        Document row = row(window, count);
        Document first = new Document(row);
        List.of("_id", "reading", "msg_count", "position").forEach(first::remove);
        return new UpdateOneModel<>(
                new Document("_id", id(window)).append("reading", READING),
                new Document("$max", new Document("msg_count", count).append("position", count * 100))
                        .append("$setOnInsert", first),
                new UpdateOptions().upsert(true));
    }

    static List<WriteModel<Document>> raise(int fromWindow, int windows, long count) {
        List<WriteModel<Document>> writes = new ArrayList<>();
        for (int window = fromWindow; window < fromWindow + windows; window++) {
            writes.add(raise(window, count));
        }
        return writes;
    }

    static void insert(MongoCollection<Document> collection, int windows) {
        for (int window = 0; window < windows; window += BULK) {
            List<Document> rows = new ArrayList<>();
            for (int next = window; next < Math.min(window + BULK, windows); next++) {
                rows.add(row(next, next));
            }
            collection.insertMany(rows, new InsertManyOptions().ordered(false));
        }
    }

    static BulkWriteOptions unordered() {
        return new BulkWriteOptions().ordered(false);
    }
}
