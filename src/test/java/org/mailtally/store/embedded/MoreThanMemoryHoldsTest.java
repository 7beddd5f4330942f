package org.mailtally.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A process with as little memory as the launcher gives it, and commands that would have to hold two years of rows. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MoreThanMemoryHoldsTest {

    private static final int WINDOWS = 2 * Rows.WINDOWS_OF_A_YEAR;
    private static final int EXCEEDED_MEMORY = 292;

    private Process process;
    private MongoClient client;
    private MongoCollection<Document> mail;

    @BeforeAll
    void start(@TempDir Path directory) throws IOException {
        try (OpenStore open = OpenStore.in(directory)) {
            Rows.insert(open.collection("mail"), WINDOWS);
        }
        Path said = directory.resolve("said");
        process = StoreInLittleMemory.start(directory, said);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> Files.readString(said).endsWith("\n"));
        client = MongoClients.create(Files.readString(said).strip());
        mail = client.getDatabase("logs").getCollection("mail");
    }

    @AfterAll
    void stop() {
        client.close();
        process.destroyForcibly();
    }

    @Test
    void busiestWindows_areFound_holdingFew() {
        Document busiestFirst = new Document("msg_count", -1);
        List<Document> few = mail.find().sort(busiestFirst).limit(3).into(new ArrayList<>());
        assertThat(few)
                .containsExactly(
                        Rows.row(WINDOWS - 1, WINDOWS - 1),
                        Rows.row(WINDOWS - 2, WINDOWS - 2),
                        Rows.row(WINDOWS - 3, WINDOWS - 3));
        isStillThere();
    }

    @Test
    void aggregationThatSortsAll_isRefusedByName() {
        List<Document> pipeline =
                List.of(new Document("$sort", new Document("msg_count", -1)), new Document("$limit", 1));
        refuses(() -> mail.aggregate(pipeline).maxTime(60, TimeUnit.SECONDS).first());
    }

    @Test
    void aggregationThatReturnsAll_isRefusedByName() {
        refuses(() -> mail.aggregate(List.of(new Document("$match", new Document("tracker", "outgoing"))))
                .maxTime(60, TimeUnit.SECONDS)
                .first());
    }

    @Test
    void aggregationThatMakesMuchOfLittle_isRefusedByName() {
        String text = "x".repeat(100_000);
        Document longTexts = new Document("$concat", List.of("$_id", text));
        refuses(() -> mail.aggregate(List.of(
                        new Document(
                                "$group", new Document("_id", null).append("all", new Document("$push", longTexts))),
                        new Document("$project", new Document("_id", 1))))
                .maxTime(60, TimeUnit.SECONDS)
                .first());
        List<Document> multiplied = new ArrayList<>(List.of(new Document("$limit", 1)));
        List<Integer> many = Collections.nCopies(1_000, 1);
        for (String field : List.of("a", "b", "c")) {
            multiplied.add(new Document("$addFields", new Document(field, many)));
            multiplied.add(new Document("$unwind", "$" + field));
        }
        refuses(() -> mail.aggregate(multiplied).maxTime(60, TimeUnit.SECONDS).first());
    }

    @Test
    void aggregationThatHoldsLittle_isAnswered() {
        List<Document> sum = List.of(new Document(
                "$group", new Document("_id", "$tracker").append("all", new Document("$sum", "$msg_count"))));
        assertThat(mail.aggregate(sum).first())
                .isEqualTo(new Document("_id", "outgoing").append("all", (long) WINDOWS * (WINDOWS - 1) / 2));
    }

    private void refuses(Runnable command) {
        assertThatExceptionOfType(MongoCommandException.class)
                .isThrownBy(command::run)
                .satisfies(refused -> assertThat(refused.getErrorCode()).isEqualTo(EXCEEDED_MEMORY))
                .withMessageContaining("narrow its filter");
        isStillThere();
    }

    private void isStillThere() {
        assertThat(process.isAlive()).isTrue();
        assertThat(mail.countDocuments()).isEqualTo(WINDOWS);
    }
}
