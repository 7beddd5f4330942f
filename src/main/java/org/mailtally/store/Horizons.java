package org.mailtally.store;

import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.Document;
import org.mailtally.tally.Key;
import org.mailtally.tally.Step;

/**
 * The horizons: the times below which rows of windows and of hours are gone, as documents {@code {_id: "windows", before:
 * "2025-10-19T00:00Z"}}, which only grow. Rows below one are neither written nor shown, so that no replay of an old log
 * brings a part of a deleted window back. Rows of days have none.
 *
 * <p>What is known here may be older than what another process stored meanwhile: then a row below the horizon may be
 * written, which is not shown, and deleted again. Thread-safe.
 */
public final class Horizons {

    private static final String BEFORE = "before";

    private final Map<String, String> known = new ConcurrentHashMap<>();
    private volatile boolean found;

    /** Finds all horizons, where this process has not done so. */
    Lookup lookup() {
        return new Lookup() {
            private boolean open = !found;

            @Override
            public boolean isOpen() {
                return open;
            }

            @Override
            public Find find() {
                return Horizons.find();
            }

            @Override
            public List<WriteModel<Document>> take(List<Document> stored) {
                Horizons.this.take(stored);
                open = false;
                return List.of();
            }
        };
    }

    /** Finds all horizons. */
    public static Find find() {
        return new Find(StoredNames.MAIL_HORIZONS, new Document());
    }

    /** Takes all horizons as they are stored. */
    public void take(List<Document> stored) {
        for (Document horizon : stored) {
            known.merge(horizon.getString("_id"), horizon.getString(BEFORE), Horizons::later);
        }
        found = true;
    }

    private static String later(String one, String other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** The horizon of a step's rows, as ids of rows begin; before all ids where there is none. */
    public String of(Step step) {
        return step == Step.DAY ? "" : known.getOrDefault(name(step), "");
    }

    /** Whether the row of a key, of whatever log, lies below its horizon. */
    public boolean isBelow(Key key) {
        String horizon = of(key.step());
        return !horizon.isEmpty() && Step.name(key.start()).compareTo(horizon) < 0;
    }

    /** Raises horizons; those that are higher already stay. */
    public static List<WriteModel<Document>> raise(Map<Step, Long> starts) {
        List<WriteModel<Document>> writes = new ArrayList<>();
        starts.forEach((step, start) -> writes.add(new UpdateOneModel<>(
                new Document("_id", name(step)),
                new Document("$max", new Document(BEFORE, Step.name(start))),
                new UpdateOptions().upsert(true))));
        return writes;
    }

    private static String name(Step step) {
        return step == Step.WINDOW ? "windows" : "hours";
    }
}
