package org.mailtally.store.embedded;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BulkWriteTest {
    private OpenStore open;
    private MongoCollection<Document> mail;

    @BeforeEach
    void open(@TempDir Path directory) {
        open = OpenStore.in(directory);
        mail = open.collection("mail");
    }

    @AfterEach
    void close() {
        open.close();
    }

    @Test
    void upserts_thousandRows_areThereOnceAndOnlyGrow() {
        BulkWriteResult first = mail.bulkWrite(Rows.raise(0, 1_000, 5), Rows.unordered());
        assertThat(first.getUpserts()).hasSize(1_000);
        BulkWriteResult lower = mail.bulkWrite(Rows.raise(0, 1_000, 3), Rows.unordered());
        assertThat(lower.getMatchedCount()).isEqualTo(1_000);
        assertThat(lower.getModifiedCount()).isZero();
        mail.bulkWrite(Rows.raise(500, 1_000, 8), Rows.unordered());
        assertThat(mail.countDocuments()).isEqualTo(1_500);
        assertThat(mail.countDocuments(eq("msg_count", 5L))).isEqualTo(500);
        assertThat(mail.countDocuments(eq("msg_count", 8L))).isEqualTo(1_000);
    }

    @Test
    void orderedUpdates_errorInTheMiddle_endThere() {
        mail.insertOne(new Document("_id", 1).append("n", "text"));
        List<WriteModel<Document>> writes = List.of(
                new UpdateOneModel<>(eq("_id", 1), Updates.set("first", true)),
                new UpdateOneModel<>(eq("_id", 1), Updates.inc("n", 1)),
                new UpdateOneModel<>(eq("_id", 1), Updates.set("last", true)));
        MongoBulkWriteException failure = catchThrowableOfType(
                MongoBulkWriteException.class, () -> mail.bulkWrite(writes, new BulkWriteOptions().ordered(true)));
        assertThat(failure.getWriteErrors()).singleElement().satisfies(error -> assertThat(error.getIndex())
                .isEqualTo(1));
        assertThat(failure.getWriteResult().getModifiedCount()).isEqualTo(1);
        assertThat(mail.find().first()).containsKey("first").doesNotContainKey("last");
    }

    @Test
    void orderedUpserts_errorInTheMiddle_insertNoMore() {
        mail.insertOne(new Document("_id", Rows.id(0)).append("reading", "another"));
        assertThat(BulkErrors.of(() -> mail.bulkWrite(Rows.raise(0, 3, 1), new BulkWriteOptions().ordered(true))))
                .containsExactly("0: 11000");
        assertThat(mail.countDocuments()).isEqualTo(1);
    }

    @Test
    void unorderedUpdates_errorInTheMiddle_goOn() {
        mail.insertOne(new Document("_id", 1).append("n", "text"));
        List<WriteModel<Document>> writes = List.of(
                new UpdateOneModel<>(eq("_id", 1), Updates.inc("n", 1)),
                new UpdateOneModel<>(eq("_id", 1), Updates.set("last", true)));
        assertThat(BulkErrors.of(() -> mail.bulkWrite(writes, Rows.unordered())))
                .hasSize(1);
        assertThat(mail.find().first()).containsKey("last");
    }

    @Test
    void inserts_duplicateInTheMiddle_sayHowManyWereInserted() {
        List<Document> documents = List.of(new Document("_id", 1), new Document("_id", 1L), new Document("_id", 2));
        MongoBulkWriteException ordered =
                catchThrowableOfType(MongoBulkWriteException.class, () -> mail.insertMany(documents));
        assertThat(ordered.getWriteResult().getInsertedCount()).isEqualTo(1);
        MongoBulkWriteException unordered = catchThrowableOfType(
                MongoBulkWriteException.class,
                () -> mail.insertMany(documents, new InsertManyOptions().ordered(false)));
        assertThat(unordered.getWriteResult().getInsertedCount()).isEqualTo(1);
        assertThat(mail.find().into(new ArrayList<>())).containsExactlyInAnyOrder(documents.get(0), documents.get(2));
    }

    @Test
    void bulk_breaksOffInTheMiddle_leavesNothing() {
        mail.insertOne(new Document("_id", "before"));
        List<WriteModel<Document>> writes = List.of(
                Rows.raise(1, 1),
                new UpdateOneModel<>(eq("_id", "before"), List.of(Updates.set("n", 1))),
                Rows.raise(2, 1));
        assertThatThrownBy(() -> mail.bulkWrite(writes, Rows.unordered()))
                .isInstanceOf(MongoCommandException.class)
                .hasMessageContaining("the embedded store cannot do this");
        assertThat(mail.find().into(new ArrayList<>())).containsExactly(new Document("_id", "before"));
        mail.bulkWrite(Rows.raise(0, 10, 1), Rows.unordered());
        assertThat(mail.countDocuments()).isEqualTo(11);
    }

    @Test
    void updates_collectionWithUniqueIndex_keepIt() {
        MongoCollection<Document> claims = open.collection("claims");
        claims.createIndex(new Document("name", 1), new IndexOptions().unique(true));
        claims.insertMany(
                List.of(new Document("_id", 1).append("name", "a"), new Document("_id", 2).append("name", "b")));
        assertThat(BulkErrors.of(() -> claims.bulkWrite(
                        List.of(new UpdateOneModel<>(eq("_id", 2), Updates.set("name", "a"))), Rows.unordered())))
                .containsExactly("0: 11000");
        claims.updateOne(eq("_id", 1), Updates.set("name", "c"));
        claims.updateOne(eq("_id", 2), Updates.set("name", "a"));
        assertThat(claims.find(eq("name", "a")).first()).containsEntry("_id", 2);
        claims.deleteOne(eq("_id", 2));
        claims.insertOne(new Document("_id", 3).append("name", "a"));
        assertThat(claims.countDocuments()).isEqualTo(2);
    }
}
