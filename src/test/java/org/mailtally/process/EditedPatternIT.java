package org.mailtally.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pattern that is edited between two starts: the logs on disk are recounted, and counting goes on by the new one. */
class EditedPatternIT {

    @TempDir
    private Path home;

    @Test
    void edited_countsTheLogsAnew_thenGoesOn() throws IOException {
        MailLog writer = new MailLog(9);
        Instant time = Instant.now().minus(Duration.ofHours(3));
        try (Product product = new Product(home)) {
            Path log = product.logs().resolve("mail.log");
            for (int mail = 0; mail < 2_000; mail++) {
                writer.mail(log, time.plusSeconds(mail * 3L), MailLog.Form.RFC_3339);
            }
            product.start();
            product.awaitCounts("bounced", Map.of());
            product.awaitCounts("outgoing", writer.messages());
            product.stop();

            trackBouncedBy(product, ": removed$");
            product.start();
            product.awaitCounts("bounced", writer.messages());
            product.awaitCounts("outgoing", writer.messages());
            product.awaitCounts("lines", writer.lines());

            for (int mail = 2_000; mail < 2_300; mail++) {
                writer.mail(log, time.plusSeconds(mail * 3L), MailLog.Form.RFC_3339);
            }
            product.kill();
            product.start();
            product.awaitCounts("bounced", writer.messages());
            product.stop();

            trackBouncedBy(product, "nothing of the kind");
            product.start();
            product.awaitCounts("bounced", Map.of());
            product.awaitCounts("outgoing", writer.messages());
        }
    }

    private static void trackBouncedBy(Product product, String pattern) throws IOException {
        Path file = product.home().resolve("routes/trackers.camel.yaml");
        String text = Files.readString(file);
        String edited = text.replaceFirst(
                "(?s)(label: Bounced\\s+pattern: )'[^\\n]*'", "$1'" + pattern.replace("$", "\\$") + "'");
        Files.writeString(file, edited);
    }
}
