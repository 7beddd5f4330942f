package org.mailtally.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.bson.Document;

/** A bulk in which new rows, known ones, refused ones and other updates lie mixed is what the engine makes of each alone. */
final class BulkOfUpsertsLawsTest {

    @Property(tries = 60)
    void bulk_anyMixture_isAsIfTheEngineDidEachAlone(@ForAll("bulks") List<List<Each>> bulks, @ForAll boolean isThere)
            throws IOException {
        Path folder = Folders.make();
        try (OpenStore open = OpenStore.in(folder)) {
            MongoCollection<Document> ours = open.collection("ours");
            MongoCollection<Document> engines = open.collection("engines");
            if (isThere) {
                ours.createIndex(new Document("free", 1));
            }

            for (List<Each> bulk : bulks) {
                assertThat(answer(ours, bulk, Each::asPlain)).isEqualTo(answer(engines, bulk, Each::asOther));
            }
            assertThat(open.all("ours")).isEqualTo(open.all("engines"));
        } finally {
            Folders.delete(folder);
        }
    }

    @Property(tries = 20)
    void bulk_intoACollectionWithAUniqueIndex_isRefusedWhereItMustBe(@ForAll("bulks") List<List<Each>> bulks)
            throws IOException {
        Path folder = Folders.make();
        try (OpenStore open = OpenStore.in(folder)) {
            for (String name : List.of("ours", "engines")) {
                open.collection(name).createIndex(new Document("reading", 1), new IndexOptions().unique(true));
            }
            for (List<Each> bulk : bulks) {
                assertThat(answer(open.collection("ours"), bulk, Each::asPlain))
                        .isEqualTo(answer(open.collection("engines"), bulk, Each::asOther));
            }
            assertThat(open.all("ours")).isEqualTo(open.all("engines"));
        } finally {
            Folders.delete(folder);
        }
    }

    /** What became of each: inserted, refused, and how many were found and changed. */
    private static String answer(MongoCollection<Document> collection, List<Each> bulk, Way way) {
        List<WriteModel<Document>> writes = new ArrayList<>();
        bulk.forEach(each -> writes.add(way.write(each)));
        BulkWriteResult result;
        Stream<String> refused = Stream.of();
        try {
            result = collection.bulkWrite(writes, Rows.unordered());
        } catch (MongoBulkWriteException e) {
            result = e.getWriteResult();
            refused = e.getWriteErrors().stream().map(error -> error.getIndex() + " refused " + error.getCode());
        }
        Stream<String> inserted = result.getUpserts().stream()
                .map(upsert ->
                        upsert.getIndex() + " " + upsert.getId().asString().getValue());
        return result.getMatchedCount() + " found, " + result.getModifiedCount() + " changed "
                + Stream.concat(inserted, refused).toList();
    }

    interface Way {
        WriteModel<Document> write(Each each);
    }

    /** An update of a row; with an operator that is no setting one it is never a plain one. */
    record Each(String id, String reading, long count, String operator, boolean upserts) {

        WriteModel<Document> asPlain() {
            return write(id);
        }

        /** The engine's way: an `_id` that is asked for by an operator. */
        WriteModel<Document> asOther() {
            return write(new Document("$eq", id));
        }

        private WriteModel<Document> write(Object askedFor) {
            return new UpdateOneModel<>(
                    new Document("_id", askedFor).append("reading", reading),
                    new Document(operator, new Document("msg_count", count)),
                    new UpdateOptions().upsert(upserts));
        }
    }

    @Provide
    Arbitrary<List<List<Each>>> bulks() {
        return Combinators.combine(
                        Arbitraries.of("a", "b", "c", "d", "e", "2026-11-23T09:55Z outgoing 4f"),
                        Arbitraries.of("0001", "0001", "0002"),
                        Arbitraries.longs().between(0, 5),
                        Arbitraries.of("$max", "$max", "$max", "$set", "$inc", "$min"),
                        Arbitraries.of(true, true, true, false))
                .as(Each::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(12)
                .list()
                .ofMinSize(1)
                .ofMaxSize(6);
    }
}
