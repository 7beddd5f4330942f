package org.mailtally.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.model.IndexOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileGrowthTest {
    private static final int MEGABYTE = 1 << 20;

    /** Each update appends some 5 KB: 600 of them would be 3 MB. */
    @Test
    void manySmallUpdates_fileStaysBoundedAndIsCompactedOnClose(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("mailtally.mv");
        try (OpenStore open = OpenStore.in(directory, OpenStore.EAGER)) {
            MongoCollection<Document> mail = open.collection("mail");
            Rows.insert(mail, 2_000);
            for (int update = 0; update < 600; update++) {
                mail.bulkWrite(List.of(Rows.raise(update * 3, 10_000 + update)), Rows.unordered());
            }
            assertThat(Files.size(file)).isLessThan(MEGABYTE * 3 / 2);
        }
        assertThat(Files.size(file)).isLessThan(MEGABYTE);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }

    /** Root may have run once in the home of the service's user, who must be able to open the store afterwards. */
    @Test
    void openedAndCompactedByRoot_storeStaysItsOwners(@TempDir Path directory) throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root may give files away");
        UserPrincipal nobody =
                directory.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
        Files.setOwner(directory, nobody);
        Path data = directory.resolve("made/data");
        try (OpenStore open = OpenStore.in(data)) {
            Rows.insert(open.collection("mail"), 20_000);
            open.collection("mail").deleteMany(new Document("_id", new Document("$lt", Rows.id(18_000))));
        }

        assertThat(List.of(data.getParent(), data, data.resolve("mailtally.mv")))
                .allSatisfy(path -> assertThat(Files.getOwner(path)).isEqualTo(nobody));
    }

    @Test
    void compaction_keepsEverything(@TempDir Path directory) throws Exception {
        List<Document> before = new ArrayList<>();
        long stored;
        try (OpenStore open = OpenStore.in(directory)) {
            MongoCollection<Document> mail = open.collection("mail");
            MongoCollection<Document> claims = open.collection("claims");
            claims.createIndex(new Document("name", 1), new IndexOptions().unique(true));
            claims.insertOne(new Document("_id", 1).append("name", "a"));
            Rows.insert(mail, 20_000);
            mail.insertOne(new Document("_id", "stray"));
            mail.deleteMany(new Document("_id", new Document("$lt", Rows.id(18_000))));
            mail.find().into(before);
            stored = Files.size(directory.resolve("mailtally.mv"));
        }
        assertThat(Files.size(directory.resolve("mailtally.mv"))).isLessThan(stored / 2);
        assertThat(directory.resolve("mailtally.mv.compact")).doesNotExist();
        try (OpenStore open = OpenStore.in(directory)) {
            assertThat(open.collection("mail").find().into(new ArrayList<>())).isEqualTo(before);
            assertThat(open.examinedBy(() -> open.collection("mail")
                            .find(new Document("insert_time", Rows.date(19_000)))
                            .into(new ArrayList<>())))
                    .as("the stray document is remembered")
                    .isEqualTo(before.size());
            assertThat(BulkErrors.of(() ->
                            open.collection("claims").insertMany(List.of(new Document("_id", 2).append("name", "a")))))
                    .containsExactly("0: 11000");
        }
    }

    @Test
    void compactionKilled_leftOverIsDeleted(@TempDir Path directory) throws Exception {
        Path leftOver = Files.createFile(directory.resolve("mailtally.mv.compact"));
        OpenStore.in(directory).close();
        assertThat(leftOver).doesNotExist();
    }

    @Test
    void compaction_whileACursorIsOpen_cursorGoesOn(@TempDir Path directory) {
        try (OpenStore open = OpenStore.in(directory, OpenStore.EAGER)) {
            MongoCollection<Document> mail = open.collection("mail");
            Rows.insert(mail, 2_000);
            try (MongoCursor<Document> cursor = mail.find().batchSize(2).iterator()) {
                cursor.next();
                MVStore before = open.store().file().store();
                for (int update = 0; open.store().file().store() == before; update++) {
                    mail.bulkWrite(Rows.raise(0, 1_000, 10_000 + update), Rows.unordered());
                }
                cursor.next();
                assertThat(cursor.next()).containsEntry("_id", Rows.id(2)).containsKey("msg_count");
            }
            assertThat(mail.countDocuments()).isEqualTo(2_000);
        }
    }
}
