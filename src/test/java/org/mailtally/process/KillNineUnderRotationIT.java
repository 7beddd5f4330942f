package org.mailtally.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.mailtally.packaging.Command;
import org.mailtally.rounds.Rounds;
import org.mailtally.rounds.Seed;

/**
 * kill -9 at random instants, start-up among them, while 1,000 lines a second are written and the log is turned over in
 * every way: afterwards every window is exact. {@code -Dmailtally.kills=200} kills so often.
 */
class KillNineUnderRotationIT {

    private static final int KILLS = Rounds.of("mailtally.kills", 4, 15);
    private static final int LONGEST_LIFE_MILLIS = 8_000;
    private static final int LEAST_LINES_A_TURN = 500;

    @RegisterExtension
    private final Seed seed = Seed.random();

    @TempDir
    private Path home;

    private long turnedAt;

    @Test
    void counts_afterKillsAtAnyInstant_exact() throws IOException {
        Random random = new Random(seed.value());
        MailLog account = new MailLog(seed.value());
        try (Product product = new Product(home)) {
            Path log = product.logs().resolve("mail.log");
            Turnover turnover = new Turnover(log, random);
            long lines;
            try (LiveWriter writer = new LiveWriter(account, log, Instant.now().minus(Duration.ofHours(20)))) {
                for (int kill = 0; kill < KILLS; kill++) {
                    turnSometimes(writer, turnover, random);
                    product.launch();
                    int life = random.nextInt(LONGEST_LIFE_MILLIS);
                    int turnAt = random.nextInt(life + 1);
                    product.liveFor(turnAt);
                    turnSometimes(writer, turnover, random);
                    product.liveFor(life - turnAt);
                    product.kill();
                }
                lines = writer.written();
            }
            product.patience(Duration.ofSeconds(60 + 5L * KILLS)).start();
            product.awaitCounts("outgoing", account.messages());
            product.awaitCounts("lines", account.lines());
            assertThat(product.output()).doesNotContain("Exception");
            Command.Outcome verified = product.verify();
            assertThat(verified.exit()).as(verified.out()).isZero();
            System.out.printf("%d kills, %d turns, %d lines: every window exact%n", KILLS, turnover.turns(), lines);
        }
    }

    private void turnSometimes(LiveWriter writer, Turnover turnover, Random random) throws IOException {
        if (random.nextInt(3) == 0) {
            writer.between(() -> {
                if (writer.written() - turnedAt > LEAST_LINES_A_TURN) {
                    turnedAt = writer.written();
                    turnover.turn();
                }
            });
        }
    }
}
