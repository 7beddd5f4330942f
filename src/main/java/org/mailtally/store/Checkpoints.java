package org.mailtally.store;

import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.mailtally.log.OpenLog;
import org.mailtally.log.Place;
import org.mailtally.tally.Definitions;
import org.mailtally.tally.Stretch;
import org.mailtally.tally.Tally;
import org.mailtally.tally.Trackers;

/**
 * The checkpoints: how far each log is counted for each tracker, as documents {@code {_id: "<log> <tracker>", log,
 * tracker, checkpoint}}, raised by {@code $max} after the rows are written. Thread-safe.
 */
final class Checkpoints {

    private final Trackers trackers;
    private final Readings readings;

    Checkpoints(Trackers trackers, Readings readings) {
        this.trackers = trackers;
        this.readings = readings;
    }

    /** Asks for a settled log's checkpoints. */
    Document query(OpenLog log, Definitions definitions) {
        List<String> ids = definitions.names().stream()
                .map(tracker -> id(log.id().hex(), tracker))
                .toList();
        return new Document("_id", new Document("$in", ids));
    }

    /**
     * The stretches of a settled log that are yet to be counted.
     *
     * @param stored the answer to {@link #query}
     */
    Iterator<@Nullable Stretch> stretches(OpenLog log, Definitions definitions, Iterable<Document> stored) {
        Map<String, Place> places = new HashMap<>();
        Set<String> recounting = new HashSet<>();
        for (String tracker : definitions.names()) {
            if (readings.of(definitions, tracker) != null) {
                places.put(tracker, log.start());
            }
        }
        for (Document document : stored) {
            String tracker = document.getString("tracker");
            Checkpoint checkpoint = Checkpoint.parse(document.getString("checkpoint"));
            String reading = readings.of(definitions, tracker);
            if (checkpoint.reading().equals(reading)) {
                places.put(tracker, checkpoint.place());
            } else if (checkpoint.isBefore(reading)) {
                recounting.add(tracker);
            } else {
                readings.supersede(definitions, tracker);
                places.remove(tracker);
            }
        }
        return trackers.stretches(log, definitions, places, recounting);
    }

    /** Raises the checkpoints of a counted stretch to its end; of a silence there are none. */
    List<WriteModel<Document>> raise(Tally tally) {
        List<WriteModel<Document>> writes = new ArrayList<>();
        Place end = tally.end();
        for (String tracker : tally.trackers()) {
            String reading = readings.of(tally.definitions(), tracker);
            if (end != null && reading != null) {
                writes.add(raise(tally.log(), tracker, new Checkpoint(reading, end)));
            }
        }
        return writes;
    }

    private static WriteModel<Document> raise(String log, String tracker, Checkpoint checkpoint) {
        return new UpdateOneModel<>(
                new Document("_id", id(log, tracker)),
                new Document("$max", new Document("checkpoint", checkpoint.text()))
                        .append("$setOnInsert", new Document("log", log).append("tracker", tracker)),
                new UpdateOptions().upsert(true));
    }

    private static String id(String log, String tracker) {
        return log + " " + tracker;
    }
}
