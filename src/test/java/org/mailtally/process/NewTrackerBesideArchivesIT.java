package org.mailtally.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A new tracker whose archives take minutes to count: the live log is right at once, and its new lines do not wait. */
class NewTrackerBesideArchivesIT {

    /** Takes all the steps that a line may take, and then is undecided, on each line of the archive. */
    private static final String SLOW = "(?:([a-z])+\\1)+!";

    private static final int SLOW_LINES = 200_000;
    /** More than are counted at a time: where the poll took one of them, new lines waited. */
    private static final int SLOW_ARCHIVES = 3;

    private static final int LIVE_LINES = 10;

    @TempDir
    private Path home;

    @Test
    void archiveThatTakesMinutes_keepsNoNewLineWaiting_ofNoTracker() throws IOException {
        MailLog writer = new MailLog(21);
        Map<Instant, Long> called = new TreeMap<>();
        Instant now = Instant.now();
        try (Product product = new Product(home)) {
            Path live = product.logs().resolve("mail.log");
            for (int archive = 1; archive <= SLOW_ARCHIVES; archive++) {
                writeSlow(product.logs().resolve("mail.log." + archive), now.minus(Duration.ofHours(20L * archive)));
            }
            write(writer, live, now.minus(Duration.ofHours(1)), called);
            product.start();
            product.awaitCounts("outgoing", writer.messages());
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(product.body("/health")).contains("\"backlog\":{\"toRead\":0,"));

            new TrackersFile(product).with("called", "Called", SLOW);
            product.awaitCounts("called", called);
            mustStillCount(product);
            for (int line = 0; line < LIVE_LINES; line++) {
                write(writer, live, now, called);
                product.awaitCounts("called", called);
                product.awaitCounts("outgoing", writer.messages());
                mustStillCount(product);
            }
        }
    }

    private static void writeSlow(Path archive, Instant time) throws IOException {
        String slow = time + " mx1 x[1]: " + "a".repeat(60) + " 9!\n";
        Files.writeString(archive, slow.repeat(SLOW_LINES));
        Files.setLastModifiedTime(archive, FileTime.from(time.plus(Duration.ofHours(1))));
    }

    private static void write(MailLog writer, Path log, Instant time, Map<Instant, Long> called) throws IOException {
        writer.mail(log, time, MailLog.Form.RFC_3339);
        MailLog.append(log, time + " mx1 x[1]: goo!\n");
        called.merge(Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), 300L) * 300), 1L, Long::sum);
    }

    /** The page says how far it is: the archives are left. */
    private static void mustStillCount(Product product) {
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(product.body("/health"))
                .contains("\"recounts\":[{\"labels\":[\"Called\"]", "\"logsLeft\":3,\"logs\":4"));
        assertThat(product.body("/metrics")).contains("mailtally_recount_logs 3.0");
    }
}
