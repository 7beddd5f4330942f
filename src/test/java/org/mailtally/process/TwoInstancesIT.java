package org.mailtally.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.mailtally.packaging.Command;
import org.mailtally.rounds.Rounds;
import org.mailtally.rounds.Seed;

/**
 * Two instances on the same logs and the same database, while 1,000 lines a second are written and the log is turned over:
 * they and the database are killed, stopped in the middle for seconds and started again at will. They count what one
 * would. The address asks for unacknowledged writes and reads from a secondary, which must not weaken it. {@code
 * -Dmailtally.kills=50} kills so often.
 */
class TwoInstancesIT {

    private static final int KILLS = Rounds.of("mailtally.kills", 3, 8);
    private static final int LONGEST_PAUSE_MILLIS = 4_000;
    private static final String WEAK = "?w=0&readPreference=secondary&serverSelectionTimeoutMS=1000";

    @RegisterExtension
    private final Seed seed = Seed.random();

    @TempDir
    private Path home;

    /** The store of both, started again in a folder. */
    StoreServer store(Path folder) throws IOException {
        return new StoreServer(folder);
    }

    @Test
    void killedAndStoppedAtWill_theyCountWhatOneWould() throws IOException {
        Random random = new Random(seed.value());
        MailLog account = new MailLog(seed.value());
        Path logs = Files.createDirectories(home.resolve("shared"));
        Path log = logs.resolve("mail.log");
        Turnover turnover = new Turnover(log, random);
        try (StoreServer store = store(home.resolve("store"));
                Product one = instance("one", store, logs);
                Product other = instance("other", store, logs)) {
            one.start();
            other.start();
            long lines;
            try (LiveWriter writer = new LiveWriter(account, log, Instant.now().minus(Duration.ofHours(20)))) {
                for (int kills = 0; kills < KILLS; ) {
                    one.liveFor(random.nextInt(LONGEST_PAUSE_MILLIS));
                    kills += disturb(random, store, List.of(one, other));
                    if (random.nextInt(3) == 0) {
                        writer.between(turnover::turn);
                    }
                }
                lines = writer.written();
            }
            for (Product instance : List.of(one, other)) {
                instance.awaitCounts("outgoing", account.messages());
                instance.awaitCounts("lines", account.lines());
                assertThat(instance.output()).doesNotContain("Exception");
            }
            Command.Outcome verified = one.verify();
            assertThat(verified.exit()).as(verified.out()).isZero();
            System.out.printf(
                    "two instances, %d kills, %d turns, %d lines: every window exact%n",
                    KILLS, turnover.turns(), lines);
        }
    }

    private Product instance(String name, StoreServer store, Path logs) throws IOException {
        return new Product(Files.createDirectories(home.resolve(name)))
                .set("maillog.directory", logs)
                .set("mongodb.uri", store.address() + WEAK);
    }

    /** Kills or stops an instance or the store, and lets it go on; how many were killed. */
    private static int disturb(Random random, StoreServer store, List<Product> instances) throws IOException {
        Product instance = instances.get(random.nextInt(instances.size()));
        Product other = instances.get(1 - instances.indexOf(instance));
        int pause = random.nextInt(LONGEST_PAUSE_MILLIS);
        switch (random.nextInt(4)) {
            case 0 -> {
                instance.kill();
                other.liveFor(pause);
                instance.launch();
                return 1;
            }
            case 1 -> {
                store.kill();
                instance.liveFor(pause);
                store.start();
                return 1;
            }
            case 2 -> {
                instance.pause();
                other.liveFor(pause);
                instance.resume();
                return 0;
            }
            default -> {
                store.pause();
                instance.liveFor(pause);
                store.resume();
                return 0;
            }
        }
    }
}
