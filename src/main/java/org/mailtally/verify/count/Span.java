package org.mailtally.verify.count;

import com.mongodb.client.MongoDatabase;
import java.time.Instant;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.mailtally.tally.Step;

/**
 * The starts of windows, hours and days that are verified.
 *
 * @param from the first second; a start before it is not verified
 * @param to the second behind the last one
 * @param windows the horizon of windows: rows that begin before it may be deleted, and are not verified
 * @param hours the horizon of hours
 */
public record Span(long from, long to, long windows, long hours) {

    private static final Span EVER = new Span(
            Instant.parse("0001-01-01T00:00:00Z").getEpochSecond(),
            Instant.parse("9999-12-31T00:00:00Z").getEpochSecond(),
            Long.MIN_VALUE,
            Long.MIN_VALUE);

    /**
     * The span between two times, both null where there is no bound; a window that begins in between belongs to it. What
     * lies below the horizons of a database does not.
     */
    public static Span of(@Nullable Instant from, @Nullable Instant to, MongoDatabase database) {
        return new Span(
                from == null ? EVER.from : ceiling(from),
                to == null ? EVER.to : ceiling(to),
                horizon(database, "windows"),
                horizon(database, "hours"));
    }

    private static long horizon(MongoDatabase database, String name) {
        Document horizon = database.getCollection("mail_horizons")
                .find(new Document("_id", name))
                .first();
        return horizon == null ? Long.MIN_VALUE : Step.start(horizon.getString("before"));
    }

    private static long ceiling(Instant time) {
        long second = time.getNano() > 0 ? time.getEpochSecond() + 1 : time.getEpochSecond();
        return Step.WINDOW.startOf(second + Step.WINDOW.seconds() - 1);
    }

    boolean holds(Step step, long start) {
        return first(step) <= start && start < to;
    }

    /** Asks for the rows of a step whose ids begin with a start of the span. */
    Document query(Step step) {
        return new Document("_id", new Document("$gte", Step.name(first(step))).append("$lt", Step.name(to)));
    }

    private long first(Step step) {
        return switch (step) {
            case WINDOW -> Math.max(from, windows);
            case HOUR -> Math.max(from, hours);
            case DAY -> from;
        };
    }
}
