package org.mailtally.store;

import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import java.time.Instant;
import org.bson.Document;
import org.mailtally.tally.Key;
import org.mailtally.tally.Step;
import org.mailtally.tally.Trackers;

/**
 * A stored count: {@code {_id: "2026-11-23T09:55Z outgoing <log>", tracker, log, insert_time, msg_count, position,
 * reading}}. Its id begins with the start, so that a range of time is a range of ids.
 *
 * @param key what it counts
 * @param log the id of the log, or, of a silence, the name of the source
 */
record Row(Key key, String log) {

    String id() {
        return prefix(key.start()) + key.tracker() + " " + log;
    }

    /** What the ids of all rows of a start begin with, in epoch seconds. */
    static String prefix(long start) {
        return Step.name(start) + " ";
    }

    /** The collection of rows of a step and a tracker. */
    static String collection(Step step, String tracker) {
        return switch (step) {
            case WINDOW -> tracker.equals(Trackers.LINES) ? "mail_lines" : "mail";
            case HOUR -> "mail_hours";
            case DAY -> "mail_days";
        };
    }

    /** Raises the row, or inserts it. It fails as a duplicate where the row is of another reading. */
    WriteModel<Document> raise(String reading, long count, long position) {
        return new UpdateOneModel<>(
                new Document("_id", id()).append("reading", reading),
                new Document("$max", new Document("msg_count", count).append("position", position))
                        .append("$setOnInsert", whatItCounts()),
                new UpdateOptions().upsert(true));
    }

    /** Replaces the count of an earlier reading. It fails as a duplicate where another process has done so meanwhile. */
    WriteModel<Document> replace(String reading, long count, long position) {
        return new UpdateOneModel<>(
                new Document("_id", id()).append("reading", new Document("$lt", reading)),
                new Document(
                                "$set",
                                new Document("msg_count", count)
                                        .append("position", position)
                                        .append("reading", reading))
                        .append("$setOnInsert", whatItCounts()),
                new UpdateOptions().upsert(true));
    }

    private Document whatItCounts() {
        return new Document("tracker", key.tracker())
                .append("log", log)
                .append("insert_time", Instant.ofEpochSecond(key.start()));
    }
}
