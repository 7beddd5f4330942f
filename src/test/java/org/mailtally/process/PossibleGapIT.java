package org.mailtally.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log that is cut before all of it was surely read: the time is stored and said, also after a restart. */
class PossibleGapIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path home;

    @Test
    void cutWithoutACopy_isReported_renamedIsNot() throws IOException {
        MailLog writer = new MailLog(5);
        try (Product product = new Product(home)) {
            Path log = product.logs().resolve("mail.log");
            write(writer, log);
            product.start();
            product.awaitCounts("outgoing", writer.messages());
            Files.move(log, product.logs().resolve("mail.log.1"));
            write(writer, log);
            product.awaitCounts("outgoing", writer.messages());
            assertThat(product.body("/health")).contains("\"gaps\":[]");

            try (FileChannel channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
                channel.truncate(0);
            }
            write(writer, log);
            product.awaitCounts("outgoing", writer.messages());
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(product.body("/health"))
                    .contains("mail.log is in no file any more: lines written between"));

            product.kill();
            product.start();
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(product.body("/health"))
                    .contains("mail.log is in no file any more: lines written between"));
        }
    }

    private static void write(MailLog writer, Path log) throws IOException {
        for (int mail = 0; mail < 50; mail++) {
            writer.mail(log, Instant.now(), MailLog.Form.RFC_3339);
        }
    }
}
