package org.mailtally.settle;

import com.mongodb.client.model.WriteModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.mailtally.source.LogId;
import org.mailtally.source.Place;
import org.mailtally.store.Checkpoints;
import org.mailtally.store.Find;
import org.mailtally.store.Lookup;
import org.mailtally.store.StoredNames;
import org.mailtally.tally.Definitions;
import org.mailtally.time.TimeState;

/**
 * The search for the archives of a source that are counted to their ends: finds all that are noted, then the
 * checkpoints of their logs, some hundred at a time. For one thread.
 */
final class ArchiveSearch implements Lookup {

    private static final int LOGS_AT_ONCE = 500;

    private final Definitions definitions;
    private final Checkpoints checkpoints;
    private final String source;
    private final List<Noted> noted = new ArrayList<>();
    private final Map<String, Archives.Ended> counted = new HashMap<>();
    private boolean listed;
    private int looked;

    /** An archive as it was noted. */
    private record Noted(String imprint, Archives.Ended archive) {}

    /** @param definitions the active trackers, whose readings are known */
    ArchiveSearch(Definitions definitions, Checkpoints checkpoints, String source) {
        this.definitions = definitions;
        this.checkpoints = checkpoints;
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
                    StoredNames.MAIL_ARCHIVES,
                    new Document("_id", new Document("$gte", source + " ").append("$lt", source + "!")));
        }
        return checkpoints.find(
                next().stream().map(each -> each.archive().log()).toList(), definitions);
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
        Map<String, Place> reached = checkpoints.reachedByAll(definitions, stored);
        for (Noted each : next()) {
            if (each.archive().end().equals(reached.get(each.archive().log().hex()))) {
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
}
