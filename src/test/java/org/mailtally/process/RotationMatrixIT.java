package org.mailtally.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.assertj.core.api.SoftAssertions;
import org.bson.Document;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mailtally.packaging.Command;

/**
 * Every {@link Rotation} at every {@link Moment}: each meets a log of its own, all in one run of the product. Every window
 * is exact; where lines went that nobody had read, exactly these are missing, and a possible gap is reported.
 */
class RotationMatrixIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MOST_ATTEMPTS = 500;
    private static final int STEP_MILLIS = 20;

    @TempDir
    private Path home;

    private final List<RotatedLog> logs = new ArrayList<>();

    /** The store, begun anew in a folder. */
    StoreServer store(Path folder) throws IOException {
        return new StoreServer(folder);
    }

    /** When the rotation comes. */
    enum Moment {
        WHILE_RUNNING,
        WHILE_STOPPED,
        WHILE_THE_STORE_IS_AWAY,
        DURING_BACKFILL
    }

    @ParameterizedTest
    @EnumSource
    void rotated_everyWindowIsExact_orItsGapIsReported(Moment moment) throws IOException {
        try (StoreServer store = store(home.resolve("store"));
                Product product =
                        new Product(home).set("mongodb.uri", store.address() + "?serverSelectionTimeoutMS=200")) {
            for (Rotation rotation : Rotation.values()) {
                RotatedLog log = new RotatedLog(rotation, logs.size() + 1, product.logs());
                log.writeBefore();
                logs.add(log);
            }
            switch (moment) {
                case WHILE_RUNNING -> whileRunning(product);
                case WHILE_STOPPED -> whileStopped(product);
                case WHILE_THE_STORE_IS_AWAY -> whileTheStoreIsAway(product, store);
                case DURING_BACKFILL -> duringBackfill(product, store);
            }
            awaitExact(product);
            for (RotatedLog log : logs) {
                log.goOn();
            }
            awaitExact(product);
            assertGaps(store, moment);
            Command.Outcome verified = product.verify();
            assertThat(verified.exit()).as(verified.out() + verified.err()).isZero();
            assertThat(product.output()).doesNotContain("Exception:");
        }
    }

    private void whileRunning(Product product) throws IOException {
        product.start();
        awaitExact(product);
        pauseWhen(product, () -> !product.hasOpen(product.logs()));
        writeUnseen();
        turn();
        product.resume();
    }

    private void whileStopped(Product product) throws IOException {
        product.start();
        awaitExact(product);
        assertThat(product.stop()).isEqualTo(143);
        writeUnseen();
        turn();
        product.start();
    }

    /** The lines come while it looks at the files and cannot store what it reads. */
    private void whileTheStoreIsAway(Product product, StoreServer store) throws IOException {
        product.start();
        awaitExact(product);
        store.kill();
        writeUnseen();
        await().atMost(PATIENCE).until(() -> product.body("/health").contains("Store away"));
        pauseWhen(product, () -> !product.hasOpen(product.logs()));
        turn();
        product.resume();
        await().atMost(PATIENCE).until(() -> product.status("/health") == 503);
        store.start();
    }

    /** The log that will be deleted has been read by then, others have not. */
    private void duringBackfill(Product product, StoreServer store) throws IOException {
        RotatedLog newest = logs.stream()
                .filter(log -> log.rotation() == Rotation.DELETED)
                .findFirst()
                .orElseThrow();
        assertThat(newest.file().toFile().setLastModified(System.currentTimeMillis() + 2_000))
                .isTrue();
        product.launch();
        try (MongoClient client = MongoClients.create(store.address())) {
            pauseWhen(
                    product,
                    () -> !product.hasOpen(newest.folder())
                            && client.getDatabase("logs")
                                            .getCollection("mail_logs")
                                            .countDocuments()
                                    > 0);
            Set<String> read = new TreeSet<>();
            for (Document checkpoint :
                    client.getDatabase("logs").getCollection("mail_logs").find()) {
                read.add(checkpoint.getString("log"));
            }
            System.out.printf("rotated when %d of %d logs were read%n", read.size(), logs.size());
            assertThat(read).as("logs read before the rotation").hasSizeLessThan(logs.size());
        }
        writeUnseen();
        turn();
        product.resume();
    }

    /** Lets it run on for small steps until it stands at a moment of which something is true. */
    private static void pauseWhen(Product product, BooleanSupplier moment) {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            product.pause();
            if (moment.getAsBoolean()) {
                return;
            }
            product.resume();
            product.liveFor(STEP_MILLIS);
        }
        throw new AssertionError("the moment never came; it said: " + product.output());
    }

    private void writeUnseen() throws IOException {
        for (RotatedLog log : logs) {
            log.writeUnseen();
        }
    }

    private void turn() throws IOException {
        for (RotatedLog log : logs) {
            log.turn();
        }
    }

    private void awaitExact(Product product) {
        Instant to = Instant.now();
        Instant from = to.minus(Duration.ofDays(3));
        await().atMost(PATIENCE)
                .ignoreExceptionsMatching(UncheckedIOException.class::isInstance)
                .untilAsserted(() -> {
                    Map<Instant, Long> messages = product.counts("outgoing", from, to);
                    Map<Instant, Long> lines = product.counts("lines", from, to);
                    SoftAssertions each = new SoftAssertions();
                    for (RotatedLog log : logs) {
                        each.assertThat(log.own(messages))
                                .as("messages, %s", log.rotation())
                                .isEqualTo(log.messages());
                        each.assertThat(log.own(lines))
                                .as("lines, %s", log.rotation())
                                .isEqualTo(log.lines());
                    }
                    each.assertAll();
                });
    }

    /** Where it was watched, what was lost is reported; what cannot have lost a line never is. */
    private void assertGaps(StoreServer store, Moment moment) {
        Set<String> possible = new TreeSet<>();
        Set<String> certain = new TreeSet<>();
        for (RotatedLog log : logs) {
            if (log.rotation().mayHaveLost()) {
                possible.add(log.reported());
            }
            if (log.rotation() == Rotation.DELETED && moment != Moment.WHILE_STOPPED) {
                certain.add(log.reported());
            }
        }
        try (MongoClient client = MongoClients.create(store.address())) {
            await("the possible gaps").atMost(PATIENCE).untilAsserted(() -> {
                Set<String> reported = new TreeSet<>();
                for (Document gap :
                        client.getDatabase("logs").getCollection("mail_gaps").find()) {
                    reported.add(gap.getString("name"));
                }
                assertThat(reported).isSubsetOf(possible).containsAll(certain);
            });
        }
    }
}
