package org.mailtally.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** application.properties of the built product, edited while it runs. */
class EditedSettingsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path home;

    @Test
    void liveKeyIsActiveInSeconds_wrongOneIsOnThePage_andChangesNothing() throws IOException {
        try (Product product = new Product(home)) {
            Path file = home.resolve("application.properties");
            String before = Files.readString(file);
            MailLog.append(
                    product.logs().resolve("mail.log"),
                    Instant.now() + " mx1 postfix/cleanup[9]: A1: message-id=<x@mx1.example.com>\n");
            product.start();
            assertThat(mayRead(product)).isFalse();

            Files.writeString(file, before.replace("gviz.origins=", "gviz.origins=https://charts.example.com"));
            await().atMost(PATIENCE).until(() -> mayRead(product));

            Files.writeString(file, before.replace("check.silence=30m", "check.silence=soon"));
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(product.body("/health"))
                    .contains("\"status\":\"degraded\"", "check.silence=soon: not a duration"));
            assertThat(product.status("/health")).isEqualTo(200);
            assertThat(mayRead(product)).isTrue();

            Files.writeString(file, before.replace("check.silence=30m", "check.silence=1h"));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(product.body("/health")).doesNotContain("check.silence=soon"));
            assertThat(mayRead(product)).isFalse();
            assertThat(product.output()).contains("application.properties: check.silence=1h is active");
        }
    }

    private static boolean mayRead(Product product) {
        return product.get("/gviz?tqx=out:csv", "Origin", "https://charts.example.com")
                .headers()
                .firstValue("Access-Control-Allow-Origin")
                .isPresent();
    }
}
