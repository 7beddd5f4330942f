package org.mailtally.store.embedded;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.function.Supplier;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A year of rows is in the store, and a question about an hour must not read them all. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class YearOfRowsTest {
    private static final int NOON = 200 * 288 + 144;
    private static final int AN_HOUR = 12;
    private static final int A_FEW_DOZEN = 36;

    private OpenStore open;
    private MongoCollection<Document> mail;

    @BeforeAll
    void fill(@TempDir Path directory) {
        open = OpenStore.in(directory);
        mail = open.collection("mail");
        Rows.insert(mail, Rows.WINDOWS_OF_A_YEAR);
    }

    @AfterAll
    void close() {
        open.close();
    }

    @Test
    void insertTimeRange_oneHour_examinesAFewDozen() {
        examinesFew(() -> mail.find(hour()), Rows.row(NOON, NOON), AN_HOUR);
        examinesFew(
                () -> mail.find(new Document("tracker", "outgoing")
                        .append("insert_time", new Document("$gte", Rows.date(NOON)).append("$lt", end()))),
                Rows.row(NOON, NOON),
                AN_HOUR);
    }

    @Test
    void insertTimeRange_oneSided_examinesOneSide() {
        int last = Rows.WINDOWS_OF_A_YEAR - 6;
        examinesFew(
                () -> mail.find(new Document("tracker", "outgoing")
                        .append("insert_time", new Document("$gte", Rows.date(last)))),
                Rows.row(last, last),
                6);
        examinesFew(() -> mail.find(lte("insert_time", Rows.date(4))), Rows.row(0, 0), 5);
    }

    @Test
    void insertTime_exactDate_examinesItsRows() {
        examinesFew(() -> mail.find(eq("insert_time", Rows.date(NOON))), Rows.row(NOON, NOON), 1);
    }

    @Test
    void insertTimeRange_boundsWithinAMinute_areExact() {
        Date justAfter = Date.from(Rows.time(NOON).plusMillis(1));
        assertThat(mail.find(and(gte("insert_time", justAfter), lt("insert_time", end())))
                        .into(new ArrayList<>()))
                .hasSize(AN_HOUR - 1);
        assertThat(mail.find(and(gte("insert_time", Rows.date(NOON)), lte("insert_time", justAfter)))
                        .into(new ArrayList<>()))
                .containsExactly(Rows.row(NOON, NOON));
    }

    @Test
    void sortByTimeOrId_withLimit_readsNoMoreThanItReturns() {
        int last = Rows.WINDOWS_OF_A_YEAR - 1;
        examinesFew(() -> mail.find().sort(descending("insert_time")).limit(1), Rows.row(last, last), 1);
        examinesFew(() -> mail.find().sort(descending("_id")).limit(3), Rows.row(last, last), 3);
        examinesFew(() -> mail.find(hour()).sort(ascending("insert_time")), Rows.row(NOON, NOON), AN_HOUR);
        examinesFew(
                () -> mail.find(hour()).sort(descending("insert_time", "_id")),
                Rows.row(NOON + AN_HOUR - 1, NOON + AN_HOUR - 1),
                AN_HOUR);
    }

    @Test
    void idRange_findCountAndAggregate_examineAFewDozen() {
        Bson range = and(gte("_id", Rows.id(NOON)), lt("_id", Rows.id(NOON + AN_HOUR)));
        examinesFew(() -> mail.find(range), Rows.row(NOON, NOON), AN_HOUR);
        assertThat(open.examinedBy(() -> assertThat(mail.countDocuments(range)).isEqualTo(AN_HOUR)))
                .isLessThan(A_FEW_DOZEN);
        List<Bson> sum =
                List.of(Aggregates.match(hour()), Aggregates.group(null, Accumulators.sum("messages", "$msg_count")));
        assertThat(open.examinedBy(() -> assertThat(mail.aggregate(sum).first()).isNotNull()))
                .isLessThan(A_FEW_DOZEN);
        assertThat(open.examinedBy(
                        () -> mail.distinct("tracker", range, String.class).into(new ArrayList<>())))
                .isLessThan(A_FEW_DOZEN);
    }

    @Test
    void exactId_besideOtherConditions_examinesOne() {
        Bson asDriverWritesIt = and(eq("_id", Rows.id(NOON)), eq("reading", Rows.READING));
        examinesFew(() -> mail.find(asDriverWritesIt), Rows.row(NOON, NOON), 1);
        examinesFew(
                () -> mail.find(new Document("_id", Rows.id(NOON)).append("reading", new Document("$lt", "0002"))),
                Rows.row(NOON, NOON),
                1);
        examinesFew(() -> mail.find(in("_id", Rows.id(NOON), Rows.id(NOON + 1), "none")), Rows.row(NOON, NOON), 2);
        assertThat(open.examinedBy(() -> mail.updateOne(asDriverWritesIt, Updates.max("position", 1))))
                .isEqualTo(1);
        assertThat(open.examinedBy(() -> mail.updateOne(
                        and(eq("_id", Rows.id(NOON)), lt("reading", "0001")), Updates.set("msg_count", 0))))
                .isEqualTo(1);
        assertThat(open.examinedBy(() -> mail.findOneAndUpdate(asDriverWritesIt, Updates.max("position", 1))))
                .isEqualTo(1);
    }

    @Test
    void bulkOfUpserts_examinesEachRowOnce() {
        assertThat(open.examinedBy(() -> mail.bulkWrite(Rows.raise(NOON, 100, NOON), Rows.unordered())))
                .isEqualTo(100);
    }

    @Test
    void deleteMany_idRange_examinesTheRange() {
        MongoCollection<Document> other = open.collection("mail_lines");
        Rows.insert(other, 3_000);
        assertThat(open.examinedBy(() -> assertThat(
                                other.deleteMany(lt("_id", Rows.id(10))).getDeletedCount())
                        .isEqualTo(10)))
                .isLessThan(A_FEW_DOZEN);
        assertThat(open.examinedBy(() -> assertThat(other.deleteMany(lt("insert_time", Rows.date(20)))
                                .getDeletedCount())
                        .isEqualTo(10)))
                .isLessThan(A_FEW_DOZEN);
        assertThat(other.countDocuments()).isEqualTo(2_980);
    }

    @Test
    void strayDocument_insertedByAnother_isFoundAndFastAgainWhenGone() {
        MongoCollection<Document> hours = open.collection("mail_hours");
        Rows.insert(hours, 1_000);
        Bson range = and(gte("insert_time", Rows.date(500)), lt("insert_time", Rows.date(512)));
        Document stray = new Document("_id", new ObjectId()).append("insert_time", Rows.date(505));
        hours.insertOne(stray);
        assertThat(hours.find(range).into(new ArrayList<>())).hasSize(13).contains(stray);
        assertThat(hours.find(range).sort(ascending("insert_time")).into(new ArrayList<>()))
                .hasSize(13)
                .isSortedAccordingTo(Comparator.comparing(found -> found.getDate("insert_time")));
        hours.deleteOne(eq("_id", stray.get("_id")));
        assertThat(open.examinedBy(() -> hours.find(range).into(new ArrayList<>())))
                .isLessThan(A_FEW_DOZEN);
    }

    @Test
    void strayDocument_madeByAnUpdate_isFound() {
        MongoCollection<Document> days = open.collection("mail_days");
        Rows.insert(days, 100);
        days.updateOne(eq("_id", Rows.id(3)), Updates.set("insert_time", Rows.date(5_000)));
        assertThat(days.find(gte("insert_time", Rows.date(5_000))).first()).containsEntry("_id", Rows.id(3));
        days.updateOne(eq("_id", Rows.id(3)), Updates.set("insert_time", Rows.date(3)));
        assertThat(open.examinedBy(
                        () -> days.find(gte("insert_time", Rows.date(5_000))).first()))
                .isZero();
    }

    @Test
    void upsert_idThereWithAnotherReading_isADuplicateKey() {
        UpdateOneModel<Document> otherReading = new UpdateOneModel<>(
                new Document("_id", Rows.id(NOON)).append("reading", "0002 ffff"),
                Updates.max("msg_count", 1L),
                new UpdateOptions().upsert(true));
        assertThat(BulkErrors.of(() -> mail.bulkWrite(List.of(otherReading, Rows.raise(NOON, 1)), Rows.unordered())))
                .containsExactly("0: 11000");
        assertThat(mail.find(eq("_id", Rows.id(NOON))).first()).containsEntry("reading", Rows.READING);
    }

    private void examinesFew(Supplier<FindIterable<Document>> query, Document first, int found) {
        List<Document> rows = new ArrayList<>();
        assertThat(open.examinedBy(() -> query.get().into(rows))).isLessThan(A_FEW_DOZEN);
        assertThat(rows).hasSize(found);
        assertThat(rows.get(0)).isEqualTo(first);
    }

    private static Bson hour() {
        return and(eq("tracker", "outgoing"), gte("insert_time", Rows.date(NOON)), lt("insert_time", end()));
    }

    private static Date end() {
        return Rows.date(NOON + AN_HOUR);
    }
}
