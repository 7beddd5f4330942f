package org.mailtally.settle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.WriteModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailtally.source.Place;
import org.mailtally.source.file.Following;
import org.mailtally.source.file.LogFiles;
import org.mailtally.source.file.Logs;
import org.mailtally.source.file.OpenLog;
import org.mailtally.source.file.Sightings;
import org.mailtally.store.Lookup;
import org.mailtally.store.StoreConnection;
import org.mailtally.store.embedded.EmbeddedStore;

/** Two processes saw the same log go, each between polls of its own: that is one possible gap, and the shorter one. */
class GapSeenByTwoProcessesTest {

    private static final Instant LAST_LINE = Instant.EPOCH;

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
                MongoClient client = StoreConnection.open(store.pipelinesAddress())) {
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

    @Test
    void claims_logWentTwiceBeforeTheStoreAnswered_twoGaps() throws IOException {
        Path logs = Files.createDirectory(folder.resolve("logs"));
        Sightings sightings = goneTwice(logs, Duration.ofHours(1));
        assertThat(sightings.found()).hasSize(2);

        try (EmbeddedStore store = EmbeddedStore.open(folder.resolve("data"));
                MongoClient client = StoreConnection.open(store.pipelinesAddress())) {
            MongoCollection<Document> collection = client.getDatabase("logs").getCollection("mail_gaps");
            Gaps gaps = new Gaps(sightings);
            store(gaps, collection);

            assertThat(sightings.found()).isEmpty();
            assertThat(collection.find().into(new ArrayList<>()))
                    .extracting(gap -> gap.getDate("from"))
                    .containsExactly(
                            Date.from(Instant.parse("2026-11-23T10:00:00Z")),
                            Date.from(Instant.parse("2026-11-23T11:00:00Z")));
        }
    }

    @Test
    void claims_logWentTwiceWithinAMinute_twoGaps_whichAnotherProcessOnlyMakesShorter() throws IOException {
        Path logs = Files.createDirectory(folder.resolve("logs"));
        Sightings one = goneTwice(logs, Duration.ofSeconds(20));
        Sightings other = goneTwice(logs, Duration.ofSeconds(20));

        try (EmbeddedStore store = EmbeddedStore.open(folder.resolve("data"));
                MongoClient client = StoreConnection.open(store.pipelinesAddress())) {
            MongoCollection<Document> collection = client.getDatabase("logs").getCollection("mail_gaps");
            store(new Gaps(one), collection);
            store(new Gaps(other), collection);

            assertThat(collection.find().into(new ArrayList<>()))
                    .extracting(gap -> gap.getDate("from"), gap -> gap.getDate("to"))
                    .containsExactly(
                            tuple(at("2026-11-23T10:00:00Z"), at("2026-11-23T10:00:00.500Z")),
                            tuple(at("2026-11-23T10:00:20Z"), at("2026-11-23T10:00:20.500Z")));
        }
    }

    @Test
    void claims_anotherProcessHadReadAShorterCopyAlone_bothGapsStay() throws IOException {
        Path logs = Files.createDirectory(folder.resolve("logs"));
        Sightings one = seen(logs, "2026-11-23T10:00:00Z");
        Files.move(logs.resolve("mail.log"), logs.resolve("mail.log.1"));
        Sightings ofCopy = seen(logs, "2026-11-23T10:00:00.300Z", "mail.log.1");
        Files.delete(logs.resolve("mail.log.1"));
        one.look();
        ofCopy.look();

        try (EmbeddedStore store = EmbeddedStore.open(folder.resolve("data"));
                MongoClient client = StoreConnection.open(store.pipelinesAddress())) {
            MongoCollection<Document> collection = client.getDatabase("logs").getCollection("mail_gaps");
            Gaps late = new Gaps(ofCopy);
            List<WriteModel<Document>> tooLate = late.lookup().take(all(collection));
            store(new Gaps(one), collection);
            assertThatThrownBy(() -> collection.bulkWrite(tooLate)).isInstanceOf(MongoBulkWriteException.class);
            store(late, collection);

            assertThat(collection.find().into(new ArrayList<>()))
                    .extracting(gap -> gap.getString("name"), gap -> gap.getDate("from"))
                    .containsExactly(
                            tuple("mail.log", at("2026-11-23T10:00:00Z")), tuple("mail.log.1", Date.from(LAST_LINE)));
        }
    }

    @Test
    void claims_anotherProcessStoredAnotherTimeUnderTheId_refusedAndThenStoredBesideIt() throws IOException {
        Path logs = Files.createDirectory(folder.resolve("logs"));
        Sightings one = seen(logs, "2026-11-23T10:00:00Z");
        Sightings other = seen(logs, "2026-11-23T12:00:00Z");
        Files.delete(logs.resolve("mail.log"));
        one.look();
        other.look();

        try (EmbeddedStore store = EmbeddedStore.open(folder.resolve("data"));
                MongoClient client = StoreConnection.open(store.pipelinesAddress())) {
            MongoCollection<Document> collection = client.getDatabase("logs").getCollection("mail_gaps");
            Gaps late = new Gaps(other);
            List<WriteModel<Document>> tooLate = late.lookup().take(all(collection));
            store(new Gaps(one), collection);
            assertThatThrownBy(() -> collection.bulkWrite(tooLate)).isInstanceOf(MongoBulkWriteException.class);
            store(late, collection);

            assertThat(collection.find().into(new ArrayList<>()))
                    .extracting(gap -> gap.getDate("to"))
                    .containsExactly(
                            Date.from(Instant.parse("2026-11-23T10:00:00.500Z")),
                            Date.from(Instant.parse("2026-11-23T12:00:00.500Z")));
        }
    }

    private static Date at(String time) {
        return Date.from(Instant.parse(time));
    }

    /** A process that saw a log go at ten o'clock, come back, and go again some time later. */
    private static Sightings goneTwice(Path logs, Duration later) throws IOException {
        AtomicLong tick = new AtomicLong();
        TickingClock clock = new TickingClock(tick);
        Sightings sightings = new Sightings(LogFiles.allOf(logs), "mx1", clock, tick::get);
        for (int time = 0; time < 2; time++) {
            tick.set(later.multipliedBy(time).toNanos());
            see(logs, "mail.log", sightings, clock);
            Files.delete(logs.resolve("mail.log"));
            tick.addAndGet(500_000_000);
            sightings.look();
        }
        return sightings;
    }

    /** A clock that goes as a ticker does, from ten o'clock on. */
    private static final class TickingClock extends Clock {
        private final AtomicLong tick;

        TickingClock(AtomicLong tick) {
            this.tick = tick;
        }

        @Override
        public Instant instant() {
            return Instant.parse("2026-11-23T10:00:00Z").plusNanos(tick.get());
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("nobody asks for another zone");
        }
    }

    /** A process that saw the log last at a time, and looks again half a second later. */
    private static Sightings seen(Path logs, String time) throws IOException {
        return seen(logs, time, "mail.log");
    }

    private static Sightings seen(Path logs, String time, String name) throws IOException {
        long[] tick = {0};
        Clock later = Clock.fixed(Instant.parse(time).plusMillis(500), ZoneOffset.UTC);
        Sightings sightings = new Sightings(LogFiles.allOf(logs), "mx1", later, () -> tick[0]);
        see(logs, name, sightings, later);
        tick[0] = 500_000_000;
        return sightings;
    }

    private static void see(Path logs, String name, Sightings sightings, Clock clock) throws IOException {
        Path log = logs.resolve(name);
        Files.writeString(log, "Nov 23 10:00:00 mx1 postfix/qmgr[1]: a line\n", StandardCharsets.US_ASCII);
        Files.setLastModifiedTime(log, FileTime.from(clock.instant()));
        try (OpenLog open = new Logs(
                        LogFiles.allOf(logs), "mx1", ZoneOffset.UTC, new Following(clock), sightings, clock)
                .open(log.toFile())) {
            open.settle(0);
            open.counted(new Place(Files.size(log), LAST_LINE.getEpochSecond(), "hash that no file has"), 0);
            open.countedByAll();
            open.stored();
        }
    }

    private static void store(Gaps gaps, MongoCollection<Document> collection) throws IOException {
        Lookup lookup = gaps.lookup();
        for (List<WriteModel<Document>> writes = lookup.take(all(collection));
                !writes.isEmpty();
                writes = lookup.take(all(collection))) {
            collection.bulkWrite(writes);
        }
    }

    private static List<Document> all(MongoCollection<Document> collection) {
        return collection.find().into(new ArrayList<>());
    }
}
