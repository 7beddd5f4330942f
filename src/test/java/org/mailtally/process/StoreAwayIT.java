package org.mailtally.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailtally.FreePort;
import org.mailtally.store.embedded.EmbeddedStore;

/** The database is away at the start, comes, goes and comes back: reading waits, says since when, and loses nothing. */
class StoreAwayIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path home;

    @Test
    void storeThatComesAndGoes_isNamed_andEveryLineCountedAfterwards() throws IOException {
        MailLog writer = new MailLog(5);
        int port = FreePort.next();
        Instant time = Instant.now().minus(Duration.ofHours(1));
        try (EmbeddedStore store = EmbeddedStore.open(home.resolve("elsewhere"));
                Product product = new Product(home)) {
            String way = store.clientsAddress().replace(":" + store.address().getPort() + "/", ":" + port + "/");
            product.set("mongodb.uri", way + "?serverSelectionTimeoutMS=500");
            Path log = product.logs().resolve("mail.log");
            writer.mail(log, time, MailLog.Form.RFC_3164);
            product.start();
            await().atMost(PATIENCE).until(() -> product.body("/health").contains("Store away"));
            assertThat(product.status("/health")).isEqualTo(503);
            assertThat(product.body("/check?tracker=outgoing&warning=1:")).startsWith("MAILTALLY UNKNOWN");
            assertThat(product.body("/gviz?tqx=out:csv"))
                    .contains("does not answer")
                    .doesNotContain("ServerSelector");
            assertThat(product.output())
                    .containsOnlyOnce("The store does not answer")
                    .doesNotContain("Rollback");

            Relay relay = new Relay(port, store.address());
            product.awaitCounts("outgoing", writer.messages());
            await().atMost(PATIENCE).until(() -> product.status("/health") == 200);
            relay.close();

            for (int mail = 0; mail < 300; mail++) {
                writer.mail(log, time.plusSeconds(mail), MailLog.Form.RFC_3164);
            }
            await().atMost(PATIENCE).until(() -> product.body("/health").contains("Store away"));
            try (Relay again = new Relay(port, store.address())) {
                assertThat(again).isNotNull();
                product.awaitCounts("outgoing", writer.messages());
                product.awaitCounts("lines", writer.lines());
            }
            assertThat(product.output())
                    .as("said in an operator's words")
                    .contains("The store does not answer; reading waits, nothing is lost")
                    .doesNotContain("\tat ", "Exception:", "Rollback");
        }
    }
}
