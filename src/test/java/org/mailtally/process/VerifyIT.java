package org.mailtally.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailtally.FreePort;
import org.mailtally.packaging.Command;

/** {@code mailtally verify}: what was counted is counted again, and what differs, or cannot be recounted, is named. */
class VerifyIT {

    private static final int MAILS = 2_000;
    private static final String QUEUED = "postfix/cleanup.*[:-] (?<digit>[0-9A-F])[0-9A-F]{9}: message-id";
    private static final int VALUES_WITH_A_NAME = 5;

    @TempDir
    private Path home;

    private final MailLog writer = new MailLog(13);
    private Product product;
    private Path archive;
    private Path log;

    @BeforeEach
    void count() throws IOException {
        product = new Product(home).set("by.limit", VALUES_WITH_A_NAME);
        new TrackersFile(product).with("queued", "Queued", QUEUED, "digit");
        archive = product.logs().resolve("mail.log.1");
        log = product.logs().resolve("mail.log");
        write(archive, Instant.now().minus(Duration.ofHours(12)));
        write(log, Instant.now().minus(Duration.ofHours(6)));
        product.start();
        product.awaitCounts("outgoing", writer.messages());
        product.awaitCounts("lines", writer.lines());
    }

    @AfterEach
    void end() {
        product.close();
    }

    private void write(Path file, Instant from) throws IOException {
        StringBuilder text = new StringBuilder();
        MailLog.Form[] forms = MailLog.Form.values();
        for (int mail = 0; mail < MAILS; mail++) {
            text.append(writer.mail(from.plusSeconds(mail * 9L), forms[mail * forms.length / MAILS]));
        }
        MailLog.append(file, text.toString());
    }

