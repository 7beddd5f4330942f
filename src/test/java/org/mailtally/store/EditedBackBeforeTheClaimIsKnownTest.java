package org.mailtally.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mailtally.pattern.LinePattern;
import org.mailtally.tally.Definitions;
import org.mailtally.tally.SilentWindows;
import org.mailtally.tally.TrackerDefinition;
import org.mailtally.tally.Trackers;

/** A tracker is edited, and edited back, before the first edit's claim is known to be stored: the later act wins. */
class EditedBackBeforeTheClaimIsKnownTest {

    private final Map<String, Document> stored = new LinkedHashMap<>();
    private List<TrackerDefinition> active = List.of();
    private Trackers trackers = new Trackers(() -> active);
    private Readings readings = new Readings(trackers, "UTC", Clock.systemUTC());
    private Openings openings = openings();

    @BeforeEach
    void firstPatternIsClaimed() throws IOException {
        edit("first");
        poll();
        assertThat(reading()).startsWith("0001 ");
    }

    @Test
    void claimStoredAfterTheEditBack_formerPatternIsClaimedAnew() throws IOException {
        edit("second");
        List<WriteModel<Document>> onTheirWay = claims();
        edit("first");
        store(onTheirWay);

        poll();

        assertThat(reading()).startsWith("0003 ");
        assertThat(newestPattern()).isEqualTo("first");
    }

    @Test
    void claimStoredAfterTheFormerPatternWasClaimedAnew_itIsNotTheNewest() throws IOException {
        edit("second");
        List<WriteModel<Document>> onTheirWay = claims();
        edit("first");
        poll();
        assertThat(reading()).startsWith("0003 ");

        store(onTheirWay);

        assertThat(newestPattern()).isEqualTo("first");
        start();
        poll();
        assertThat(reading()).startsWith("0003 ");
    }

    @Test
    void pollBegunBeforeBothEdits_hasNoReadingAnyMore() throws IOException {
        Definitions begunBefore = trackers.now();
        edit("second");
        poll();
        edit("first");
        poll();

        assertThat(reading()).startsWith("0003 ");
        assertThat(readings.of(begunBefore, "spam")).isNull();
        assertThat(trackers.isActive(begunBefore)).isFalse();
        assertThat(readings.of(begunBefore, Trackers.LINES)).startsWith("0001 ");
    }

    @Test
    void editBackThatAPollBegunWith_formerEditClaimsNothing() throws IOException {
        edit("second");
        Definitions second = trackers.now();
        edit("first");
        openings.idle();

        assertThat(readings.lookup(second, () -> {}).take(List.copyOf(stored.values())))
                .isEmpty();
        assertThat(reading()).startsWith("0001 ");
    }

    @Test
    void anotherProcessClaimedMeanwhile_laterActWins() throws IOException {
        edit("second");
        List<WriteModel<Document>> tooLate = claims();
        String other = "spam 0002";
        stored.put(other, new Document("_id", other).append("tracker", "spam").append("definition", "another's"));
        store(tooLate);

        poll();

        assertThat(reading()).startsWith("0003 ");
        assertThat(newestPattern()).isEqualTo("second");
    }

    private void edit(String pattern) {
        active = List.of(new TrackerDefinition("spam", "Spam", LinePattern.compile(pattern)));
    }

    private void start() {
        trackers = new Trackers(() -> active);
        readings = new Readings(trackers, "UTC", Clock.systemUTC());
        openings = openings();
    }

    private Openings openings() {
        Clock clock = Clock.systemUTC();
        return new Openings(
                trackers,
                readings,
                new Checkpoints(trackers, readings),
                new Horizons(),
                new SilentWindows("mx", clock, System::nanoTime),
                new StoreWatch(clock),
                new RowIndexes(false));
    }

    private String reading() {
        return String.valueOf(readings.of(trackers.now(), "spam"));
    }

    private String newestPattern() {
        return stored.values().stream()
                .filter(reading -> "spam".equals(reading.getString("tracker")))
                .reduce((one, other) -> one.getString("_id").compareTo(other.getString("_id")) > 0 ? one : other)
                .map(reading -> reading.getString("pattern"))
                .orElseThrow();
    }

    /** What a poll wants to claim, which it is then on its way to store. */
    private List<WriteModel<Document>> claims() throws IOException {
        Opening opening = openings.idle();
        assertThat(isAtReadings(opening)).isTrue();
        return openings.claims(opening, new ArrayList<>(stored.values())).models();
    }

    private void poll() throws IOException {
        Opening opening = openings.idle();
        while (isAtReadings(opening)) {
            store(openings.claims(opening, new ArrayList<>(stored.values())).models());
        }
    }

    private static boolean isAtReadings(Opening opening) {
        Find find = opening.getFind();
        return find != null && find.collection().equals(StoredNames.MAIL_READINGS);
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
