package org.mailtally.store;

import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import java.time.Instant;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.mailtally.tally.BreakDown;
import org.mailtally.tally.Key;
import org.mailtally.tally.Step;
import org.mailtally.tally.Trackers;

/**
 * A stored count: {@code {_id: "2026-11-23T09:55Z outgoing <log>", tracker, log, insert_time, msg_count, position,
 * reading}}. Its id begins with the start, so that a range of time is a range of ids.
 *
 * <p>A row of a by-value also has {@code by}, the value, which stands at the end of its id too, and {@code first}, the byte
 * at which the value's first line begins. In {@code mail_hours} and {@code mail_days}, where it lies among the rows of
 * trackers, its {@code tracker} reads {@code "outgoing by"}, which is no tracker's name, so that who adds up the rows of
 * {@code outgoing} does not count twice. Immutable.
 */
final class Row {

    private static final String BY_VALUE = " by";

    private final Key key;
    private final String log;
    private final @Nullable String by;
    private final String id;

    /**
     * @param key what it counts
     * @param log the id of the log, or, of a silence, the name of the source
     */
    Row(Key key, String log) {
        this(key, log, null);
    }

    /**
     * @param by the value that it counts, or {@link BreakDown#OTHER}; null where it counts all
     */
    Row(Key key, String log, @Nullable String by) {
        this.key = key;
        this.log = log;
        this.by = by;
        String all = prefix(key.start()) + key.tracker() + " " + log;
        this.id = by == null ? all : all + " " + by;
    }

    Key key() {
        return key;
    }

    @Nullable
    String by() {
        return by;
    }

    String id() {
        return id;
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

    /** The collection of rows of by-values of a step. */
    static String collectionOfValues(Step step) {
        return step == Step.WINDOW ? "mail_by" : collection(step, "");
    }

    /** What rows of by-values of a tracker have as their {@code tracker}. */
    static String trackerOfValues(Step step, String tracker) {
        return step == Step.WINDOW ? tracker : tracker + BY_VALUE;
    }

    /** Raises the row, or inserts it. It fails as a duplicate where the row is of another reading. */
    WriteModel<Document> raise(String reading, long count, long position) {
        return raise(reading, count, position, whatItCounts(key.tracker()), new Document());
    }

    /**
     * Raises the row of a by-value, or inserts it. It fails as a duplicate where the row is of another reading.
     *
     * @param first the byte at which the value's first line begins, the same for whoever writes it; null of the others
     */
    WriteModel<Document> raise(String reading, long count, long position, @Nullable Long first) {
        Document insert =
                whatItCounts(trackerOfValues(key.step(), key.tracker())).append("by", by);
        return raise(
                reading,
                count,
                position,
                insert,
                first == null ? new Document() : new Document("$set", new Document("first", first)));
    }

    private WriteModel<Document> raise(String reading, long count, long position, Document insert, Document update) {
        return new UpdateOneModel<>(
                new Document("_id", id).append("reading", reading),
                update.append("$max", new Document("msg_count", count).append("position", position))
                        .append("$setOnInsert", insert),
                new UpdateOptions().upsert(true));
    }

    private Document whatItCounts(String tracker) {
        return new Document("tracker", tracker)
                .append("log", log)
                .append("insert_time", Instant.ofEpochSecond(key.start()));
    }

    /** Replaces the count of an earlier reading. It fails as a duplicate where another process has done so meanwhile. */
    WriteModel<Document> replace(String reading, long count, long position) {
        return replace(
                new Document("msg_count", count).append("position", position).append("reading", reading),
                whatItCounts(key.tracker()));
    }

    /** Replaces the count of a by-value of an earlier reading. */
    WriteModel<Document> replace(String reading, long count, long position, @Nullable Long first) {
        Document fields =
                new Document("msg_count", count).append("position", position).append("reading", reading);
        return replace(
                first == null ? fields : fields.append("first", first),
                whatItCounts(trackerOfValues(key.step(), key.tracker())).append("by", by));
    }

    private WriteModel<Document> replace(Document fields, Document inserted) {
        return new UpdateOneModel<>(
                new Document("_id", id).append("reading", new Document("$lt", fields.get("reading"))),
                new Document("$set", fields).append("$setOnInsert", inserted),
                new UpdateOptions().upsert(true));
    }
}
