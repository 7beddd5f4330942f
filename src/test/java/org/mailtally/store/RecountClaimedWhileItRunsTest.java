package org.mailtally.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.mailtally.pattern.LinePattern;
import org.mailtally.tally.Definitions;
import org.mailtally.tally.TrackerDefinition;
import org.mailtally.tally.Trackers;

/** A later reading of the own definition is claimed from outside, or the claims are dropped: the logs are recounted. */
class RecountClaimedWhileItRunsTest {

    private static final List<TrackerDefinition> DEFINITIONS =
            List.of(new TrackerDefinition("spam", "Spam", LinePattern.compile("first")));

    private final Map<String, Document> stored = new LinkedHashMap<>();
    private final List<Set<String>> recounts = new ArrayList<>();
    private Instant now = Instant.parse("2026-12-01T12:00:00Z");
    private final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    };
    private final Running process = new Running();

    /** A process on the store. */
    private final class Running {
        private final Trackers trackers = new Trackers(() -> DEFINITIONS);
        private final Readings readings = new Readings(trackers, "UTC", clock, recounts::add);

        void look() {
            Lookup lookup = lookup();
            for (int round = 0; round < 5 && lookup.isOpen(); round++) {
                lookup.find();
                take(lookup, List.copyOf(stored.values()));
                lookup = lookup.isOpen() ? lookup : lookup();
            }
        }

        Lookup lookup() {
            return readings.lookup(trackers.now(), () -> {});
        }

        String spam() {
            return String.valueOf(readings.of(trackers.now(), "spam"));
        }
    }

    @Test
    void laterReadingOfTheOwnDefinition_isTakenUp_andWhatWasBegunBeforeHasNoReading() {
        process.look();
        Definitions begunBefore = process.trackers.now();
        claimNext("spam");

        process.look();
        assertThat(process.spam()).startsWith("0001 ");
        later();
        process.look();

        assertThat(process.spam()).startsWith("0002 ");
        assertThat(recounts).containsExactly(Set.of("spam"));
        assertThat(process.readings.of(begunBefore, "spam")).isNull();
        assertThat(process.readings.of(begunBefore, Trackers.LINES)).startsWith("0001 ");
        assertThat(process.trackers.isActive(begunBefore)).isFalse();
    }

    @Test
    void laterReadingOfAnotherDefinition_isNotTakenUp() {
        process.look();
        stored.put(
                "spam 0002",
                new Document("_id", "spam 0002").append("tracker", "spam").append("definition", "f00"));
        later();
        process.look();

        assertThat(process.spam()).startsWith("0001 ");
        assertThat(recounts).isEmpty();
    }

    @Test
    void ownClaimIsGone_aLaterReadingIsClaimed_byAllProcessesTheSame() {
        Running other = new Running();
        process.look();
        claimNext("spam");
        later();
        other.look();
        process.look();
        recounts.clear();
        stored.clear();
        later();

        process.look();
        other.look();

        assertThat(process.spam()).startsWith("0003 ").isEqualTo(other.spam());
        assertThat(recounts).containsExactly(Set.of("spam", "lines"), Set.of("spam", "lines"));
        assertThat(stored).containsOnlyKeys("spam 0003", "lines 0002");
        later();
        process.look();
        assertThat(recounts).hasSize(2);
    }

    @Test
    void claimsDropped_andClaimedAgainByTheSameNumber_areNoticed() {
        process.look();
        Map<String, Document> before = Map.copyOf(stored);
        stored.clear();
        before.forEach((id, claim) -> stored.put(id, new Document(claim).append("since", now.plusSeconds(1))));
        later();

        process.look();

        assertThat(process.spam()).startsWith("0002 ");
        assertThat(recounts).containsExactly(Set.of("spam", "lines"));
    }

    @Test
    void answerOfBeforeAnotherPollClaimed_saysNothingOfClaimsThatAreGone() {
        Lookup early = process.lookup();
        early.find();
        List<Document> nothing = List.copyOf(stored.values());
        process.look();

        take(early, nothing);

        assertThat(process.spam()).startsWith("0001 ");
        assertThat(recounts).isEmpty();
    }

    @Test
    void trackerThatIsSuperseded_isCountedAgain_whereItsDefinitionIsTheLatestAgain() {
        process.look();
        Document first = stored.get("spam 0001");
        process.readings.supersede(process.trackers.now(), "spam");
        assertThat(process.readings.superseded()).containsExactly("spam");
        stored.put(
                "spam 0002",
                new Document("_id", "spam 0002").append("tracker", "spam").append("definition", "f00"));
        stored.put("spam 0003", new Document(first).append("_id", "spam 0003"));
        later();
        process.look();

        assertThat(process.readings.superseded()).isEmpty();
        assertThat(process.spam()).startsWith("0003 ");
    }

    private void later() {
        now = now.plus(Duration.ofSeconds(10));
    }

    private void claimNext(String tracker) {
        Document claim = stored.get(tracker + " 0001");
        stored.put(tracker + " 0002", new Document(claim).append("_id", tracker + " 0002"));
    }

    private void take(Lookup lookup, List<Document> found) {
        try {
            store(lookup.take(found));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void store(List<WriteModel<Document>> claims) {
        for (WriteModel<Document> claim : claims) {
            UpdateOneModel<Document> update = (UpdateOneModel<Document>) claim;
            Document document = new Document((Document) update.getFilter());
            document.putAll(((Document) update.getUpdate()).get("$setOnInsert", Document.class));
            stored.putIfAbsent(document.getString("_id"), document);
        }
    }
}
