package org.mailtally.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.WriteModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailtally.log.Following;
import org.mailtally.log.LogFiles;
import org.mailtally.log.Logs;
import org.mailtally.log.OpenLog;
import org.mailtally.log.Place;
import org.mailtally.log.Sightings;
import org.mailtally.store.embedded.EmbeddedStore;

/** Two processes saw the same log go, each between polls of its own: that is one possible gap, and the shorter one. */
class GapSeenByTwoProcessesTest {

    @TempDir
    private Path folder;

    @Test
    void claims_twoProcesses_oneGapOfWhatNeitherSaw() throws IOException {
        Path logs = Files.createDirectory(folder.resolve("logs"));
        Sightings one = seen(logs, "2026-11-23T10:00:00Z");
        Sightings other = seen(logs, "2026-11-23T10:00:00.300Z");
        Files.delete(logs.resolve("mail.log"));
        one.look();
        other.look();

        try (EmbeddedStore store = EmbeddedStore.open(folder.resolve("data"));
                MongoClient client = StoreConnection.open(store.connectionString())) {
            MongoCollection<Document> collection = client.getDatabase("logs").getCollection("mail_gaps");
            Gaps first = new Gaps(one);
            store(first, collection);
            store(new Gaps(other), collection);
            store(first, collection);

            List<Document> stored = collection.find().into(new ArrayList<>());
            assertThat(stored).hasSize(1);
            assertThat(stored.get(0).getDate("from")).isEqualTo(Date.from(Instant.parse("2026-11-23T10:00:00.300Z")));
            assertThat(stored.get(0).getString("name")).isEqualTo("mail.log");
            assertThat(one.found()).isEmpty();
            assertThat(other.found()).isEmpty();
            assertThat(first.known()).hasSize(1);
        }
    }

    /** A process that saw the log last at a time, and looks again half a second later. */
    private static Sightings seen(Path logs, String time) throws IOException {
        Path log = logs.resolve("mail.log");
        Files.writeString(log, "Nov 23 10:00:00 mx1 postfix/qmgr[1]: a line\n", StandardCharsets.US_ASCII);
        long[] tick = {0};
        Clock later = Clock.fixed(Instant.parse(time).plusMillis(500), ZoneOffset.UTC);
        Sightings sightings = new Sightings(LogFiles.allOf(logs), "mx1", later, () -> tick[0]);
        Files.setLastModifiedTime(log, FileTime.from(later.instant()));
        try (OpenLog open = new Logs(
                        LogFiles.allOf(logs), "mx1", ZoneOffset.UTC, new Following(later), sightings, later)
                .open(log.toFile())) {
            open.settle(0);
            open.counted(new Place(Files.size(log), 0, "hash that no file has"), 0);
        }
        tick[0] = 500_000_000;
        return sightings;
    }

    private static void store(Gaps gaps, MongoCollection<Document> collection) {
        for (List<WriteModel<Document>> writes = gaps.claims(collection.find(Gaps.query()));
                !writes.isEmpty();
                writes = gaps.claims(collection.find(Gaps.query()))) {
            collection.bulkWrite(writes);
        }
    }
}
