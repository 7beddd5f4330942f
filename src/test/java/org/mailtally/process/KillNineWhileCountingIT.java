package org.mailtally.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 at random moments of reading and writing, a rename among them: afterwards every window is exact. */
class KillNineWhileCountingIT {

    private static final int ROUNDS = Integer.getInteger("kill.rounds", 5);
    private static final int MAILS_A_ROUND = 4_000;

    @TempDir
    private Path home;

    @Test
    void counts_afterKillsAndARename_exact() throws IOException {
        long seed = 20_261_124;
        Random random = new Random(seed);
        MailLog writer = new MailLog(seed);
        try (Product product = new Product(home)) {
            Path log = product.logs().resolve("mail.log");
            Instant time = Instant.now().minus(Duration.ofHours(20));
            writer.mail(log, time, MailLog.Form.RFC_3164);
            product.start();
            for (int round = 0; round < ROUNDS; round++) {
                int killAt = random.nextInt(MAILS_A_ROUND);
                for (int mail = 0; mail < MAILS_A_ROUND; mail++) {
                    time = time.plusMillis(random.nextInt(5_000));
                    writer.mail(log, time, MailLog.Form.RFC_3164);
                    if (mail == killAt) {
                        product.kill();
                        product.launch();
                    }
                }
                if (round == ROUNDS / 2) {
                    Files.move(log, product.logs().resolve("mail.log.1"));
                }
            }
            product.kill();
            product.start();

            product.awaitCounts("outgoing", writer.messages());
            product.awaitCounts("lines", writer.lines());
            assertThat(product.output()).doesNotContain("Exception");
        }
    }
}
