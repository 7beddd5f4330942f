package org.mailtally.store;

import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.mailtally.tally.Key;
import org.mailtally.tally.Step;

/**
 * The inserts of the rows of one tracker and log up to one position: all but the start and the count is the same in each, and
 * copied. What comes out is, byte by byte, what {@link Row#insert} puts together one by one. Immutable.
 */
final class RowInserts {

    private final Step step;
    private final String tracker;
    private final String log;
    private final String reading;
    private final long position;
    private final byte[] filter;
    private final byte[] update;
    private final int startAt;
    private final int countAt;
    private final int timeAt;

    RowInserts(Step step, String tracker, String log, String reading, long position) {
        this.step = step;
        this.tracker = tracker;
        this.log = log;
        this.reading = reading;
        this.position = position;
        PlainBson update = new PlainBson().begin("$setOnInsert").text("reading", reading);
        this.countAt = update.number("msg_count", 0).size() - Integer.BYTES;
        update.number("position", position).text("tracker", tracker).text("log", log);
        this.timeAt = update.time("insert_time", 0).size() - Long.BYTES;
        this.update = update.end().bytes();
        String id = new Row(new Key(step, tracker, 0), log).id();
        PlainBson filter = new PlainBson().text("_id", id);
        this.startAt = filter.size() - 1 - id.getBytes(StandardCharsets.UTF_8).length;
        this.filter = filter.bytes();
    }

    /** Inserts the row of a start, in epoch seconds. */
    WriteModel<Document> of(long start, long count) {
        byte[] filterOfRow = filter.clone();
        if (!PlainBson.isShort(count) || !Step.putName(start, filterOfRow, startAt)) {
            return new Row(new Key(step, tracker, start), log).insert(reading, count, position);
        }
        byte[] updateOfRow = update.clone();
        ByteBuffer.wrap(updateOfRow)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(countAt, (int) count)
                .putLong(timeAt, Math.multiplyExact(start, 1000));
        return new UpdateOneModel<>(new RawBsonDocument(filterOfRow), new RawBsonDocument(updateOfRow), Row.UPSERT);
    }
}
