package org.mailtally.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailtally.FreePort;
import org.mailtally.packaging.Command;

/** {@code mailtally recount}: what somebody did to the stored counts is put right from the logs on disk. */
class RecountIT {

    private static final int MAILS = 4_000;
    private static final String QUEUED = "postfix/cleanup.*[:-] (?<digit>[0-9A-F])[0-9A-F]{9}: message-id";
    private static final List<String> ROWS = List.of("mail", "mail_lines", "mail_by", "mail_hours", "mail_days");

    @TempDir
    private Path home;

    private final MailLog writer = new MailLog(17);
    private Product product;
    private Path archive;

    @BeforeEach
    void count() throws IOException {
        product = new Product(home).set("by.limit", 5);
        new TrackersFile(product).with("queued", "Queued", QUEUED, "digit");
        archive = product.logs().resolve("mail.log.1");
        write(archive, Instant.now().minus(Duration.ofHours(12)));
        write(product.logs().resolve("mail.log"), Instant.now().minus(Duration.ofHours(6)));
        product.start();
        awaitCounts();
    }

    @AfterEach
    void end() {
        product.close();
    }

    private void awaitCounts() {
        product.awaitCounts("outgoing", writer.messages());
        product.awaitCounts("queued", writer.messages());
        product.awaitCounts("lines", writer.lines());
    }

