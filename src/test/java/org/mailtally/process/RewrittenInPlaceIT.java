package org.mailtally.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.mongodb.client.result.UpdateResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailtally.packaging.Command;

/** A backup of the live log is put back in place, and the log goes on from there: other lines, where others were counted. */
class RewrittenInPlaceIT {

    private static final int WINDOW_SECONDS = 300;

    @TempDir
    private Path home;

    private final Instant start = Instant.now()
            .minus(Duration.ofHours(9))
            .truncatedTo(ChronoUnit.HOURS)
            .plusSeconds(600);
    private final MailLog kept = new MailLog(1);
    private final MailLog gone = new MailLog(2);
    private final MailLog after = new MailLog(3);

    @Test
    void backupPutBack_whileFollowed_windowsOnDiskAreExactAndTheOthersKeepTheirCounts() throws IOException {
        try (Product product = new Product(home)) {
            Path log = product.logs().resolve("mail.log");
            write(kept, log, 0, 30);
            Path backup = Files.copy(log, home.resolve("backup"));
            write(gone, log, 30, 40);
            product.start();
            product.awaitCounts("outgoing", sum(kept.messages(), gone.messages()));

            Files.write(log, Files.readAllBytes(backup));
            write(after, log, 37, 60);
            Map<Instant, Long> expected = new TreeMap<>(gone.messages());
            expected.keySet().removeAll(after.lines().keySet());
            expected = sum(expected, sum(kept.messages(), after.messages()));
            product.awaitCounts("outgoing", expected);

            product.kill();
            product.start();
            write(after, log, 60, 62);
            expected.putAll(after.messages());
            product.awaitCounts("outgoing", expected);
            Map<Instant, Long> counted = expected;
            Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(hours(product))
                    .isEqualTo(perHour(counted)));

            String end = start.plusSeconds(62 * WINDOW_SECONDS).toString();
            Command.Outcome verified = product.verify("--tracker", "outgoing", "--to", end);
            assertThat(verified.exit()).as(verified.out() + verified.err()).isZero();
            assertThat(verified.out())
                    .containsPattern("(?m)^outgoing +window +55 +0 +7$")
                    .contains("mail.log was rewritten in place, so that some counts hold lines that are gone: ");
            changeOnDisk(product);
            assertThat(product.verify("--tracker", "outgoing", "--to", end).exit())
                    .isEqualTo(1);
        }
    }

    @Test
    void backupPutBack_whileStopped_isFoundOutAtTheStart() throws IOException {
        try (Product product = new Product(home)) {
            Path log = product.logs().resolve("mail.log");
            write(kept, log, 0, 20);
            Path backup = Files.copy(log, home.resolve("backup"));
            write(gone, log, 20, 30);
            product.start();
            product.awaitCounts("outgoing", sum(kept.messages(), gone.messages()));
            product.stop();

            Files.write(log, Files.readAllBytes(backup));
            write(after, log, 20, 40);
            product.start();

            product.awaitCounts("outgoing", sum(kept.messages(), after.messages()));
            assertThat(product.body("/health")).contains("mail.log was rewritten in place");
            Command.Outcome verified = product.verify();
            assertThat(verified.exit()).as(verified.out() + verified.err()).isZero();
            assertThat(verified.out()).contains("Every stored count agrees with the logs.");
        }
    }

    @Test
    void copyThatGoesOnDifferently_whileTheLogIsFollowed_isLeftAloneAndReported() throws IOException {
        try (Product product = new Product(home)) {
            Path log = product.logs().resolve("mail.log");
            write(kept, log, 0, 20);
            product.start();
            product.awaitCounts("outgoing", kept.messages());

            Path copy = Files.copy(log, home.resolve("mail.log.copy"));
            write(after, copy, 20, 30);
            write(kept, log, 20, 22);
            product.awaitCounts("outgoing", kept.messages());
            Files.move(copy, product.logs().resolve("mail.log.copy"));

            Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(product.body("/health"))
                    .contains("mail.log.copy", "so it is left alone"));
            product.awaitCounts("outgoing", kept.messages());
        }
    }

    /** Changes the count of a window whose lines are in the file as it is now. */
    private void changeOnDisk(Product product) {
        try (MongoClient client = MongoClients.create(product.storeAddress())) {
            Date window = Date.from(start.plusSeconds(5 * WINDOW_SECONDS));
            UpdateResult changed = client.getDatabase("logs")
                    .getCollection("mail")
                    .updateOne(
                            Filters.and(Filters.eq("tracker", "outgoing"), Filters.eq("insert_time", window)),
                            Updates.inc("msg_count", 1L));
            assertThat(changed.getModifiedCount()).isEqualTo(1);
        }
    }

    /** Writes mails at every tenth second of some windows. */
    private void write(MailLog writer, Path log, int fromWindow, int toWindow) throws IOException {
        for (int second = fromWindow * WINDOW_SECONDS; second < toWindow * WINDOW_SECONDS; second += 10) {
            writer.mail(log, start.plusSeconds(second), MailLog.Form.RFC_3339);
        }
    }

    private static Map<Instant, Long> sum(Map<Instant, Long> one, Map<Instant, Long> other) {
        Map<Instant, Long> sum = new TreeMap<>(one);
        other.forEach((window, count) -> sum.merge(window, count, Long::sum));
        return sum;
    }

    private static Map<Instant, Long> perHour(Map<Instant, Long> windows) {
        Map<Instant, Long> hours = new TreeMap<>();
        windows.forEach((window, count) -> hours.merge(window.truncatedTo(ChronoUnit.HOURS), count, Long::sum));
        return hours;
    }

    private static Map<Instant, Long> hours(Product product) {
        String csv = product.body("/gviz?tracker=outgoing&minutes=1200&step=hour&zone=UTC&tqx=out:csv");
        Map<Instant, Long> hours = new TreeMap<>();
        csv.lines().skip(1).forEach(line -> {
            String[] cells = line.replace("\"", "").split(",", -1);
            if (!cells[1].isEmpty() && !cells[1].equals("0")) {
                hours.put(OffsetDateTime.parse(cells[0]).toInstant(), Long.parseLong(cells[1]));
            }
        });
        return hours;
    }
}
