package org.mailtally.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Filters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailtally.packaging.Command;
import org.mailtally.rounds.Rounds;

/** Trackers that are added, broken, corrected, edited and removed while the process counts. */
class EditedWhileItRunsIT {

    private static final int KILLS = Rounds.of("mailtally.kills", 2, 4);
    private static final String ALL = "message-id=<";
    private static final String NONE = "nothing of the kind";

    private static final DateTimeFormatter RFC_3164 =
            DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", Locale.ENGLISH).withZone(ZoneOffset.UTC);

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
            for (int round = 0; round < KILLS; round++) {
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
    void recount_killedInItsMiddle_outsidersSeeEachWindowsFormerCountOrItsNewOne() throws IOException {
        MailLog writer = new MailLog(5);
        Instant time = Instant.now().minus(Duration.ofHours(40));
        try (Product product = new Product(home)) {
            TrackersFile trackers = new TrackersFile(product);
            for (int log = 0; log < 4; log++) {
                StringBuilder text = new StringBuilder();
                for (int mail = 0; mail < 100_000; mail++) {
                    text.append(writer.mail(
                            time.plusSeconds(log * 35_000L).plusMillis(mail * 350L), MailLog.Form.RFC_3339));
                }
                MailLog.append(product.logs().resolve("mail.log" + (log == 3 ? "" : "." + (3 - log))), text.toString());
            }
            trackers.with("flip", "Flip", ALL);
            product.start();
            product.awaitCounts("flip", writer.messages());
            Map<String, Long> before = rows(product, "flip");

            trackers.with("flip", "Flip", "postfix/");
            awaitHealth(product, "\"recounts\":[{\"labels\":[\"Flip\"]");
            Map<String, Long> during = rows(product, "flip");
            product.kill();
            product.start();
            product.awaitCounts("flip", writer.lines());

            Map<String, Long> after = rows(product, "flip");
            assertThat(after.keySet()).isEqualTo(before.keySet()).isEqualTo(during.keySet());
            during.forEach((id, count) -> assertThat(count).as(id).isIn(before.get(id), after.get(id)));
            assertThat(product.verify().exit()).isZero();
        }
    }

    /** The counts of a tracker's rows, as an outsider's find gives them, by the rows' ids. */
    private static Map<String, Long> rows(Product product, String tracker) {
        try (MongoClient client = MongoClients.create(product.storeAddress())) {
            Map<String, Long> rows = new TreeMap<>();
            for (Document row : client.getDatabase("logs").getCollection("mail").find(Filters.eq("tracker", tracker))) {
                rows.put(
                        row.getString("_id"), row.get("msg_count", Number.class).longValue());
            }
            return rows;
        }
    }

    @Test
    void logsThatAreGone_keepTheirFormerCounts_andVerifySaysByWhichPattern() throws IOException {
        MailLog gone = new MailLog(6);
        MailLog live = new MailLog(7);
        Instant time = Instant.now().minus(Duration.ofHours(9));
        try (Product product = new Product(home)) {
            TrackersFile trackers = new TrackersFile(product);
            Path archive = product.logs().resolve("mail.log.1");
            for (int mail = 0; mail < 500; mail++) {
                gone.mail(archive, time.plusSeconds(mail * 20L), MailLog.Form.RFC_3339);
                live.mail(
                        product.logs().resolve("mail.log"),
                        time.plusSeconds(14_400 + mail * 20L),
                        MailLog.Form.RFC_3339);
            }
            trackers.with("kept", "Kept", ALL);
            product.start();
            product.awaitCounts("kept", sum(gone, live));
            Files.delete(archive);

            trackers.with("kept", "Kept", "postfix/qmgr|postfix/cleanup");
            Map<Instant, Long> twice = new TreeMap<>(gone.messages());
            live.messages().forEach((window, count) -> twice.merge(window, 2 * count, Long::sum));
            product.awaitCounts("kept", twice);

            Command.Outcome verified = product.verify("--tracker", "kept");
            assertThat(verified.out())
                    .contains("Counted by a previous definition:", "kept: counted by its previous reading ")
                    .contains("pattern '" + ALL + "'", "pattern 'postfix/qmgr|postfix/cleanup'");
            assertThat(verified.exit()).as(verified.out()).isZero();
        }
    }

    @Test
    void byLimitAndZone_changed_theLogsOnDiskAreCountedAnew() throws IOException {
        Instant time = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(5));
        MailLog writer = new MailLog(8);
        try (Product product = new Product(home)) {
            TrackersFile trackers = new TrackersFile(product);
            Path log = product.logs().resolve("mail.log");
            writer.mail(log, time, MailLog.Form.RFC_3164);
            MailLog.append(log, text(time, "to=<a@one.example>") + text(time, "to=<b@two.example>"));
            MailLog.append(log, text(time, "to=<c@one.example>") + text(time, "from=<d@three.example>"));
            String to = "to=<(?<user>[^@]*)@(?<domain>[^>]*)>";
            trackers.with("sent", "Sent", to + "'\n        by: 'domain");
            product.start();
            awaitValues(product, "domain", time, "one.example,2", "two.example,1");

            trackers.with("sent", "Sent", to + "'\n        by: 'user");
            awaitValues(product, "user", time, "a,1", "b,1", "c,1");

            product.stop();
            product.set("by.limit", 1).start();
            awaitValues(product, "user", time, "a,1", "other,2");

            product.stop();
            product.set("maillog.zone", "Asia/Kolkata").start();
            awaitValues(product, "user", time.minus(Duration.ofMinutes(330)), "a,1", "other,2");
            product.awaitCounts("sent", Map.of(time.minus(Duration.ofMinutes(330)), 3L));
        }
    }

    private static String text(Instant time, String rest) {
        return RFC_3164.format(time) + " mx1 postfix/smtp[7]: 4XyZ1q2w3e: " + rest + "\n";
    }

    private static void awaitValues(Product product, String by, Instant time, String... values) {
        String asked = "/gviz?tracker=sent&step=window&zone=UTC&tqx=out:csv&by=" + by + "&from="
                + Product.encode(time.toString()) + "&to="
                + Product.encode(time.plusSeconds(300).toString());
        List<String> wanted = Stream.of(values)
                .map(value -> time + ",\"" + value.replace(",", "\","))
                .toList();
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() ->
                        assertThat(product.body(asked).lines().skip(1)).containsExactlyInAnyOrderElementsOf(wanted));
    }

    @Test
    void patternThatTakesEndlessSteps_isBounded_seen_andKeepsNothingWaiting() throws IOException {
        MailLog writer = new MailLog(9);
        Instant time = Instant.now().minus(Duration.ofHours(2));
        try (Product product = new Product(home)) {
            TrackersFile trackers = new TrackersFile(product);
            Path log = product.logs().resolve("mail.log");
            writer.mail(log, time, MailLog.Form.RFC_3339);
            product.start();
            product.awaitCounts("outgoing", writer.messages());

            trackers.with("endless", "Endless", "(?:([a-z])+\\1)+!");
            awaitHealth(product, "\"name\":\"endless\"");
            MailLog.append(log, time.plusSeconds(300) + " mx1 x[1]: " + "a".repeat(60_000) + " 9!\n");
            writer.mail(log, time.plusSeconds(600), MailLog.Form.RFC_3339);
            product.awaitCounts("outgoing", writer.messages());
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(product.body("/metrics"))
                    .contains("mailtally_undecided_lines{tracker=\"endless\"} 1.0"));
            assertThat(product.body("/health")).contains("\"undecided\":1");
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
