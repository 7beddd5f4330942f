package org.mailtally.store.rows;

import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import java.time.Instant;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.mailtally.store.StoredNames;
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

    /** How rows are written; nobody changes it. */
    private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);

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
        String start = Step.name(key.start());
        this.id = by == null
                ? String.join(" ", start, key.tracker(), log)
                : String.join(" ", start, key.tracker(), log, by);
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

    /** The query for the rows of these ids. */
    static Document queryOf(List<String> ids) {
        return new Document("_id", new Document("$in", ids));
    }

    /** The query for all rows from one start to another, both included. */
    static Document between(long first, long last) {
        return new Document("_id", new Document("$gte", Step.name(first) + " ").append("$lt", Step.name(last) + "!"));
    }

    /** The collection of rows of a step and a tracker. */
    static String collection(Step step, String tracker) {
        return switch (step) {
            case WINDOW -> tracker.equals(Trackers.LINES) ? StoredNames.MAIL_LINES : StoredNames.MAIL;
            case HOUR -> StoredNames.MAIL_HOURS;
            case DAY -> StoredNames.MAIL_DAYS;
        };
    }

    /** The collection of the row of a key. */
    static String collection(Key key) {
        return collection(key.step(), key.tracker());
    }

    /** A number of a stored row. */
    static long number(Document row, String field) {
        return row.get(field, Number.class).longValue();
    }

    /** The collection of rows of by-values of a step. */
    static String collectionOfValues(Step step) {
        return step == Step.WINDOW ? StoredNames.MAIL_BY : collection(step, "");
    }

    /** What rows of by-values of a tracker have as their {@code tracker}. */
    static String trackerOfValues(Step step, String tracker) {
        return step == Step.WINDOW ? tracker : tracker + BY_VALUE;
    }

    /** Raises the row, or inserts it. It fails as a duplicate where the row is of another reading. */
    WriteModel<Document> raise(String reading, long count, long position) {
        return raise(reading, count, position, null);
    }

    /**
     * Raises the row of a by-value, or inserts it. It fails as a duplicate where the row is of another reading.
     *
     * @param first the byte at which the value's first line begins, the same for whoever writes it; null of the others
     */
    WriteModel<Document> raise(String reading, long count, long position, @Nullable Long first) {
        Document update = new Document(
                "$max", new Document(StoredNames.MSG_COUNT, number(count)).append("position", number(position)));
        if (first != null) {
            update.append("$set", new Document("first", number(first)));
        }
        return upsert(new Document("_id", id).append("reading", reading), update);
    }

    /** Replaces the count of an earlier reading. It fails as a duplicate where another process has done so meanwhile. */
    WriteModel<Document> replace(String reading, long count, long position) {
        return replace(reading, count, position, null);
    }

    /** Replaces the count of a by-value of an earlier reading. */
    WriteModel<Document> replace(String reading, long count, long position, @Nullable Long first) {
        Document replaced = new Document(StoredNames.MSG_COUNT, number(count))
                .append("position", number(position))
                .append("reading", reading);
        if (first != null) {
            replaced.append("first", number(first));
        }
        Document earlier = new Document("_id", id).append("reading", new Document("$lt", reading));
        return upsert(earlier, new Document("$set", replaced));
    }

    private WriteModel<Document> upsert(Document filter, Document update) {
        return new UpdateOneModel<>(filter, update.append("$setOnInsert", fixed()), UPSERT);
    }

    /** What a row counts, which is written where it is inserted. */
    private Document fixed() {
        Document fixed = new Document(
                        "tracker", by == null ? key.tracker() : trackerOfValues(key.step(), key.tracker()))
                .append("log", log)
                .append(StoredNames.INSERT_TIME, Instant.ofEpochSecond(key.start()));
        return by == null ? fixed : fixed.append("by", by);
    }

    /**
     * A whole number, of 32 bits where it fits: mongosh reads those as plain numbers, and 64 bits as an object that {@code +}
     * makes a text of.
     */
    private static Number number(long value) {
        return value == (int) value ? (Number) (int) value : (Number) value;
    }
}
