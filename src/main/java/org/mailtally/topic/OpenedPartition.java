package org.mailtally.topic;

import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.mailtally.settle.Gaps;
import org.mailtally.source.Log;
import org.mailtally.source.Place;
import org.mailtally.source.PossibleGap;
import org.mailtally.source.kafka.PartitionLog;
import org.mailtally.store.Checkpoints;
import org.mailtally.store.Find;
import org.mailtally.store.Lookup;
import org.mailtally.store.Opened;
import org.mailtally.store.StoredNames;
import org.mailtally.tally.Definitions;

/**
 * A partition that is opened for one poll. Where the topic deleted records before they were counted, that is a possible gap,
 * which is stored before anything behind it is counted. For one thread.
 */
final class OpenedPartition implements Opened {

    private final PartitionLog log;
    private final Gaps gaps;
    private @Nullable PossibleGap gap;
    private String gapId = "";

    OpenedPartition(PartitionLog log, Gaps gaps) {
        this.log = log;
        this.gaps = gaps;
    }

    @Override
    public Log log() {
        return log;
    }

    @Override
    public void close() {}

    @Override
    public List<Lookup> lookups(Definitions definitions) {
        return List.of(new Deleted(), new Reported());
    }

    /** How far the log is counted, and whether the topic still keeps what comes next. */
    private final class Deleted implements Lookup {
        private boolean open = true;

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public Find find() {
            return new Find(StoredNames.MAIL_LOGS, new Document("log", log.id().hex()));
        }

        @Override
        public List<WriteModel<Document>> take(List<Document> stored) throws IOException {
            open = false;
            Place furthest = stored.stream()
                    .map(Checkpoints::place)
                    .max(Comparator.comparingLong(Place::position))
                    .orElse(null);
            if (furthest != null && furthest.position() < log.firstInMemory()) {
                long kept = log.start().position();
                if (kept > furthest.position()) {
                    gap = gap(furthest, kept);
                    gapId = "%s %019d".formatted(log.id().hex(), furthest.position());
                }
            }
            return List.of();
        }
    }

    private PossibleGap gap(Place counted, long kept) {
        Instant from = Instant.ofEpochSecond(counted.time());
        Instant to = Instant.ofEpochSecond(Math.max(counted.time(), log.firstTime()));
        return new PossibleGap(
                log.id().hex(),
                log.name(),
                from,
                to,
                "was deleted by its topic from offset " + counted.position() + " up to " + kept
                        + " before it was read: keep its records for longer (retention.ms)");
    }

    /** The possible gap, stored once. */
    private final class Reported implements Lookup {
        private boolean open = true;

        @Override
        public boolean isOpen() {
            return open && gap != null;
        }

        @Override
        public Find find() {
            return new Find(StoredNames.MAIL_GAPS, new Document("_id", gapId));
        }

        @Override
        public List<WriteModel<Document>> take(List<Document> stored) {
            PossibleGap found = gap;
            open = stored.isEmpty();
            if (found == null || !open) {
                gaps.findAgain();
                return List.of();
            }
            Document insert = new Document("log", found.log())
                    .append("name", found.name())
                    .append("from", Date.from(found.from()))
                    .append("to", Date.from(found.to()))
                    .append("reason", found.reason());
            return List.of(new UpdateOneModel<>(
                    new Document("_id", gapId),
                    new Document("$setOnInsert", insert),
                    new UpdateOptions().upsert(true)));
        }
    }
}
