package org.mailtally.store;

import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.mailtally.log.ChangedLogException;
import org.mailtally.log.OpenLog;
import org.mailtally.log.Place;
import org.mailtally.tally.Definitions;
import org.mailtally.tally.Stretch;
import org.mailtally.tally.Tally;
import org.mailtally.tally.Trackers;

/**
 * The checkpoints: how far each log is counted for each tracker, as documents {@code {_id: "<log> <tracker>", log,
 * tracker, checkpoint}}, raised after the rows are written. Thread-safe.
 */
final class Checkpoints {

    static final String COLLECTION = "mail_logs";

    /** What no checkpoint is: an upsert by it inserts, or fails as a duplicate. */
    private static final Document NONE = new Document("$lt", "");

    private final Trackers trackers;
    private final Readings readings;

    Checkpoints(Trackers trackers, Readings readings) {
        this.trackers = trackers;
        this.readings = readings;
    }

    /** Finds a settled log's checkpoints. */
    Find find(OpenLog log, Definitions definitions) {
        List<String> ids = definitions.names().stream()
                .map(tracker -> id(log.id().hex(), tracker))
                .toList();
        return new Find(COLLECTION, new Document("_id", new Document("$in", ids)));
    }

    /**
     * The checkpoints of a settled log: takes note of how often it was rewritten, and of the furthest place that the file
     * must fit.
     *
     * @param stored the checkpoints as they are stored
     */
    Map<String, Checkpoint> known(OpenLog log, List<Document> stored) {
        Map<String, Checkpoint> known = new HashMap<>();
        int rewriting = log.rewriting();
        for (Document document : stored) {
            Checkpoint checkpoint = Checkpoint.parse(document.getString("checkpoint"));
            known.put(document.getString("tracker"), checkpoint);
            rewriting = Math.max(rewriting, checkpoint.place().rewriting());
        }
        log.rewritten(rewriting);
        return known;
    }

    /**
     * A place up to which the log was counted and that the file does not fit; null where it fits all that it reaches. A log
     * of which nothing was counted yet is known from here on too: it may go before it is.
     *
     * @throws IOException where the file cannot be read
     */
    static @Nullable Place misfit(OpenLog log, Map<String, Checkpoint> known) throws IOException {
        if (known.isEmpty()) {
            log.provenAt(log.start());
        }
        SortedMap<Long, Place> places = new TreeMap<>();
        for (Checkpoint checkpoint : known.values()) {
            if (checkpoint.place().rewriting() == log.rewriting()) {
                places.put(checkpoint.place().position(), checkpoint.place());
            }
        }
        for (Place place : places.values()) {
            switch (log.fit(place)) {
                case FITS -> log.provenAt(place);
                case DIFFERS -> {
                    return place;
                }
                case SHORTER -> {
                    log.doesNotReach(place);
                    return null;
                }
            }
        }
        return null;
    }

    /**
     * Whether the file is a shorter copy of its log, which is left to another file that holds more of it: a tracker that is
     * behind would else count what may go on differently there.
     *
     * @throws IOException where the file cannot be read, or files came and went
     */
    boolean isLeftToAnother(OpenLog log, Definitions definitions, Map<String, Checkpoint> known) throws IOException {
        Place furthest = log.start();
        for (Checkpoint checkpoint : known.values()) {
            boolean further = checkpoint.place().rewriting() == log.rewriting()
                    && checkpoint.place().position() > furthest.position();
            furthest = further ? checkpoint.place() : furthest;
        }
        boolean isLeft = log.fit(furthest) == OpenLog.Fit.SHORTER
                && isAnyBehind(log, definitions, known, furthest)
                && log.fittingInstead(furthest) != null;
        if (isLeft) {
            log.leftToAnother();
        }
        return isLeft;
    }

    private boolean isAnyBehind(OpenLog log, Definitions definitions, Map<String, Checkpoint> known, Place furthest) {
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

    /** The stretches of a settled log that are still to be counted. */
    Iterator<@Nullable Stretch> stretches(OpenLog log, Definitions definitions, Map<String, Checkpoint> known) {
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
        return trackers.stretches(log, definitions, places, recounting);
    }

    /**
     * Raises the checkpoints of a counted stretch to its end; of a silence there are none. Each is raised from where it was
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

    static String id(String log, String tracker) {
        return log + " " + tracker;
    }
}
