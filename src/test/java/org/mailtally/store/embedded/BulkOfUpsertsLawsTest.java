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
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.bson.Document;

/**
 * A bulk in which new rows, known ones, refused ones and other updates lie mixed does what each of them alone does to a sorted
 * map, in their order.
 */
final class BulkOfUpsertsLawsTest {

    @Property(tries = 60)
    void bulk_anyMixture_doesWhatEachAloneDoes(@ForAll("bulks") List<List<Each>> bulks, @ForAll boolean isThere)
            throws IOException {
        Path folder = Folders.make();
        try (OpenStore open = OpenStore.in(folder)) {
            MongoCollection<Document> rows = open.collection("mail");
            if (isThere) {
                rows.createIndex(new Document("free", 1));
            }
            mustDoAs(new Model(false), rows, bulks);
        } finally {
            Folders.delete(folder);
        }
    }

    @Property(tries = 20)
    void bulk_intoACollectionWithAUniqueIndex_isRefusedWhereItMustBe(@ForAll("bulks") List<List<Each>> bulks)
            throws IOException {
        Path folder = Folders.make();
        try (OpenStore open = OpenStore.in(folder)) {
            MongoCollection<Document> rows = open.collection("mail");
            rows.createIndex(new Document("reading", 1), new IndexOptions().unique(true));
            mustDoAs(new Model(true), rows, bulks);
        } finally {
            Folders.delete(folder);
        }
    }

    private static void mustDoAs(Model model, MongoCollection<Document> rows, List<List<Each>> bulks) {
        for (List<Each> bulk : bulks) {
            assertThat(Outcome.of(rows, bulk)).isEqualTo(model.apply(bulk));
        }
        assertThat(rows.find().into(new ArrayList<>())).isEqualTo(model.documents());
    }

    /** What became of the parts of a bulk, as it is reported: indexes of the inserted, and of the refused with their code. */
    record Outcome(int matched, int modified, List<String> inserted, List<String> refused) {

        static Outcome of(MongoCollection<Document> collection, List<Each> bulk) {
            List<WriteModel<Document>> writes = new ArrayList<>();
            bulk.forEach(each -> writes.add(each.write()));
            try {
                return of(collection.bulkWrite(writes, Rows.unordered()), List.of());
            } catch (MongoBulkWriteException e) {
                List<String> refused = e.getWriteErrors().stream()
                        .map(error -> error.getIndex() + ": " + error.getCode())
                        .toList();
                return of(e.getWriteResult(), refused);
            }
        }

        private static Outcome of(BulkWriteResult result, List<String> refused) {
            List<String> inserted = result.getUpserts().stream()
                    .map(upsert ->
                            upsert.getIndex() + ": " + upsert.getId().asString().getValue())
                    .toList();
            return new Outcome(result.getMatchedCount(), result.getModifiedCount(), inserted, refused);
        }
    }

    /** The rows as they have to be. Not thread-safe. */
    private static final class Model {
        private final boolean readingsAreUnique;
        private final Map<String, Row> rows = new TreeMap<>();

        private record Row(String reading, long count) {}

        Model(boolean readingsAreUnique) {
            this.readingsAreUnique = readingsAreUnique;
        }

        Outcome apply(List<Each> bulk) {
            int matched = 0;
            int modified = 0;
            List<String> inserted = new ArrayList<>();
            List<String> refused = new ArrayList<>();
            for (int index = 0; index < bulk.size(); index++) {
                Each each = bulk.get(index);
                Row row = rows.get(each.id());
                if (row != null && row.reading().equals(each.reading())) {
                    Row raised = new Row(each.reading(), each.countAfter(row.count()));
                    rows.put(each.id(), raised);
                    matched++;
                    modified += raised.equals(row) ? 0 : 1;
                } else if (each.upserts() && (row != null || isTaken(each.reading()))) {
                    refused.add(index + ": 11000");
                } else if (each.upserts()) {
                    rows.put(each.id(), new Row(each.reading(), each.count()));
                    inserted.add(index + ": " + each.id());
                }
            }
            return new Outcome(matched, modified, inserted, refused);
        }

        private boolean isTaken(String reading) {
            return readingsAreUnique
                    && rows.values().stream().anyMatch(row -> row.reading().equals(reading));
        }

        List<Document> documents() {
            return rows.entrySet().stream()
                    .map(row -> new Document("_id", row.getKey())
                            .append("reading", row.getValue().reading())
                            .append("msg_count", row.getValue().count()))
                    .toList();
        }
    }

    /** An update of a row. */
    record Each(String id, String reading, long count, String operator, boolean upserts) {

        long countAfter(long before) {
            return switch (operator) {
                case "$max" -> Math.max(before, count);
                case "$min" -> Math.min(before, count);
                case "$inc" -> before + count;
                default -> count;
            };
        }

        WriteModel<Document> write() {
            return new UpdateOneModel<>(
                    new Document("_id", id).append("reading", reading),
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
