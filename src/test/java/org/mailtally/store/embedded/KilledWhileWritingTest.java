package org.mailtally.store.embedded;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoCollection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.mailtally.rounds.Rounds;
import org.mailtally.rounds.Seed;

/** kill -9 at random moments, on one file again and again: {@code -Dmailtally.kills=…} times. */
class KilledWhileWritingTest {
    private static final int KILLS = Rounds.of("mailtally.kills", 3, 10);
    private static final int LONGEST_LIFE_MILLIS = 1_500;

    @RegisterExtension
    private final Seed seed = Seed.random();

    @Test
    void kill_whileWriting_losesAndTearsNothing(@TempDir Path directory) throws Exception {
        Random random = new Random(seed.value());
        Map<Integer, Long> acknowledged = new TreeMap<>();
        for (int round = 1; round <= KILLS; round++) {
            int before = acknowledged.size();
            Path output = directory.resolve("round" + round);
            Process writer = WritingProcess.start(directory, before * WritingProcess.GROUP, output);
            await().atMost(Duration.ofSeconds(30)).until(() -> Files.size(output) > 0);
            // the moment of the kill is what is tried here; nothing is waited for
            boolean ended = writer.waitFor(random.nextInt(LONGEST_LIFE_MILLIS), TimeUnit.MILLISECONDS);
            assertThat(ended).as("the writer died by itself").isFalse();
            writer.destroyForcibly().waitFor();
            Files.readAllLines(output).forEach(line -> acknowledge(line, acknowledged));
            assertThat(acknowledged).hasSizeGreaterThan(before);
            checkStored(directory, acknowledged, "round " + round);
        }
    }

    private static void acknowledge(String line, Map<Integer, Long> acknowledged) {
        String[] parts = line.split(" ");
        acknowledged.merge(Integer.valueOf(parts[0]), Long.valueOf(parts[1]), Math::max);
    }

    private static void checkStored(Path directory, Map<Integer, Long> acknowledged, String where) {
        try (OpenStore open = OpenStore.in(directory)) {
            Map<String, Long> counts = counts(open.collection("mail"), where);
            acknowledged.forEach((window, count) -> {
                List<Long> bulk = IntStream.range(window, window + WritingProcess.GROUP)
                        .mapToObj(raised -> counts.getOrDefault(Rows.id(raised), 0L))
                        .toList();
                assertThat(Set.copyOf(bulk))
                        .as("%s: half a bulk: %s", where, bulk)
                        .hasSize(1);
                assertThat(bulk.get(0)).as("%s: a row is lost", where).isGreaterThanOrEqualTo(count);
            });
            assertThat(counts.size() % WritingProcess.GROUP)
                    .as("%s: half a bulk", where)
                    .isZero();
            checkIndex(open.collection("claims"), acknowledged, where);
        }
    }

    private static Map<String, Long> counts(MongoCollection<Document> mail, String where) {
        Map<String, Long> counts = new HashMap<>();
        for (Document row : mail.find().into(new ArrayList<>())) {
            long count = row.getLong("msg_count");
            assertThat(row.getLong("position")).as("%s: torn: %s", where, row).isEqualTo(count * 100);
            assertThat(counts.put(row.getString("_id"), count))
                    .as("%s: twice: %s", where, row)
                    .isNull();
            assertThat(mail.find(eq("_id", row.get("_id"))).first()).isEqualTo(row);
        }
        return counts;
    }

    private static void checkIndex(MongoCollection<Document> claims, Map<Integer, Long> acknowledged, String where) {
        List<Document> all = claims.find().into(new ArrayList<>());
        assertThat(all).as(where).hasSizeGreaterThanOrEqualTo(acknowledged.size() - 1);
        for (Document claim : all) {
            assertThat(claims.find(eq("name", claim.get("name"))).into(new ArrayList<>()))
                    .as("%s: the unique index differs", where)
                    .containsExactly(claim);
        }
    }
}
