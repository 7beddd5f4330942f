package org.mailtally.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trackers that are added, broken, mended, edited and removed while the process counts. */
class EditedWhileItRunsIT {

    private static final String ALL = "message-id=<";
    private static final String NONE = "nothing of the kind";

    @TempDir
    private Path home;

    private static Map<Instant, Long> sum(MailLog one, MailLog other) {
        Map<Instant, Long> sum = new TreeMap<>(one.messages());
        other.messages().forEach((window, count) -> sum.merge(window, count, Long::sum));
        return sum;
    }

    private static void awaitHealth(Product product, String... texts) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(product.body("/health")).contains(texts));
    }

    @Test
    void tracker_addedBrokenMendedEditedAndRemoved_countsWhatIsOnDiskEachTime() throws IOException {
        MailLog archived = new MailLog(1);
        MailLog live = new MailLog(2);
        Instant time = Instant.now().minus(Duration.ofHours(6));
        try (Product product = new Product(home)) {
            TrackersFile trackers = new TrackersFile(product);
            Path log = product.logs().resolve("mail.log");
            for (int mail = 0; mail < 3_000; mail++) {
                archived.mail(product.logs().resolve("mail.log.1"), time.plusSeconds(mail), MailLog.Form.RFC_3339);
                live.mail(log, time.plusSeconds(4_000 + mail), MailLog.Form.RFC_3339);
            }
            product.start();
            product.awaitCounts("outgoing", sum(archived, live));

            trackers.with("invites", "Invites", ALL);
            awaitHealth(product, "\"name\":\"invites\",\"label\":\"Invites\"");
            product.awaitCounts("invites", sum(archived, live));

            trackers.with("invites", "Invites", "(" + ALL);
            awaitHealth(product, "\"status\":\"degraded\"", "pattern of invites", "Unclosed group");
            live.mail(log, time.plusSeconds(9_000), MailLog.Form.RFC_3339);
            product.awaitCounts("invites", sum(archived, live));
            assertThat(product.status("/health")).isEqualTo(200);

            trackers.with("invites", "Invites", NONE);
            product.awaitCounts("invites", Map.of());
            awaitHealth(product, "\"status\":\"up\"", "\"refusedEdits\":[]");

            trackers.with("invites", "Called otherwise", ALL);
            product.awaitCounts("invites", sum(archived, live));
            awaitHealth(product, "Called otherwise");
            live.mail(log, time.plusSeconds(9_010), MailLog.Form.RFC_3339);
            product.awaitCounts("invites", sum(archived, live));

            trackers.shipped();
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(product.body("/health")).doesNotContain("\"invites\""));
            Map<Instant, Long> kept = sum(archived, live);
            live.mail(log, time.plusSeconds(9_020), MailLog.Form.RFC_3339);
            product.awaitCounts("outgoing", sum(archived, live));
            product.awaitCounts("invites", kept);
        }
    }

    @Test
    void recount_killedAgainAndAgain_windowsAreTheFormerOrTheNew_andAllNewInTheEnd() throws IOException {
        MailLog writer = new MailLog(3);
        Instant time = Instant.now().minus(Duration.ofHours(20));
        try (Product product = new Product(home)) {
            TrackersFile trackers = new TrackersFile(product);
            StringBuilder text = new StringBuilder();
            for (int mail = 0; mail < 60_000; mail++) {
                text.append(writer.mail(time.plusSeconds(mail), MailLog.Form.RFC_3339));
            }
            MailLog.append(product.logs().resolve("mail.log"), text.toString());
            trackers.with("flip", "Flip", ALL);
            product.start();
            product.awaitCounts("flip", writer.messages());
            Map<Instant, Long> twice = new TreeMap<>();
            writer.lines().forEach((window, lines) -> twice.put(window, lines));
            for (int round = 0; round < 4; round++) {
                boolean back = round % 2 == 1;
                trackers.with("flip", "Flip", back ? ALL : "postfix/");
                long until = System.nanoTime()
                        + Duration.ofMillis(1_100 + round * 150L).toNanos();
                while (System.nanoTime() < until) {
                    mustBeOneOrTheOther(product, writer.messages(), twice);
                }
                product.kill();
                product.start();
                product.awaitCounts("flip", back ? writer.messages() : twice);
                product.awaitCounts("outgoing", writer.messages());
            }
        }
    }

    private static void mustBeOneOrTheOther(Product product, Map<Instant, Long> one, Map<Instant, Long> other) {
        Instant now = Instant.now();
        try {
            product.counts("flip", now.minus(Duration.ofDays(1)), now)
                    .forEach((window, count) -> assertThat(count).isIn(one.get(window), other.get(window)));
        } catch (UncheckedIOException notAnswered) {
            assertThat(product.output()).isNotEmpty();
        }
    }

    @Test
    void twoProcesses_differentPatternsUnderOneName_theLaterEditWins_withoutFlipFlop() throws IOException {
        MailLog writer = new MailLog(4);
        Instant time = Instant.now().minus(Duration.ofHours(6));
        Path second = Files.createDirectories(home.resolve("second"));
        try (Product first = new Product(Files.createDirectories(home.resolve("first")));
                Product other = new Product(second)) {
            Path log = first.logs().resolve("mail.log");
            for (int mail = 0; mail < 2_000; mail++) {
                writer.mail(log, time.plusSeconds(mail), MailLog.Form.RFC_3339);
            }
            TrackersFile trackers = new TrackersFile(first);
            TrackersFile otherTrackers = new TrackersFile(other);
            trackers.with("shared", "Shared", ALL);
            otherTrackers.with("shared", "Shared", ALL);
            first.start();
            first.awaitCounts("shared", writer.messages());
            other.set("maillog.directory", first.logs())
                    .set(
                            "mongodb.uri",
                            Files.readString(first.home().resolve("data/address"))
                                    .strip());
            other.start();

            otherTrackers.with("shared", "Shared", NONE);
            other.awaitCounts("shared", Map.of());
            writer.mail(log, time.plusSeconds(5_000), MailLog.Form.RFC_3339);
            awaitHealth(first, "Another Mailtally on this database counts 'shared' by a later definition");
            first.awaitCounts("outgoing", writer.messages());
            first.awaitCounts("shared", Map.of());
            assertThat(other.body("/health")).contains("\"notices\":[]");

            trackers.with("shared", "Shared", "postfix/cleanup");
            first.awaitCounts("shared", writer.messages());
            writer.mail(log, time.plusSeconds(5_010), MailLog.Form.RFC_3339);
            awaitHealth(other, "Another Mailtally on this database counts 'shared' by a later definition");
            first.awaitCounts("shared", writer.messages());
            assertThat(first.body("/health")).contains("\"notices\":[]");
        }
    }
}
