package org.mailtally.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives that were counted before a start: they are passed over, but not where a tracker has yet to count them. */
class ArchivesCountedAlreadyIT {

    private static final int MAILS = 3_000;
    private static final String BROKEN = "no whole gzip file";

    @TempDir
    private Path home;

    private final MailLog writer = new MailLog(31);
    private Product product;
    private Path plain;
    private Path compressed;

    @BeforeEach
    void count() throws IOException {
        product = new Product(home);
        plain = product.logs().resolve("mail.log.1");
        compressed = product.logs().resolve("mail.log.2.gz");
        Instant day = Instant.now().minus(Duration.ofDays(1));
        MailLog.append(plain, mails(day.minus(Duration.ofHours(9))));
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(compressed))) {
            out.write(mails(day.minus(Duration.ofHours(19))).getBytes(StandardCharsets.UTF_8));
        }
        for (Path archive : List.of(plain, compressed)) {
            Files.setLastModifiedTime(archive, FileTime.from(day));
        }
        product.start();
        awaitCounted();
        await("what the archives are is noted")
                .until(() -> stored(
                        database -> database.getCollection("mail_archives").countDocuments() == 2));
        product.kill();
    }

    @AfterEach
    void end() {
        product.close();
    }

    private String mails(Instant from) {
        StringBuilder text = new StringBuilder();
        for (int mail = 0; mail < MAILS; mail++) {
            text.append(writer.mail(from.plusSeconds(mail * 9L), MailLog.Form.RFC_3339));
        }
        return text.toString();
    }

    private void awaitCounted() {
        await("all logs are read: " + product.body("/health"))
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(product.body("/health"))
                        .contains("mail.log.1", "mail.log.2.gz", "\"backlog\":{\"toRead\":0,"));
        product.awaitCounts("outgoing", writer.messages());
        product.awaitCounts("lines", writer.lines());
    }

    /** Whichever is first: it has the store asked, and is not read either. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void archiveCountedToItsEnd_isNotReadAgainByAStart_butByANewTracker(boolean isNewest) throws IOException {
        breakInTheMiddle(compressed);
        FileTime other = Files.getLastModifiedTime(compressed);
        Duration apart = isNewest ? Duration.ofHours(-1) : Duration.ofHours(1);
        Files.setLastModifiedTime(plain, FileTime.from(other.toInstant().plus(apart)));
        product.start();
        awaitCounted();
        assertThat(product.body("/health")).doesNotContain(BROKEN);

        new TrackersFile(product).with("queued", "Queued", "message-id");
        await("the new tracker reads all archives")
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(product.body("/health")).contains(BROKEN));
    }

    @Test
    void checkpointThatIsGone_hasItsArchiveCountedAgain() {
        product.start();
        awaitCounted();
        long deleted = stored(database -> {
            var ofOutgoing = Filters.eq("tracker", "outgoing");
            database.getCollection("mail").deleteMany(ofOutgoing);
            database.getCollection("mail_hours").deleteMany(ofOutgoing);
            database.getCollection("mail_days").deleteMany(ofOutgoing);
            return database.getCollection("mail_logs").deleteMany(ofOutgoing).getDeletedCount();
        });
        assertThat(deleted).isEqualTo(2);
        product.kill();
        product.start();
        awaitCounted();
    }

    /** Leaves its size, how it begins and how it ends, so that only who reads it all notices. */
    private static void breakInTheMiddle(Path archive) throws IOException {
        FileTime modified = Files.getLastModifiedTime(archive);
        try (RandomAccessFile file = new RandomAccessFile(archive.toFile(), "rw")) {
            file.seek(file.length() / 2);
            file.write(new byte[64]);
        }
        Files.setLastModifiedTime(archive, modified);
    }

    private <T> T stored(Function<MongoDatabase, T> asked) {
        try (MongoClient client = MongoClients.create(product.storeAddress())) {
            return asked.apply(client.getDatabase("logs"));
        }
    }
}