    private void write(Path file, Instant from) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int mail = 0; mail < MAILS; mail++) {
            text.append(writer.mail(from.plusSeconds(mail * 5L), MailLog.Form.RFC_3339));
        }
        MailLog.append(file, text.toString());
    }

    private Command.Outcome recount(String... options) {
        return Command.of(product.command("recount").toArray())
                .with((Object[]) options)
                .run();
    }

    private void inStore(Consumer<MongoDatabase> what) {
        try (MongoClient client = MongoClients.create(product.storeAddress())) {
            what.accept(client.getDatabase("logs"));
        }
    }

    private static void raiseAndDelete(MongoDatabase logs) {
        for (String name : ROWS) {
            MongoCollection<Document> rows = logs.getCollection(name);
            List<String> ids = rows.distinct("_id", String.class).into(new ArrayList<>());
            for (int i = 0; i < ids.size(); i += 5) {
                rows.updateOne(Filters.eq(ids.get(i)), Updates.inc("msg_count", 1_000_000L));
                if (i + 1 < ids.size()) {
                    rows.deleteOne(Filters.eq(ids.get(i + 1)));
                }
            }
        }
    }

    private static void agrees(Command.Outcome verified) {
        assertThat(verified.out()).contains("Every stored count agrees with the logs.");
        assertThat(verified.exit()).as(verified.out()).isZero();
    }

    private static void isDone(Command.Outcome recounted) {
        assertThat(recounted.out()).as(recounted.err()).contains("Recounted 2 logs in ", "Run 'mailtally verify'");
        assertThat(recounted.exit()).as(recounted.out()).isZero();
    }

    @Test
    void rowsRaisedAndDeleted_whileItRuns_areRight_andLinesThatCameMeanwhileToo() throws IOException {
        inStore(RecountIT::raiseAndDelete);
        Command.Outcome before = product.verify();
        assertThat(before.exit()).isEqualTo(1);
        assertThat(before.out()).contains("'mailtally recount' puts the counts of the logs on disk right.");

        CompletableFuture<Command.Outcome> recounting = CompletableFuture.supplyAsync(this::recount);
        for (int mail = 0; mail < 200; mail++) {
            writer.mail(product.logs().resolve("mail.log"), Instant.now(), MailLog.Form.RFC_3339);
        }

        isDone(recounting.join());
        awaitCounts();
        agrees(product.verify());
    }

    @Test
    void allCollectionsDropped_whileItRuns_everythingIsThereAgain() {
        inStore(logs -> logs.listCollectionNames().into(new ArrayList<>()).forEach(name -> logs.getCollection(name)
                .drop()));

        isDone(recount());

        awaitCounts();
        agrees(product.verify());
        assertThat(product.body("/health")).contains("\"notices\":[]");
    }

    @Test
    void rowsRaisedAndDeleted_whileNoneRuns_areRightAfterTheNextStart() {
        inStore(RecountIT::raiseAndDelete);
        product.stop();

        Command.Outcome recounted = recount();
        assertThat(recounted.out()).contains("the recount begins with the next start");
        assertThat(recounted.exit()).isZero();

        product.start();
        awaitCounts();
        awaitVerified();
    }

    @Test
    void claimsDropped_andNoneRuns_rowsOfHigherReadingsAreStillReplaced() {
        isDone(recount());
        inStore(RecountIT::raiseAndDelete);
        inStore(logs -> logs.getCollection("mail_readings").drop());
        product.kill();

        assertThat(recount().exit()).isZero();

        product.start();
        awaitCounts();
        awaitVerified();
    }

    @Test
    void whatNoMailtallyWrote_readingsPositionsAndRows_isPutRightToo() {
        Date between = Date.from(Instant.now().minus(Duration.ofDays(2)).truncatedTo(ChronoUnit.DAYS));
        inStore(logs -> {
            Document one = logs.getCollection("mail")
                    .find(Filters.eq("tracker", "outgoing"))
                    .first();
            logs.getCollection("mail")
                    .insertOne(new Document(one)
                            .append(
                                    "_id",
                                    between.toInstant().toString().replace(":00Z", "Z") + " outgoing "
                                            + one.getString("log"))
                            .append("insert_time", between));
            logs.getCollection("mail").insertOne(new Document(one).append("_id", "no row at all"));
            logs.getCollection("mail").updateMany(Filters.eq("tracker", "queued"), Updates.set("position", 1L << 40));
            logs.getCollection("mail_lines")
                    .updateMany(new Document(), Updates.set("reading", "0007 0123456789abcdef"));
            logs.getCollection("mail_hours").updateMany(new Document(), Updates.set("reading", "zzzz"));
            logs.getCollection("mail_days").updateMany(new Document(), Updates.set("msg_count", "many"));
            logs.getCollection("mail_logs")
                    .updateMany(Filters.eq("tracker", "outgoing"), Updates.set("checkpoint", "9999 zzz 1 - -"));
            logs.getCollection("mail_logs").updateMany(Filters.eq("tracker", "queued"), Updates.unset("checkpoint"));
        });

        Command.Outcome recounted = recount();

        isDone(recounted);
        assertThat(recounted.out()).contains("that no Mailtally wrote", "1 row that no line stands for deleted");
        awaitCounts();
        agrees(product.verify());
    }

    @Test
    void killedInTheMiddle_itGoesOnWithTheNextStart() {
        inStore(RecountIT::raiseAndDelete);
        CompletableFuture<Command.Outcome> recounting = CompletableFuture.supplyAsync(this::recount);
        await().atMost(Duration.ofSeconds(60)).until(() -> product.output().contains("A recount of tracker"));
        product.kill();
        assertThat(recounting.join().exit()).isEqualTo(2);

        product.start();
        awaitCounts();
        awaitVerified();
    }

    private void awaitVerified() {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(product.verify().exit()).isZero());
    }

    @Test
    void oneTracker_othersKeepTheirReading_andLogsThatAreGoneTheirCounts() throws IOException {
        Files.delete(archive);

        Command.Outcome recounted = recount("--tracker", "queued");

        assertThat(recounted.out()).contains("claimed reading 0002 of queued", "Recounted 1 log in ");
        assertThat(recounted.out()).doesNotContain("of outgoing");
        assertThat(recounted.exit()).isZero();
        awaitCounts();
        Command.Outcome verified = product.verify();
        assertThat(verified.out()).doesNotContain("Counted by a previous definition");
        assertThat(verified.exit()).as(verified.out()).isZero();
    }

    @Test
    void whatCannotBegin_isSaidInOneLine_withTheRemedy() throws IOException {
        assertThat(recount("--tracker", "invites").err())
                .contains("--tracker invites is not defined; these are: ", "outgoing");
        assertThat(recount("--set", "mongodb.uri=mongodb://127.0.0.1:" + FreePort.next())
                        .err())
                .contains("mongodb.uri: the store does not answer: ")
                .hasLineCount(1);
        String wrong = product.storeAddress().replaceFirst("//([^:]*):[^@]*@", "//$1:wrong@");
        Command.Outcome refused = recount("--set", "mongodb.uri=" + wrong);
        assertThat(refused.err())
                .contains("mongodb.uri: the store refuses the user or password")
                .hasLineCount(1);
        Command.Outcome otherwise = recount("--set", "by.limit=7");
        assertThat(otherwise.err())
                .contains("tracker 'queued' is counted by another definition (reading 0001, pattern '")
                .hasLineCount(1);
        assertThat(otherwise.exit()).isEqualTo(2);
        agrees(product.verify());
    }
}
