package org.mailtally.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.mailtally.rounds.Rounds;
import org.mailtally.rounds.Seed;

/**
 * The lines of a topic, of a real broker, are counted exactly: through kill -9 at random instants, start-up among them, and
 * by processes that join, leave and hang at will. {@code -Dmailtally.topic.kills=200} kills so often, {@code
 * -Dmailtally.rebalances=100} has so many partitions handed over.
 */
class KafkaIT {

    private static final int KILLS = Rounds.of("mailtally.topic.kills", 2, 6);
    private static final int REBALANCES = Rounds.of("mailtally.rebalances", 3, 8);
    private static final int LONGEST_LIFE_MILLIS = 6_000;
    private static final int PARTITIONS = 3;

    @TempDir
    private static Path brokerFolder;

    private static Broker broker;

    @RegisterExtension
    private final Seed seed = Seed.random();

    @TempDir
    private Path home;

    @BeforeAll
    static void startBroker() throws IOException {
        broker = new Broker(brokerFolder.resolve("broker"));
    }

    @AfterAll
    static void endBroker() {
        broker.close();
    }

    /** A process that counts a topic; what hangs is noticed after 2 s. */
    private Product product(String name, String topic) throws IOException {
        Product product = new Product(Files.createDirectories(home.resolve(name)));
        Path route = product.home().resolve("routes/track-kafka.camel.yaml");
        Files.writeString(
                route,
                Files.readString(route)
                        .replace("sessionTimeoutMs: 10000", "sessionTimeoutMs: 2000")
                        .replace("heartbeatIntervalMs: 3000", "heartbeatIntervalMs: 500")
                        .replace("metadataMaxAgeMs: 30000", "metadataMaxAgeMs: 2000"));
        return product.set("kafka.enabled", true)
                .set("kafka.brokers", broker.address())
                .set("kafka.topics", topic)
                .set("maillog.source", name);
    }

    @Test
    void topic_afterKillsAtAnyInstant_isCountedExactly() throws Exception {
        Random random = new Random(seed.value());
        MailLog account = new MailLog(seed.value());
        broker.topic("killed", PARTITIONS, Map.of());
        try (Product product = product("mx1", "killed")) {
            long lines;
            try (TopicWriter writer = new TopicWriter(
                    account, broker, "killed", Instant.now().minus(Duration.ofHours(20)), new Random(seed.value()))) {
                for (int kill = 0; kill < KILLS; kill++) {
                    product.launch();
                    product.liveFor(2_000 + random.nextInt(LONGEST_LIFE_MILLIS));
                    if (kill == 0) {
                        broker.partitions("killed", PARTITIONS + 1);
                    }
                    product.kill();
                }
                lines = writer.written();
            }
            product.start();
            product.awaitCounts("outgoing", account.messages());
            product.awaitCounts("lines", account.lines());
            assertThat(product.get("/health").statusCode())
                    .as("without a log file: %s", product.body("/health"))
                    .isEqualTo(200);
            assertThat(product.output()).doesNotContain("Exception");
            System.out.printf("%d kills, %d lines of a topic: every window exact%n", KILLS, lines);
        }
    }

    @Test
    void processesThatJoinLeaveAndHang_countWhatOneWould() throws Exception {
        Random random = new Random(seed.value());
        MailLog account = new MailLog(seed.value());
        broker.topic("shared", PARTITIONS, Map.of());
        try (StoreServer store = new StoreServer(home.resolve("store"));
                Product one = product("one", "shared").set("mongodb.uri", store.address());
                Product other = product("other", "shared").set("mongodb.uri", store.address())) {
            one.start();
            other.start();
            long lines;
            try (TopicWriter writer = new TopicWriter(
                    account, broker, "shared", Instant.now().minus(Duration.ofHours(20)), new Random(seed.value()))) {
                for (int round = 0; round < REBALANCES; round++) {
                    Product disturbed = List.of(one, other).get(random.nextInt(2));
                    disturbed.liveFor(random.nextInt(3_000));
                    switch ((round + (int) Math.floorMod(seed.value(), 3L)) % 3) {
                        case 0 -> {
                            disturbed.kill();
                            disturbed.start();
                        }
                        case 1 -> {
                            disturbed.stop();
                            disturbed.start();
                        }
                        default -> {
                            disturbed.pause();
                            (disturbed == one ? other : one).liveFor(4_000);
                            disturbed.resume();
                        }
                    }
                }
                lines = writer.written();
            }
            for (Product each : List.of(one, other)) {
                each.awaitCounts("outgoing", account.messages());
                each.awaitCounts("lines", account.lines());
                assertThat(each.output()).doesNotContain("Exception");
            }
            System.out.printf("%d rebalances, %d lines of a topic: every window exact%n", REBALANCES, lines);
        }
    }

    @Test
    void recordsThatWereDeletedBeforeTheyWereRead_areAPossibleGap() throws Exception {
        MailLog before = new MailLog(seed.value());
        broker.topic("deleted", 1, Map.of());
        try (Product product = product("mx1", "deleted").start()) {
            Instant time = Instant.now().minus(Duration.ofHours(5));
            write("deleted", before, time, 100);
            product.awaitCounts("lines", before.lines());
            product.stop();
            write("deleted", new MailLog(seed.value()), time.plus(Duration.ofHours(1)), 200);
            try (Admin admin = broker.admin()) {
                admin.deleteRecords(Map.of(new TopicPartition("deleted", 0), RecordsToDelete.beforeOffset(900)))
                        .all()
                        .get();
            }
            write("deleted", before, time.plus(Duration.ofHours(2)), 100);
            product.start();
            product.awaitCounts("lines", before.lines());

            await("the gap on /health").untilAsserted(() -> assertThat(product.body("/health"))
                    .contains("kafka:deleted/0", "from offset 300 up to 900"));
        }
    }

    /** Writes mails, a line a record, and waits until they are there. */
    private static void write(String topic, MailLog account, Instant time, int mails) throws Exception {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        try (var producer = broker.producer()) {
            for (int mail = 0; mail < mails; mail++) {
                for (String line : account.mail(time.plusSeconds(mail), MailLog.Form.RFC_3164)
                        .lines()
                        .toList()) {
                    sent.add(producer.send(new ProducerRecord<>(topic, line.getBytes(StandardCharsets.ISO_8859_1))));
                }
            }
        }
        for (Future<RecordMetadata> each : sent) {
            each.get();
        }
    }
}
