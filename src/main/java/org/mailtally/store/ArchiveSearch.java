package org.mailtally.store;

import com.mongodb.client.model.WriteModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.mailtally.log.LogId;
import org.mailtally.log.Place;
import org.mailtally.tally.Definitions;
import org.mailtally.time.TimeState;

/**
 * The search for the archives of a source that are counted to their ends: finds all that are noted, then the
 * checkpoints of their logs, some hundred at a time. For one thread.
 */
final class ArchiveSearch implements Lookup {

    private static final int LOGS_AT_ONCE = 500;

    private final Definitions definitions;
    private final Readings readings;
    private final String source;
    private final List<Noted> noted = new ArrayList<>();
    private final Map<String, Archives.Ended> counted = new HashMap<>();
    private boolean listed;
    private int looked;

    /** An archive as it was noted. */
    private record Noted(String imprint, Archives.Ended archive) {}

    /** @param definitions the active trackers, whose readings are known */
    ArchiveSearch(Definitions definitions, Readings readings, String source) {
        this.definitions = definitions;
        this.readings = readings;
        this.source = source;
    }

    Definitions definitions() {
        return definitions;
    }

    /** Those that every tracker has counted to their ends, by their imprints. */
    Map<String, Archives.Ended> counted() {
        return counted;
    }

    @Override
    public boolean isOpen() {
        return !listed || looked < noted.size();
    }

    @Override
    public Find find() {
        if (!listed) {
            return new Find(
                    Archives.COLLECTION,
                    new Document("_id", new Document("$gte", source + " ").append("$lt", source + "!")));
        }
        List<String> ids = new ArrayList<>();
        for (Noted each : next()) {
            for (String tracker : definitions.names()) {
                ids.add(Checkpoints.id(each.archive().log().hex(), tracker));
            }
        }
        return new Find(Checkpoints.COLLECTION, new Document("_id", new Document("$in", ids)));
    }

    private List<Noted> next() {
        return noted.subList(looked, Math.min(looked + LOGS_AT_ONCE, noted.size()));
    }

    @Override
    public List<WriteModel<Document>> take(List<Document> stored) {
        if (!listed) {
            stored.forEach(this::list);
            listed = true;
            return List.of();
        }
        Map<String, Map<String, Checkpoint>> checkpoints = new HashMap<>();
        for (Document document : stored) {
            checkpoints
                    .computeIfAbsent(document.getString("log"), log -> new HashMap<>())
                    .put(document.getString("tracker"), Checkpoint.parse(document.getString("checkpoint")));
        }
        for (Noted each : next()) {
            String log = each.archive().log().hex();
            Place reached = reachedByAll(definitions, readings, checkpoints.getOrDefault(log, Map.of()));
            if (each.archive().end().equals(reached)) {
                counted.put(each.imprint(), each.archive());
            }
        }
        looked += next().size();
        return List.of();
    }

    private void list(Document document) {
        String id = document.getString("_id");
        Place end = new Place(
                document.get("position", Number.class).longValue(),
                TimeState.parse(String.valueOf(document.get("time"))),
                document.getString("hash"),
                0);
        noted.add(new Noted(
                id.substring(id.lastIndexOf(' ') + 1), new Archives.Ended(new LogId(document.getString("log")), end)));
    }

    /** The place that every active tracker has reached by its reading; null where they are not all at one. */
    static @Nullable Place reachedByAll(
            Definitions definitions, Readings readings, Map<String, Checkpoint> checkpoints) {
        Place reached = null;
        for (String tracker : definitions.names()) {
            Checkpoint checkpoint = checkpoints.get(tracker);
            boolean isOurs = checkpoint != null && checkpoint.reading().equals(readings.of(definitions, tracker));
            if (checkpoint == null || !isOurs || (reached != null && !reached.equals(checkpoint.place()))) {
                return null;
            }
            reached = checkpoint.place();
        }
        return reached;
    }
}
