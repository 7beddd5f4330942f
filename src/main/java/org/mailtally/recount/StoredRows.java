package org.mailtally.recount;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.function.Predicate;
import org.bson.Document;
import org.mailtally.store.RecountClaims;
import org.mailtally.store.StoredNames;
import org.mailtally.tally.Step;

/** The stored rows of some trackers, of all steps and of by-values. Immutable. */
final class StoredRows {

    private static final List<String> COLLECTIONS = List.of(
            StoredNames.MAIL,
            StoredNames.MAIL_LINES,
            StoredNames.MAIL_BY,
            StoredNames.MAIL_HOURS,
            StoredNames.MAIL_DAYS);
    private static final String OF_VALUES = " by";
    private static final int AT_ONCE = 500;

    private final MongoDatabase database;
    private final Collection<String> trackers;

    StoredRows(MongoDatabase database, Collection<String> trackers) {
        this.database = database;
        this.trackers = trackers;
    }

    /** Deletes the rows that are chosen, unless they were replaced meanwhile; how many that were. */
    long delete(Predicate<Document> chosen) {
        long deleted = 0;
        for (String name : COLLECTIONS) {
            MongoCollection<Document> collection = database.getCollection(name);
            List<Document> some = new ArrayList<>();
            for (Document row : collection
                    .find()
                    .projection(Projections.include(
                            "tracker",
                            "log",
                            "by",
                            StoredNames.INSERT_TIME,
                            "reading",
                            StoredNames.MSG_COUNT,
                            "position"))) {
                if (trackers.contains(tracker(row)) && chosen.test(row)) {
                    some.add(row);
                }
                if (some.size() == AT_ONCE) {
                    deleted += delete(collection, some);
                    some.clear();
                }
            }
            deleted += delete(collection, some);
        }
        return deleted;
    }

    private static long delete(MongoCollection<Document> collection, List<Document> rows) {
        return rows.stream()
                .mapToLong(row -> collection
                        .deleteOne(Filters.and(Filters.eq(row.get("_id")), Filters.eq("reading", row.get("reading"))))
                        .getDeletedCount())
                .sum();
    }

    /** The tracker that a row counts; for a row whose field was changed, by its id. */
    static String tracker(Document row) {
        String[] id = String.valueOf(row.get("_id")).split(" ", 3);
        String field = String.valueOf(row.get("tracker"));
        return id.length == 3 ? id[1] : field.endsWith(OF_VALUES) ? field.substring(0, field.indexOf(' ')) : field;
    }

    /** Whether a process could have written a row: its fields are there, and agree with its id. */
    static boolean isWellFormed(Document row) {
        if (!(row.get(StoredNames.INSERT_TIME) instanceof Date start)
                || !(row.get("tracker") instanceof String tracker)
                || !(row.get(StoredNames.MSG_COUNT) instanceof Number)
                || !(row.get("position") instanceof Number)
                || RecountClaims.number(row.get("reading")) < 0) {
            return false;
        }
        Object by = row.get("by");
        String of = by != null && tracker.endsWith(OF_VALUES)
                ? tracker.substring(0, tracker.length() - OF_VALUES.length())
                : tracker;
        String id = String.join(" ", Step.name(start.toInstant().getEpochSecond()), of, String.valueOf(row.get("log")));
        return (by == null ? id : id + " " + by).equals(row.get("_id"));
    }
}
