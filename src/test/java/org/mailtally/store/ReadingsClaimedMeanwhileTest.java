package org.mailtally.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.mailtally.tally.SilentWindows;
import org.mailtally.tally.Trackers;

/** Two polls of one process ask for the readings at once, as a live log and an archive do at a start. */
class ReadingsClaimedMeanwhileTest {

    private final Trackers trackers = new Trackers(List::of);
    private final Readings readings = new Readings(trackers, "UTC", Clock.systemUTC());
    private final Openings openings = new Openings(
            trackers,
            readings,
            new Checkpoints(trackers, readings),
            new Horizons(),
            new SilentWindows("mx", Clock.systemUTC(), System::nanoTime),
            new StoreWatch(Clock.systemUTC()),
            new RowIndexes(false));

    @Test
    void claims_readingsTakenByAnotherPollMeanwhile_answerIsStillTakenForReadings() throws IOException {
        Opening one = openings.idle();
        Opening other = openings.idle();
        List<Document> claimed = inserted(openings.claims(one, List.of()).models());
        assertThat(openings.claims(one, claimed).models()).isEmpty();
        assertThat(collection(one)).isEqualTo("mail_horizons");
        Opening meanwhile = openings.idle();
        assertThat(openings.claims(one, List.of()).models()).isEmpty();
        assertThat(one.getFind()).isNull();
        assertThat(collection(meanwhile)).isEqualTo("mail_horizons");
        assertThat(openings.claims(meanwhile, List.of()).models()).isEmpty();
        assertThat(meanwhile.getFind()).isNull();

        assertThat(collection(other)).isEqualTo("mail_readings");
        assertThat(openings.claims(other, claimed).models()).isEmpty();
        assertThat(collection(other)).isEqualTo("mail_horizons");
        assertThat(openings.claims(other, List.of()).models()).isEmpty();
        assertThat(other.getFind()).isNull();
    }

    @Test
    void claims_answerFromBeforeAnotherPollTookUp_doesNotMeanThatItsClaimIsGone() throws IOException {
        Opening early = openings.idle();
        assertThat(collection(early)).isEqualTo("mail_readings");
        Opening other = openings.idle();
        List<Document> claimed = inserted(openings.claims(other, List.of()).models());
        openings.claims(other, claimed);
        String reading = readings.of(trackers.now(), Trackers.LINES);

        assertThat(openings.claims(early, List.of()).models()).isEmpty();

        assertThat(reading).isNotNull();
        assertThat(readings.of(trackers.now(), Trackers.LINES)).isEqualTo(reading);
    }

    private static List<Document> inserted(List<WriteModel<Document>> claims) {
        List<Document> documents = new ArrayList<>();
        for (WriteModel<Document> claim : claims) {
            UpdateOneModel<Document> update = (UpdateOneModel<Document>) claim;
            Document document = new Document((Document) update.getFilter());
            document.putAll(((Document) update.getUpdate()).get("$setOnInsert", Document.class));
            documents.add(document);
        }
        return documents;
    }

    private static String collection(Opening opening) {
        return Objects.requireNonNull(opening.getFind()).collection();
    }
}
