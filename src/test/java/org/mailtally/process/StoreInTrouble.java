package org.mailtally.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * What must be so while a store is in trouble and 1,000 lines a second are written, and after: reading waits with bounded
 * memory, /health says what and since when, it heals by itself within seconds, and every window is exact.
 *
 * @param product counts into that store; it was not started yet
 */
record StoreInTrouble(Product product) {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MOST_RESIDENT_MIB = 256;
    private static final int LINES_IN_TROUBLE = 5_000;

    /** What begins or ends the trouble. */
    @FunctionalInterface
    interface Cause {
        void happen() throws IOException;
    }

    /**
     * Writes all along; brings the trouble, waits until it is said, brings the remedy, and compares every window.
     *
     * @param said what /health must say of it, a regular expression
     */
    void demandHealing(Cause trouble, Cause remedy, String said) throws IOException {
        MailLog account = new MailLog(17);
        Path log = product.logs().resolve("mail.log");
        try (LiveWriter writer = new LiveWriter(account, log, Instant.now().minus(Duration.ofHours(3)))) {
            product.start();
            await().atMost(PATIENCE).until(() -> !lines().isEmpty());
            Instant before = Instant.now();
            trouble.happen();
            writer.between(() -> Files.move(log, log.resolveSibling("mail.log.1")));
            await("the fault").atMost(PATIENCE).untilAsserted(() -> assertThat(product.body("/health"))
                    .contains("Store away")
                    .containsPattern("\"store\":\\{[^}]*\"fault\":\"[^\"]*(" + said + ")"));
            System.out.println("named after "
                    + Duration.between(before, Instant.now()).toMillis() + " ms: "
                    + product.body("/health").replaceAll("(?s).*\"store\":\\{[^}]*\"fault\":\"([^\"]*)\".*", "$1"));
            assertThat(product.status("/health")).isEqualTo(503);
            Instant since = since();
            assertThat(since).isAfterOrEqualTo(before.minusSeconds(1));
            long written = writer.written();
            await().atMost(PATIENCE).until(() -> writer.written() > written + LINES_IN_TROUBLE);
            assertThat(since()).isEqualTo(since);
            assertThat(product.mostResident()).isLessThan(MOST_RESIDENT_MIB);

            remedy.happen();
            Instant remedied = Instant.now();
            await("that it heals").atMost(PATIENCE).until(() -> product.status("/health") == 200);
            System.out.println(
                    "healed after " + Duration.between(remedied, Instant.now()).toMillis() + " ms");
        }
        product.awaitCounts("outgoing", account.messages());
        product.awaitCounts("lines", account.lines());
        assertThat(product.output()).doesNotContain("Exception:");
        assertThat(product.output().lines().filter(line -> line.contains("WARN")))
                .as("the trouble is told once")
                .hasSizeLessThan(5);
    }

    private Map<Instant, Long> lines() {
        return product.counts("lines", Instant.now().minus(Duration.ofDays(1)), Instant.now());
    }

    private Instant since() {
        return Instant.parse(
                product.body("/health").replaceAll("(?s).*\"store\":\\{[^}]*\"since\":\"([^\"]+)\".*", "$1"));
    }
}
