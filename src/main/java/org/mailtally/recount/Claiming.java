package org.mailtally.recount;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.WriteModel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.mailtally.store.RecountClaims;
import org.mailtally.store.StoredNames;

/**
 * The claiming of later readings: behind all that are claimed, and behind all that rows and checkpoints have. What no
 * process could have written is deleted on the way, or counting would end at it. For one thread.
 */
final class Claiming {

    private static final String ID = "_id";

    private final MongoDatabase database;
    private final RecountClaims claims;
    private final Collection<String> trackers;
    private final Map<String, Document> newest = new HashMap<>();
    private final Map<String, Integer> highest = new HashMap<>();
    private long deleted;

    Claiming(MongoDatabase database, RecountClaims claims, Collection<String> trackers) {
        this.database = database;
        this.claims = claims;
        this.trackers = trackers;
    }

    /** How many rows, checkpoints and claims were deleted because no process could have written them. */
    long deleted() {
        return deleted;
    }

    /**
     * Claims a reading for each tracker.
     *
     * @return the readings, as rows have them, by tracker
     * @throws RecountException where the newest claim of one is of another definition
     */
    Map<String, String> claim() {
        lookAtClaims();
        newest.values().forEach(this::mustBeOurs);
        lookAtCheckpoints();
        deleted += new StoredRows(database, trackers).delete(row -> {
            note(StoredRows.tracker(row), RecountClaims.number(row.get("reading")));
            return !StoredRows.isWellFormed(row);
        });
        Map<String, String> readings = new TreeMap<>();
        List<WriteModel<Document>> writes = new ArrayList<>();
        for (String tracker : trackers) {
            int next = highest.getOrDefault(tracker, 0) + 1;
            if (next > RecountClaims.HIGHEST) {
                throw new RecountException("tracker '" + tracker + "' has had " + RecountClaims.HIGHEST
                        + " readings, the most there are: give it another name");
            }
            readings.put(tracker, claims.reading(tracker, next));
            writes.add(claims.claim(tracker, next));
        }
        readings().bulkWrite(writes);
        return readings;
    }

    private MongoCollection<Document> readings() {
        return database.getCollection(StoredNames.MAIL_READINGS);
    }

    private void lookAtClaims() {
        for (Document claim : readings().find(Filters.exists("tracker"))) {
            String tracker = String.valueOf(claim.get("tracker"));
            if (!trackers.contains(tracker)) {
                continue;
            }
            String id = String.valueOf(claim.get(ID));
            int number = RecountClaims.number(id.substring(id.lastIndexOf(' ') + 1) + " " + claim.get("definition"));
            if (number < 0 || !id.startsWith(tracker + " ") || !(claim.get("pattern") instanceof String)) {
                deleted += readings().deleteOne(Filters.eq(claim.get(ID))).getDeletedCount();
                continue;
            }
            note(tracker, number);
            newest.merge(tracker, claim, (one, other) -> id(one).compareTo(id(other)) > 0 ? one : other);
        }
    }

    private static String id(Document document) {
        return document.getString(ID);
    }

    private void mustBeOurs(Document claim) {
        if (!claims.isOurs(claim)) {
            throw new RecountException("tracker '" + claim.getString("tracker") + "' is counted by another definition ("
                    + "reading " + id(claim).substring(id(claim).lastIndexOf(' ') + 1) + ", pattern '"
                    + claim.getString("pattern") + "', zone " + claim.get("zone")
                    + ") than the one in this home: run recount in the home of the Mailtally that counts by it, or start"
                    + " Mailtally in this one, which recounts by itself");
        }
    }

    private void lookAtCheckpoints() {
        MongoCollection<Document> checkpoints = database.getCollection(StoredNames.MAIL_LOGS);
        for (Document document : checkpoints.find()) {
            String tracker = String.valueOf(document.get("tracker"));
            RecountClaims.@Nullable Reached reached = RecountClaims.reached(document.get("checkpoint"));
            boolean isOne = reached != null && (document.get("log") + " " + tracker).equals(document.get(ID));
            if (!isOne && trackers.stream().anyMatch(each -> isOf(each, document))) {
                deleted += checkpoints.deleteOne(Filters.eq(document.get(ID))).getDeletedCount();
            } else if (reached != null) {
                note(tracker, RecountClaims.number(reached.reading()));
            }
        }
    }

    private static boolean isOf(String tracker, Document checkpoint) {
        return String.valueOf(checkpoint.get(ID)).endsWith(" " + tracker) || tracker.equals(checkpoint.get("tracker"));
    }

    private void note(String tracker, int number) {
        highest.merge(tracker, number, Math::max);
    }
}
