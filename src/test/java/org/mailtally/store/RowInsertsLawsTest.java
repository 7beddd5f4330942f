package org.mailtally.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.conversions.Bson;
import org.mailtally.tally.Key;
import org.mailtally.tally.Step;

/** Whatever rows are inserted by copying the bytes of one, they are those that are put together one by one. */
final class RowInsertsLawsTest {

    private static final String READING = "0002.0001 c41d0e7a9b3f5d21";

    @Property
    void rowsOfATracker_eachTheSameBytes_asPutTogetherAlone(
            @ForAll Step step,
            @ForAll("trackers") String tracker,
            @ForAll @LongRange(min = 0) long position,
            @ForAll("counts") long count,
            @ForAll("starts") @Size(max = 5) List<Long> starts) {
        String log = "9f3ab2c4d5e6f7089f3ab2c4d5e6f708";
        RowInserts inserts = new RowInserts(step, tracker, log, READING, position);
        for (long start : starts) {
            Row alone = new Row(new Key(step, tracker, start), log);

            assertThat(told(inserts.of(start, count))).isEqualTo(told(alone.insert(READING, count, position)));
        }
    }

    private static List<Object> told(WriteModel<Document> write) {
        UpdateOneModel<Document> update = (UpdateOneModel<Document>) write;
        return List.of(
                bytes(update.getFilter()),
                bytes(Objects.requireNonNull(update.getUpdate())),
                update.getOptions().isUpsert());
    }

    /** The document's bytes, which are equal where all of them are. */
    private static ByteBuffer bytes(Bson document) {
        return ((RawBsonDocument) document).getByteBuffer().asNIO();
    }

    /** Counts of 32 bits and of more. */
    @Provide
    Arbitrary<Long> counts() {
        return Arbitraries.oneOf(
                Arbitraries.longs().between(0, Integer.MAX_VALUE),
                Arbitraries.longs().between(Integer.MAX_VALUE, Long.MAX_VALUE));
    }

    @Provide
    Arbitrary<String> trackers() {
        return Arbitraries.of("lines", "outgoing", "a", "caf\u00e9-\ud83d\ude80", "2026-11-23T09:55Z");
    }

    /** Starts of five minutes, also of years that have not four digits. */
    @Provide
    Arbitrary<List<Long>> starts() {
        return Arbitraries.oneOf(
                        Arbitraries.longs().between(-62_167_219_200L, 253_402_300_799L),
                        Arbitraries.longs().between(-70_000_000_000L, 300_000_000_000L))
                .map(second -> Math.floorDiv(second, 300L) * 300)
                .list();
    }
}
