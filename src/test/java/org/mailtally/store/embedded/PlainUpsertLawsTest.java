package org.mailtally.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.result.UpdateResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.bson.Document;

/** What is inserted at once is what the engine inserts, which asks for `_id` by an operator have do it. */
final class PlainUpsertLawsTest {

    @Property(tries = 60)
    void upserts_anyFieldsAndOperators_areWhatTheEngineMakesOfThem(@ForAll("upserts") List<Upsert> upserts)
            throws IOException {
        Path folder = Folders.make();
        try (OpenStore open = OpenStore.in(folder)) {
            MongoCollection<Document> ours = open.collection("ours");
            MongoCollection<Document> engines = open.collection("engines");

            for (Upsert upsert : upserts) {
                assertThat(upsert.into(ours, upsert.id()))
                        .isEqualTo(upsert.into(engines, new Document("$eq", upsert.id())));
            }
            assertThat(open.all("ours")).isEqualTo(open.all("engines"));
        } finally {
            Folders.delete(folder);
        }
    }

    record Upsert(String id, Document fields, Document update) {

        /** What is answered: what was inserted, or the fault's number. */
        String into(MongoCollection<Document> collection, Object askedFor) {
            Document selector = new Document("_id", askedFor);
            selector.putAll(fields);
            try {
                UpdateResult result = collection.updateOne(selector, update, new UpdateOptions().upsert(true));
                return result.toString();
            } catch (MongoException e) {
                return "fault " + e.getCode();
            }
        }
    }

    @Provide
    Arbitrary<List<Upsert>> upserts() {
        Arbitrary<String> ids = Arbitraries.of("a", "2026-11-23T09:55Z outgoing 4f", "", "b", "c", "d", "e", "f", "g");
        Arbitrary<Document> update = document(
                Arbitraries.of(
                        "$set", "$max", "$setOnInsert", "$set", "$max", "$setOnInsert", "$min", "$inc", "$unset"),
                fields());
        return Combinators.combine(ids, fields(), update.filter(each -> !each.isEmpty()))
                .as(Upsert::new)
                .list()
                .ofMinSize(10)
                .ofMaxSize(40);
    }

    private static Arbitrary<Document> fields() {
        Arbitrary<Object> values = Arbitraries.of(
                Arrays.asList("text", "", 1, 7L, 2.5, true, Instant.EPOCH, null, List.of(1, 2), new Document("a", 1)));
        return document(Arbitraries.of("reading", "msg_count", "position", "tracker", "a.b", "a"), values);
    }

    private static Arbitrary<Document> document(Arbitrary<String> names, Arbitrary<?> values) {
        return Combinators.combine(names, values)
                .as(Document::new)
                .list()
                .ofMaxSize(3)
                .map(parts -> {
                    Document whole = new Document();
                    parts.forEach(whole::putAll);
                    return whole;
                });
    }
}