    @Test
    void rowsBelowTheHorizon_areNotVerified() {
        Instant horizon = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(5));
        changeOne(row -> row.deleteMany(Filters.lt("insert_time", horizon)));
        assertThat(product.verify().exit()).isEqualTo(1);
        String before = horizon.toString().replace(":00Z", "Z");
        try (MongoClient client = MongoClients.create(product.storeAddress())) {
            client.getDatabase("logs")
                    .getCollection("mail_horizons")
                    .updateOne(Filters.eq("windows"), Updates.max("before", before), new UpdateOptions().upsert(true));
        }
        agrees(product.verify());
    }

    @Test
    void rowChangedByHand_isFound_besideTheProcessAndWithoutIt() {
        agrees(product.verify());
        changeOne(row -> row.updateOne(newest(), Updates.inc("msg_count", 3L)));

        Command.Outcome beside = product.verify();
        assertThat(beside.exit()).isEqualTo(1);
        assertThat(beside.out())
                .containsPattern("(?m)^\\S+Z +window +outgoing +\\d+ +\\d+ +\\+3 +0 +mail\\.log$")
                .contains("1 stored count differs");

        product.stop();
        assertThat(product.verify().out()).isEqualTo(beside.out());
        assertThat(product.verify("--tracker", "bounced", "--tracker", "lines").exit())
                .isZero();
        assertThat(product.verify("--to", "2020-01-01").exit()).isZero();
        assertThat(product.verify("--csv").out().lines())
                .hasSize(2)
                .last()
                .asString()
                .matches("\\S+Z,window,outgoing,\\d+,\\d+,3,0,mail\\.log");
    }

    @Test
    void rowOfAByValueChangedByHand_isFound() {
        agrees(product.verify());
        change("mail_by", rows -> rows.updateOne(Filters.eq("by", "other"), Updates.inc("msg_count", 2L)));
        change("mail_by", rows -> rows.deleteOne(Filters.ne("by", "other")));
        change(
                "mail_days",
                rows -> rows.updateOne(
                        Filters.and(Filters.exists("by"), Filters.ne("by", "other")), Updates.inc("msg_count", -1L)));
        change("mail_hours", rows -> rows.deleteOne(Filters.eq("by", "other")));

        Command.Outcome outcome = product.verify();
        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(outcome.out())
                .containsPattern("(?m)^\\S+Z +window +queued by other +\\d+ +\\d+ +\\+2 +0 +mail\\.log")
                .containsPattern(
                        "(?m)^\\S+Z +window +queued by [0-9A-F] +0 +\\d+ +-\\d+ +0 +mail\\.log\\S* \\(no row\\)$")
                .containsPattern("(?m)^\\S+Z +day +queued by [0-9A-F] +\\d+ +\\d+ +-1 +0 +mail\\.log")
                .containsPattern("(?m)^\\S+Z +hour +queued by other +0 +\\d+ +-\\d+ +0 +mail\\.log\\S* \\(no row\\)$")
                .contains("4 stored counts differ")
                .containsPattern("(?m)^queued by +window +\\d+ +2 +0$");
    }

    @Test
    void rowTakenAway_isFound() {
        changeOne(row -> row.deleteOne(newest()));

        Command.Outcome outcome = product.verify();
        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(outcome.out()).contains("mail.log (no row)");
    }

    @Test
    void logThatIsGone_isNamed_andNoError() throws IOException {
        Files.delete(archive);

        Command.Outcome outcome = product.verify();
        agrees(outcome);
        assertThat(outcome.out()).containsPattern("log [0-9a-f]{8}… is gone: \\d+ rows, from \\S+Z to \\S+Z");
    }

    @Test
    void archiveCutShort_isRecountedAsFarAsItGoes() throws IOException {
        byte[] compressed = compressed(archive);
        Files.delete(archive);
        Path cut = product.logs().resolve("mail.log.2.gz");
        Files.write(cut, Arrays.copyOf(compressed, compressed.length / 2));

        Command.Outcome outcome = product.verify();
        agrees(outcome);
        assertThat(outcome.out()).containsPattern("mail\\.log\\.2\\.gz holds \\d+ of the \\d+ bytes that were counted");
    }

    @Test
    void archiveThatIsBroken_isNamed_andNotEverythingCouldBeLookedAt() throws IOException {
        byte[] compressed = compressed(archive);
        compressed[compressed.length / 2] ^= 0x55;
        compressed[compressed.length / 2 + 1] ^= 0x55;
        Files.delete(archive);
        Files.write(product.logs().resolve("mail.log.2.gz"), compressed);

        Command.Outcome outcome = product.verify();
        assertThat(outcome.exit()).as(outcome.out()).isEqualTo(2);
        assertThat(outcome.out()).contains("mail.log.2.gz can't be read: it is no whole gzip file");
    }

    @Test
    void editedPattern_whoseFormerLogsAreGone_isSaidPlainly() throws IOException {
        Files.delete(archive);
        product.stop();
        Path trackers = home.resolve("routes/trackers.camel.yaml");
        Files.writeString(
                trackers,
                Files.readString(trackers)
                        .replaceFirst("(?s)(label: Bounced\\s+pattern: )'[^\\n]*'", "$1': removed\\$'"));
        product.start();
        long messages =
                writer.messages().values().stream().mapToLong(count -> count).sum() / 2;
        await().atMost(Duration.ofSeconds(30)).until(() -> bounced() == messages * 3 / 4);

        Command.Outcome outcome = product.verify();
        agrees(outcome);
        assertThat(outcome.out())
                .contains("bounced: counted by its previous reading 1, pattern '")
                .contains("its newest is 2, pattern ': removed$', zone UTC");
    }

    private long bounced() {
        Instant now = Instant.now();
        return product.counts("bounced", now.minus(Duration.ofDays(1)), now).values().stream()
                .mapToLong(count -> count)
                .sum();
    }

    @Test
    void besideAProcessThatIsCounting_agreesAtEveryMoment() throws IOException {
        Instant time = Instant.now().minus(Duration.ofMinutes(55));
        try (LiveWriter live = new LiveWriter(writer, log, time)) {
            for (int run = 0; run < 4; run++) {
                agrees(product.verify());
            }
            assertThat(live.written()).isPositive();
        }
        product.awaitCounts("outgoing", writer.messages());
        agrees(product.verify());
    }

    @Test
    void nothingToLookAt_isOneLine() {
        product.stop();
        Command.Outcome elsewhere = product.verify("--set", "mongodb.uri=embedded:nowhere");
        assertThat(elsewhere.exit()).isEqualTo(2);
        assertThat(elsewhere.err()).contains("there is no store in").hasLineCount(1);
        assertThat(home.resolve("nowhere")).doesNotExist();

        Command.Outcome away = product.verify(
                "--set", "mongodb.uri=mongodb://127.0.0.1:" + FreePort.next() + "/?serverSelectionTimeoutMS=300");
        assertThat(away.exit()).isEqualTo(2);
        assertThat(away.err())
                .startsWith("mailtally: the store does not answer")
                .hasLineCount(1);

        Command.Outcome unknown = product.verify("--tracker", "nobody");
        assertThat(unknown.exit()).isEqualTo(2);
        assertThat(unknown.err()).contains("--tracker nobody was never counted", "outgoing");

        Command.Outcome missing = product.verify("--set", "maillog.directory=" + home.resolve("nothing"));
        assertThat(missing.exit()).isEqualTo(2);
        assertThat(missing.err()).contains("maillog.directory", "missing");
    }

    @Test
    void folderWithoutALog_recountsNothing_whichIsNoAgreement() throws IOException {
        Command.Outcome nothing =
                product.verify("--set", "maillog.directory=" + Files.createDirectory(home.resolve("empty")));

        assertThat(nothing.exit()).as(nothing.out()).isEqualTo(2);
        assertThat(nothing.out()).contains("Nothing could be recounted").doesNotContain("agrees with the logs");
    }

    private static void agrees(Command.Outcome outcome) {
        assertThat(outcome.exit()).as(outcome.out() + outcome.err()).isZero();
        assertThat(outcome.out()).contains("agrees with the logs.");
    }

    private void changeOne(Consumer<MongoCollection<Document>> change) {
        change("mail", change);
    }

    private void change(String collection, Consumer<MongoCollection<Document>> change) {
        try (MongoClient client = MongoClients.create(product.storeAddress())) {
            change.accept(client.getDatabase("logs").getCollection(collection));
        }
    }

    /** The row of the newest window of the live log. */
    private Bson newest() {
        try (MongoClient client = MongoClients.create(product.storeAddress())) {
            Document newest = client.getDatabase("logs")
                    .getCollection("mail")
                    .find(Filters.and(Filters.eq("tracker", "outgoing"), Filters.gt("msg_count", 0)))
                    .sort(new Document("_id", -1))
                    .first();
            assertThat(newest).isNotNull();
            return Filters.eq("_id", newest.get("_id"));
        }
    }

    private static byte[] compressed(Path file) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            Files.copy(file, out);
        }
        return bytes.toByteArray();
    }
}
