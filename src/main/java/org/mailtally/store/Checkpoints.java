package org.mailtally.store;

import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.mailtally.source.ChangedLogException;
import org.mailtally.source.Log;
import org.mailtally.source.LogId;
import org.mailtally.source.Place;
import org.mailtally.tally.Definitions;
import org.mailtally.tally.Tally;
import org.mailtally.tally.Task;
import org.mailtally.tally.Trackers;

/**
 * The checkpoints: how far each log is counted for each tracker, as documents {@code {_id: "<log> <tracker>", log,
 * tracker, checkpoint}}, raised after the rows are written. Thread-safe.
 */
public final class Checkpoints {

    /** What no checkpoint is: an upsert by it inserts, or fails as a duplicate. */
    private static final Document NONE = new Document("$lt", "");

    private final Trackers trackers;
    private final Readings readings;

    public Checkpoints(Trackers trackers, Readings readings) {
        this.trackers = trackers;
        this.readings = readings;
    }

    /** Finds the checkpoints of logs. */
    public Find find(Collection<LogId> logs, Definitions definitions) {
        List<String> ids = logs.stream()
                .flatMap(log -> definitions.names().stream().map(tracker -> id(log.hex(), tracker)))
                .toList();
        return find(ids);
    }

    /** Finds the checkpoints of these ids. */
    public static Find find(List<String> ids) {
        return new Find(StoredNames.MAIL_LOGS, new Document("_id", new Document("$in", ids)));
    }

    /** The place that a stored checkpoint stands at. */
    public static Place place(Document stored) {
        return parse(stored).place();
    }

    private static Checkpoint parse(Document stored) {
        return Checkpoint.parse(stored.getString("checkpoint"));
    }

    /** The checkpoints of a log by tracker, as they are stored. */
    Map<String, Checkpoint> known(List<Document> stored) {
        Map<String, Checkpoint> known = new HashMap<>();
        stored.forEach(document -> known.put(document.getString("tracker"), parse(document)));
        return known;
    }

    /**
     * The place of each log that every active tracker has reached by its reading.
     *
     * @param stored the checkpoints of several logs as they are stored
     */
    public Map<String, Place> reachedByAll(Definitions definitions, List<Document> stored) {
        Map<String, Map<String, Checkpoint>> checkpoints = new HashMap<>();
        for (Document document : stored) {
            checkpoints
                    .computeIfAbsent(document.getString("log"), log -> new HashMap<>())
                    .put(document.getString("tracker"), parse(document));
        }
        Map<String, Place> reached = new HashMap<>();
        checkpoints.forEach((log, known) -> {
            Place place = reachedByAll(definitions, known);
            if (place != null) {
                reached.put(log, place);
            }
        });
        return reached;
    }

    /** The place that every active tracker has reached by its reading; null where they are not all at one. */
    @Nullable
    Place reachedByAll(Definitions definitions, Map<String, Checkpoint> known) {
        Place reached = null;
        for (String tracker : definitions.names()) {
            Checkpoint checkpoint = known.get(tracker);
            boolean isOurs = checkpoint != null && checkpoint.reading().equals(readings.of(definitions, tracker));
            if (checkpoint == null || !isOurs || (reached != null && !reached.equals(checkpoint.place()))) {
                return null;
            }
            reached = checkpoint.place();
        }
        return reached;
    }

    /** Whether a tracker has still to count a log up to a place. */
    boolean isAnyBehind(Log log, Definitions definitions, Map<String, Checkpoint> known, Place furthest) {
        for (String tracker : definitions.names()) {
            String ours = readings.of(definitions, tracker);
            Checkpoint checkpoint = known.get(tracker);
            if (ours == null) {
                continue;
            }
            int newer =
                    checkpoint == null ? -1 : checkpoint.logReading().compareTo(LogReading.of(ours, log.rewriting()));
            boolean isBehind = newer < 0
                    || (newer == 0 && checkpoint != null && checkpoint.place().position() < furthest.position());
            if (isBehind) {
                return true;
            }
        }
        return false;
    }

    /** What of a settled log is still to be counted. */
    Iterator<@Nullable Task> tasks(Log log, Definitions definitions, Map<String, Checkpoint> known) {
        Map<String, Place> places = new HashMap<>();
        Set<String> recounting = new HashSet<>();
        for (String tracker : definitions.names()) {
            String ours = readings.of(definitions, tracker);
            Checkpoint checkpoint = known.get(tracker);
            if (ours == null) {
                log.countedElsewhere();
                continue;
            }
            String reading = LogReading.of(ours, log.rewriting());
            int newer = checkpoint == null ? -1 : checkpoint.logReading().compareTo(reading);
            if (newer > 0) {
                readings.supersede(definitions, tracker);
                log.countedElsewhere();
            } else {
                places.put(tracker, newer == 0 && checkpoint != null ? checkpoint.place() : log.start());
                if (newer < 0 && checkpoint != null) {
                    recounting.add(tracker);
                }
            }
        }
        return trackers.tasks(log, definitions, places, recounting);
    }

    /**
     * Raises the checkpoints of a counted portion to its end; of a silence there are none. Each is raised from where it was
     * read: it fails as a duplicate where another process was at work meanwhile, which may have read other bytes.
     *
     * @param known the checkpoints as they are stored; holds the raised ones afterwards
     * @throws ChangedLogException where rows were not written, for their reading is no longer this process's: what is counted
     *     would else be noted as stored
     */
    List<WriteModel<Document>> raise(Tally tally, Map<String, Checkpoint> known) throws ChangedLogException {
        List<WriteModel<Document>> writes = new ArrayList<>();
        Place end = tally.end();
        for (String tracker : tally.trackers()) {
            String reading = readings.of(tally.definitions(), tracker);
            if (end != null) {
                if (reading == null) {
                    throw new ChangedLogException("tracker '" + tracker + "' is counted by another reading meanwhile");
                }
                Checkpoint raised = new Checkpoint(reading, end);
                writes.add(raise(tally.log(), tracker, known.put(tracker, raised), raised));
            }
        }
        return writes;
    }

    private static WriteModel<Document> raise(
            String log, String tracker, @Nullable Checkpoint from, Checkpoint checkpoint) {
        Document insert = new Document("log", log).append("tracker", tracker);
        if (from == null) {
            return new UpdateOneModel<>(
                    new Document("_id", id(log, tracker)).append("checkpoint", NONE),
                    new Document("$setOnInsert", insert.append("checkpoint", checkpoint.text())),
                    new UpdateOptions().upsert(true));
        }
        return new UpdateOneModel<>(
                new Document("_id", id(log, tracker)).append("checkpoint", from.text()),
                new Document("$max", new Document("checkpoint", checkpoint.text())).append("$setOnInsert", insert),
                new UpdateOptions().upsert(true));
    }

    /** The id of a log's checkpoint for a tracker. */
    public static String id(String log, String tracker) {
        return log + " " + tracker;
    }
}
