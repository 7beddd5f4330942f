package org.mailtally.recount;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.mailtally.store.RecountClaims;
import org.mailtally.store.StoredNames;
import org.mailtally.verify.logs.LogFolder;
import org.mailtally.verify.logs.LogsOnDisk;

/**
 * How far a recount has come, as the checkpoints in the store say at one look.
 *
 * @param logs the logs on disk
 * @param positions how far each log and tracker is recounted, by the checkpoint's id
 * @param rewritten the logs that were once rewritten in place
 * @param trackers those that are recounted
 */
record RecountProgress(LogsOnDisk logs, Map<String, Long> positions, Set<String> rewritten, Set<String> trackers) {

    /** A portion is longer: where a checkpoint moves by less, the log is read to its end and only grows. */
    private static final long GROWTH = 1L << 20;

    /** @param readings the reading that was claimed, by tracker */
    static RecountProgress look(MongoDatabase database, LogFolder folder, String source, Map<String, String> readings) {
        LogsOnDisk logs = LogsOnDisk.look(folder, source, database);
        Map<String, Long> positions = new HashMap<>();
        Set<String> rewritten = new HashSet<>();
        for (Document document :
                database.getCollection(StoredNames.MAIL_LOGS).find(Filters.in("tracker", readings.keySet()))) {
            RecountClaims.@Nullable Reached reached = RecountClaims.reached(document.get("checkpoint"));
            String claimed = readings.get(document.getString("tracker"));
            if (reached == null || claimed == null) {
                continue;
            }
            if (reached.rewriting() > 0) {
                rewritten.add(document.getString("log"));
            }
            if (reached.reading().compareTo(claimed) >= 0) {
                positions.put(document.getString("_id"), reached.position());
            }
        }
        return new RecountProgress(logs, positions, rewritten, readings.keySet());
    }

    /** Whether some process has begun. */
    boolean isBegun() {
        return !positions.isEmpty();
    }

    boolean isRecounted(String log) {
        return trackers.stream().allMatch(tracker -> positions.containsKey(log + " " + tracker));
    }

    long recounted() {
        return logs.known().stream().filter(this::isRecounted).count();
    }

    /** Whether all logs are recounted to their ends, as far as is known from how they were a moment before. */
    boolean isDone(RecountProgress before) {
        return !logs.known().isEmpty()
                && recounted() == logs.known().size()
                && logs.known().equals(before.logs.known())
                && positions.entrySet().stream()
                        .allMatch(each -> each.getValue() - before.positions.getOrDefault(each.getKey(), 0L) < GROWTH
                                && before.positions.containsKey(each.getKey()));
    }

    /** Whether a row counts lines of a recounted log, and was not replaced: no line of the log stands for it. */
    boolean isLeftOver(Document row, Map<String, String> readings) {
        String log = String.valueOf(row.get("log"));
        String tracker = StoredRows.tracker(row);
        Long position = positions.get(log + " " + tracker);
        return position != null
                && logs.known().contains(log)
                && !rewritten.contains(log)
                && row.get("position", Number.class).longValue() <= position
                && row.getString("reading").compareTo(readings.get(tracker)) < 0;
    }
}
