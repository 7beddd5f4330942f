package org.mailtally.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailtally.store.embedded.file.EmbeddedStoreException;

class FullDiskTest {
    private static final int NO_SPACE = 14031;

    @Test
    void write_diskFull_failsAndSucceedsOnceThereIsRoom(@TempDir Path directory) throws Exception {
        try (SmallDisk disk = SmallDisk.at(directory, "6m")) {
            Path ballast = Files.write(disk.folder().resolve("ballast"), new byte[3 << 20]);
            try (OpenStore open = OpenStore.in(disk.folder().resolve("data"))) {
                MongoCollection<Document> mail = open.collection("mail");
                int stored = fill(mail);
                assertThat(mail.countDocuments()).isEqualTo(stored);
                Files.delete(ballast);
                mail.insertOne(large(stored));
                assertThat(ids(mail))
                        .isEqualTo(IntStream.rangeClosed(0, stored).boxed().toList());
            }
            try (OpenStore again = OpenStore.in(disk.folder().resolve("data"))) {
                assertThat(again.collection("mail").find().into(new ArrayList<>()))
                        .isNotEmpty();
            }
        }
    }

    @Test
    void open_diskFull_saysSo(@TempDir Path directory) throws Exception {
        try (SmallDisk disk = SmallDisk.at(directory, "1m")) {
            Files.write(disk.folder().resolve("ballast"), new byte[(1 << 20) - 4096]);
            assertThatThrownBy(() -> OpenStore.in(disk.folder()))
                    .isInstanceOf(EmbeddedStoreException.class)
                    .hasMessageContaining("mailtally.mv")
                    .hasMessageContaining("the disk is full; make room");
        }
    }

    @Test
    void write_storeClosedItself_reopensAtTheLastCommit(@TempDir Path directory) {
        try (OpenStore open = OpenStore.in(directory)) {
            MongoCollection<Document> mail = open.collection("mail");
            Rows.insert(mail, 300);
            open.store().file().store().closeImmediately();
            mail.insertOne(Rows.row(300, 300));
            open.store().file().store().closeImmediately();
            assertThat(mail.countDocuments()).isEqualTo(301);
        }
    }

    /** Inserts until the disk is full; how many were acknowledged. */
    private static int fill(MongoCollection<Document> mail) {
        for (int id = 0; ; id++) {
            int next = id;
            MongoException full = catchThrowableOfType(MongoException.class, () -> mail.insertOne(large(next)));
            if (full != null) {
                assertThat(full.getCode()).isEqualTo(NO_SPACE);
                assertThat(full).hasMessageContaining("mailtally.mv").hasMessageContaining("the disk is full");
                return id;
            }
        }
    }

    private static List<Integer> ids(MongoCollection<Document> mail) {
        return mail.find()
                .sort(new Document("_id", 1))
                .map(found -> found.getInteger("_id"))
                .into(new ArrayList<>());
    }

    private static Document large(int id) {
        byte[] noise = new byte[100_000];
        new Random(id).nextBytes(noise);
        return new Document("_id", id).append("noise", noise);
    }
}
