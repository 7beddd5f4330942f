package org.mailtally.store;

import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import java.util.List;
import org.bson.BsonDocument;
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

    /** How rows are written; nobody changes it. */
    static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);

    private static final String BY_VALUE = " by";
    /** Bytes of what asks for a row, and of what raises it. */
    private static final int USUAL_FILTER = 160;

    private static final int USUAL_UPDATE = 352;

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

    /** Asks for the rows of these ids. */
    static BsonDocument queryOf(List<String> ids) {
        return new PlainBson(ids.size() * USUAL_FILTER)
                .begin("_id")
                .texts("$in", ids)
                .end()
                .document();
    }

    /** Asks for all rows from one start to another, both included; more may be asked of them. */
    static PlainBson between(long first, long last) {
        return new PlainBson()
                .begin("_id")
                .text("$gte", Step.name(first) + " ")
                .text("$lt", Step.name(last) + "!")
                .end();
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
        return raise(reading, count, position, null);
    }

    /**
     * Raises the row of a by-value, or inserts it. It fails as a duplicate where the row is of another reading.
     *
     * @param first the byte at which the value's first line begins, the same for whoever writes it; null of the others
     */
    WriteModel<Document> raise(String reading, long count, long position, @Nullable Long first) {
        PlainBson filter = new PlainBson(USUAL_FILTER).text("_id", id).text("reading", reading);
        PlainBson update = new PlainBson(USUAL_UPDATE);
        if (first != null) {
            update.begin("$set").number("first", first).end();
        }
        update.begin("$max")
                .number("msg_count", count)
                .number("position", position)
                .end();
        return upsert(filter, putFixed(update.begin("$setOnInsert")));
    }

    /** Inserts the row, or leaves it as it is where one with its id is there, of whatever reading. */
    WriteModel<Document> insert(String reading, long count, long position) {
        PlainBson update = new PlainBson(USUAL_UPDATE)
                .begin("$setOnInsert")
                .text("reading", reading)
                .number("msg_count", count)
                .number("position", position);
        return upsert(new PlainBson(USUAL_FILTER).text("_id", id), putFixed(update));
    }

    /** Replaces the count of an earlier reading. It fails as a duplicate where another process has done so meanwhile. */
    WriteModel<Document> replace(String reading, long count, long position) {
        return replace(reading, count, position, null);
    }

    /** Replaces the count of a by-value of an earlier reading. */
    WriteModel<Document> replace(String reading, long count, long position, @Nullable Long first) {
        PlainBson filter = new PlainBson(USUAL_FILTER).text("_id", id);
        filter.begin("reading").text("$lt", reading).end();
        PlainBson update =
                new PlainBson().begin("$set").number("msg_count", count).number("position", position);
        update.text("reading", reading);
        if (first != null) {
            update.number("first", first);
        }
        return upsert(filter, putFixed(update.end().begin("$setOnInsert")));
    }

    /** Puts what a row counts, which is written where it is inserted. */
    private PlainBson putFixed(PlainBson update) {
        String tracker = by == null ? key.tracker() : trackerOfValues(key.step(), key.tracker());
        update.text("tracker", tracker).text("log", log).time("insert_time", key.start());
        if (by != null) {
            update.text("by", by);
        }
        return update.end();
    }

    private static WriteModel<Document> upsert(PlainBson filter, PlainBson update) {
        return new UpdateOneModel<>(filter.document(), update.document(), UPSERT);
    }
}
