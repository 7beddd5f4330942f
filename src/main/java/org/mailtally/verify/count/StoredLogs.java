package org.mailtally.verify.count;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Sorts;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.Document;
import org.mailtally.tally.Step;
import org.mailtally.verify.logs.VerifyException;

/** The logs that the store knows: their checkpoints are loaded first, their rows after them. Not thread-safe. */
public final class StoredLogs {

    private static final String OF_VALUES = " by";
    private static final Map<String, Step> COLLECTIONS = new LinkedHashMap<>();

    static {
        COLLECTIONS.put("mail", Step.WINDOW);
        COLLECTIONS.put("mail_lines", Step.WINDOW);
        COLLECTIONS.put("mail_by", Step.WINDOW);
        COLLECTIONS.put("mail_hours", Step.HOUR);
        COLLECTIONS.put("mail_days", Step.DAY);
    }

    private final MongoDatabase database;
    private final StoredDefinitions definitions;
    private final Collection<String> trackers;
    private final Map<String, StoredLog> logs = new LinkedHashMap<>();

    /** @param trackers the trackers that are verified */
    public StoredLogs(MongoDatabase database, StoredDefinitions definitions, Collection<String> trackers) {
        this.database = database;
        this.definitions = definitions;
        this.trackers = trackers;
    }

    public Collection<StoredLog> all() {
        return logs.values();
    }

    /** Loads the checkpoints of a log that lies on disk. */
    public void loadCheckpoints(String log) {
        Map<String, Checkpoint> checkpoints = new HashMap<>();
        var ids = trackers.stream().map(tracker -> log + " " + tracker).toList();
        for (Document stored :
                database.getCollection("mail_logs").find(new Document("_id", new Document("$in", ids)))) {
            String tracker = stored.getString("tracker");
            checkpoints.put(tracker, checkpoint(tracker, stored));
        }
        int rewritten = checkpoints.values().stream()
                .mapToInt(Checkpoint::rewriting)
                .max()
                .orElse(0);
        checkpoints.values().removeIf(previous -> previous.rewriting() < rewritten);
        logs.put(log, new StoredLog(log, checkpoints, rewriting(log, rewritten)));
    }

    private Rewriting rewriting(String log, int number) {
        if (number == 0) {
            return Rewriting.NONE;
        }
        String id = "%s %04d".formatted(log, number);
        Document claim = database.getCollection("mail_readings")
                .find(new Document("_id", id))
                .first();
        return new Rewriting(number, claim == null ? 0 : number(claim, "position"));
    }

    private Checkpoint checkpoint(String tracker, Document stored) {
        String text = stored.getString("checkpoint");
        String[] parts = text.split(" ");
        if (parts.length == 5) {
            Definition definition = definitions.of(tracker, parts[0] + " " + parts[1]);
            if (definition != null) {
                return new Checkpoint(
                        definition, StoredDefinitions.rewriting(text), Long.parseLong(parts[2]), parts[4]);
            }
        }
        throw new VerifyException("mail_logs: '" + text
                + "' is no checkpoint of a reading that mail_readings holds, so nothing can be" + " compared with it");
    }

    /** Loads the rows of a span, of all logs, be they on disk or not. */
    public void loadRows(Span span) {
        COLLECTIONS.forEach((collection, step) -> {
            Document query = span.query(step).append("tracker", new Document("$in", names()));
            for (Document row : database.getCollection(collection).find(query).sort(Sorts.ascending("_id"))) {
                add(step, row);
            }
        });
        logs.values()
                .forEach(log -> trackers.forEach(tracker -> {
                    for (Step step : Step.values()) {
                        log.series(tracker, step);
                    }
                }));
    }

    /** What the rows of the trackers and of their by-values have as their tracker. */
    private List<String> names() {
        return trackers.stream()
                .flatMap(tracker -> Stream.of(tracker, tracker + OF_VALUES))
                .toList();
    }

    /** Takes a row; that of a by-value counts where its reading is not below that of the tracker's row. */
    private void add(Step step, Document row) {
        String id = row.getString("_id");
        String value = row.getString("by");
        String own = row.getString("tracker");
        String tracker =
                value == null || step == Step.WINDOW ? own : own.substring(0, own.length() - OF_VALUES.length());
        String name = row.getString("log");
        String end = " " + tracker + " " + name + (value == null ? "" : " " + value);
        Date time = row.get("insert_time", Date.class);
        long start = Step.start(id.substring(0, id.indexOf(' ')));
        if (time == null || time.toInstant().getEpochSecond() != start || !id.endsWith(end)) {
            throw new VerifyException("the row '" + id + "' says something else in its fields: " + row.toJson());
        }
        Definition definition = Optional.ofNullable(row.getString("reading"))
                .map(reading -> definitions.of(tracker, reading))
                .orElseThrow(() -> new VerifyException(
                        "the row '" + id + "' is of no reading that mail_readings holds: " + row.toJson()));
        StoredLog log = logs.computeIfAbsent(name, unknown -> new StoredLog(unknown, Map.of(), Rewriting.NONE));
        boolean isOutdated = value != null
                && definition.reading().compareTo(log.series(tracker, step).reading(start)) < 0;
        if (!isOutdated) {
            int rewriting = StoredDefinitions.rewriting(String.valueOf(row.getString("reading")));
            log.series(tracker, value, step)
                    .add(start, number(row, "msg_count"), number(row, "position"), definition, rewriting);
        }
    }

    private static long number(Document row, String field) {
        if (row.get(field) instanceof Number number) {
            return number.longValue();
        }
        throw new VerifyException(
                "the row '" + row.getString("_id") + "' has no number " + field + ": " + row.toJson());
    }
}
