package org.mailtally.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that read for long, or would without end, hold up nobody's writes, and end. */
class SlowReadsTest {
    private static final int MAX_TIME_EXPIRED = 50;
    private static final int ROWS = 20_000;
    private static final Duration AT_ONCE = Duration.ofSeconds(5);

    private OpenStore open;
    private MongoClient client;
    private MongoCollection<Document> mail;

    @BeforeEach
    void open(@TempDir Path directory) {
        open = OpenStore.in(directory);
        Rows.insert(open.collection("mail"), ROWS);
        client = MongoClients.create(open.store().clientsAddress());
        mail = client.getDatabase("logs").getCollection("mail");
    }

    @AfterEach
    void close() {
        client.close();
        open.close();
    }

    /** An aggregation that makes a billion documents of each row, and keeps none. */
    private static List<Document> endless() {
        List<Document> stages = new ArrayList<>();
        for (String field : List.of("a", "b", "c")) {
            stages.add(new Document("$addFields", new Document(field, Collections.nCopies(1_000, 1))));
            stages.add(new Document("$unwind", "$" + field));
        }
        stages.add(new Document("$match", new Document("a", 2)));
        return stages;
    }

    @Test
    void aReadWithoutEnd_endsByItsMaxTime_andHoldsUpNoWrite() {
        CompletableFuture<MongoException> slow = CompletableFuture.supplyAsync(() -> failureOf(
                () -> mail.aggregate(endless()).maxTime(6, TimeUnit.SECONDS).first()));
        while (!slow.isDone()) {
            Instant before = Instant.now();
            open.collection("mail").updateOne(Filters.eq("_id", Rows.id(0)), Updates.inc("msg_count", 1));
            assertThat(Duration.between(before, Instant.now())).isLessThan(AT_ONCE);
        }
        assertThat(slow.join().getCode()).isEqualTo(MAX_TIME_EXPIRED);
    }

    @Test
    void twoReadsWithoutEnd_leaveNoThreadBehind() {
        for (int read = 0; read < 2; read++) {
            failureOf(() -> mail.aggregate(endless())
                    .maxTime(100, TimeUnit.MILLISECONDS)
                    .first());
        }
        assertThat(mail.countDocuments()).isEqualTo(ROWS);
    }

    @Test
    void aPipelinesOwnReadWithoutEnd_endsByItsMaxTime() {
        assertThat(failureOf(() -> open.collection("mail")
                                .aggregate(endless())
                                .maxTime(300, TimeUnit.MILLISECONDS)
                                .first())
                        .getCode())
                .isEqualTo(MAX_TIME_EXPIRED);
    }

    @Test
    void aWriteThatSearchesTooLong_endsByItsMaxTime_withNothingOfItStored() {
        Document update = new Document("q", new Document("tracker", new Document("$ne", "x")))
                .append("u", new Document("$set", new Document("touched", true)))
                .append("multi", true);
        Document command = new Document("update", "mail")
                .append("updates", List.of(update))
                .append("maxTimeMS", 1);
        assertThat(failureOf(() -> client.getDatabase("logs").runCommand(command))
                        .getCode())
                .isEqualTo(MAX_TIME_EXPIRED);
        assertThat(mail.countDocuments(Filters.exists("touched"))).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"^(\\w+\\W*)+[!]$", "(x+x+)+y", "(.*)*\\d\\d\\d\\d\\d\\d\\d!", "(a|a?)+$b"})
    void anExpressionThatBacktracks_isMatchedInNoTime(String expression) {
        Instant before = Instant.now();
        assertThat(mail.find(Filters.regex("_id", expression)).first()).isNull();
        mail.deleteMany(Filters.or(Filters.eq("a", 1), Filters.not(Filters.regex("_id", "2026|20"))));
        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(9));
        assertThat(mail.countDocuments()).isEqualTo(ROWS);
    }

    @Test
    void expressionsAreAsBefore_whereRe2HasThem() {
        assertThat(mail.countDocuments(Filters.regex("_id", "OUTGOING", "i"))).isEqualTo(ROWS);
        assertThat(mail.countDocuments(Filters.in("_id", java.util.regex.Pattern.compile("^20\\d\\d-"))))
                .isEqualTo(ROWS);
        assertThat(mail.countDocuments(Document.parse("{_id: {$regex: '^20', $options: 's'}, tracker: /out/}")))
                .isEqualTo(ROWS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{_id: {$regex: '(?=x)'}}",
                "{_id: {$regex: '(a{1000}){1000}'}}",
                "{_id: {$regex: 'a', $options: 'x'}}",
                "{$expr: {$eq: [1, {$range: [0, 2000000000]}]}}",
                "{$expr: {$map: {input: [1], in: {$map: {input: [1], in: 1}}}}}"
            })
    void whatCouldLastForEver_isRefusedInWords(String filter) {
        assertThatExceptionOfType(MongoCommandException.class)
                .isThrownBy(() -> mail.find(Document.parse(filter)).first())
                .satisfies(refused -> assertThat(refused.getErrorCodeName()).isEqualTo("BadValue"));
    }

    @Test
    void aSnapshot_showsWhatWasCommitted_thenAndNotLater() {
        Bson all = Filters.gte("_id", "2");
        try (MongoCursor<Document> cursor = mail.find(all).batchSize(ROWS / 2).iterator()) {
            cursor.next();
            open.collection("mail").deleteMany(all);
            open.collection("mail").insertOne(new Document("_id", "9 later"));
            int read = 1;
            while (cursor.hasNext()) {
                cursor.next();
                read++;
            }
            assertThat(read)
                    .as("the first batch, and what there is at the next")
                    .isBetween(2, ROWS / 2 + 1);
        }
        await().untilAsserted(() -> assertThat(mail.countDocuments()).isEqualTo(1));
    }

    private static MongoException failureOf(Runnable command) {
        try {
            command.run();
            throw new AssertionError("it came to an end");
        } catch (MongoException e) {
            return e;
        }
    }
}
