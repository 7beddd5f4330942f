package org.mailtally.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
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

    /** The store, started again in a folder. */
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
            RotatedLogs logs = new RotatedLogs(product.logs());
            switch (moment) {
                case WHILE_RUNNING -> whileRunning(product, logs);
                case WHILE_STOPPED -> whileStopped(product, logs);
                case WHILE_THE_STORE_IS_AWAY -> whileTheStoreIsAway(product, store, logs);
                case DURING_BACKFILL -> duringBackfill(product, store, logs);
            }
            logs.awaitExact(product);
            logs.goOn();
            logs.awaitExact(product);
            assertGaps(store, logs, moment);
            Command.Outcome verified = product.verify();
            assertThat(verified.exit()).as(verified.out() + verified.err()).isZero();
            assertThat(product.output()).doesNotContain("Exception:");
        }
    }

    /** Follows the logs as they grow. */
    private static void follow(Product product, RotatedLogs logs) throws IOException {
        product.start();
        logs.awaitExact(product);
        logs.grow();
        logs.awaitExact(product);
    }

    private static void whileRunning(Product product, RotatedLogs logs) throws IOException {
        follow(product, logs);
        pauseWhen(product, () -> !product.hasOpen(product.logs()));
        logs.writeUnseen();
        logs.turn();
        product.resume();
    }

    private static void whileStopped(Product product, RotatedLogs logs) throws IOException {
        follow(product, logs);
        assertThat(product.stop()).isEqualTo(143);
        logs.writeUnseen();
        logs.turn();
        product.start();
    }

    /** The lines come while it looks at the files and cannot store what it reads. */
    private static void whileTheStoreIsAway(Product product, StoreServer store, RotatedLogs logs) throws IOException {
        follow(product, logs);
        store.kill();
        logs.writeUnseen();
        await().atMost(PATIENCE).until(() -> product.body("/health").contains("Store away"));
        pauseWhen(product, () -> !product.hasOpen(product.logs()));
        logs.turn();
        product.resume();
        await().atMost(PATIENCE).until(() -> product.status("/health") == 503);
        store.start();
    }

    /** The log that will be deleted has been read by then, others have not. */
    private static void duringBackfill(Product product, StoreServer store, RotatedLogs logs) throws IOException {
        RotatedLog newest = logs.of(Rotation.DELETED);
        assertThat(newest.file().toFile().setLastModified(System.currentTimeMillis() + 2_000))
                .isTrue();
        product.launch();
        try (MongoClient client = MongoClients.create(store.address())) {
            MongoCollection<Document> checkpoints = client.getDatabase("logs").getCollection("mail_logs");
            pauseWhen(product, () -> !product.hasOpen(newest.folder()) && checkpoints.countDocuments() > 0);
            assertThat(distinct(checkpoints, "log"))
                    .as("logs read before the rotation")
                    .hasSizeLessThan(logs.count());
        }
        logs.writeUnseen();
        logs.turn();
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

    /**
     * What may have been lost while it was watched is reported, and nothing else is: how long a log was that is in no file
     * at a start, nobody knows.
     */
    private static void assertGaps(StoreServer store, RotatedLogs logs, Moment moment) {
        Set<String> possible = logs.reported(Rotation::mayHaveLost);
        Set<String> certain = logs.reported(rotation -> rotation == Rotation.DELETED && moment != Moment.WHILE_STOPPED);
        try (MongoClient client = MongoClients.create(store.address())) {
            MongoCollection<Document> gaps = client.getDatabase("logs").getCollection("mail_gaps");
            await("the possible gaps").atMost(PATIENCE).untilAsserted(() -> assertThat(distinct(gaps, "name"))
                    .isSubsetOf(possible)
                    .containsAll(certain));
        }
    }

    private static Set<String> distinct(MongoCollection<Document> collection, String field) {
        return collection.distinct(field, String.class).into(new TreeSet<>());
    }
}
