package org.mailtally.verify;

import java.time.Instant;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.mailtally.tally.Step;

/**
 * The starts of windows, hours and days that are verified.
 *
 * @param from the first second; a start before it is not verified
 * @param to the second behind the last one
 */
record Span(long from, long to) {

    private static final Span EVER = new Span(
            Instant.parse("0001-01-01T00:00:00Z").getEpochSecond(),
            Instant.parse("9999-12-31T00:00:00Z").getEpochSecond());

    /** The span between two times, both null where there is no bound; a window that begins in between belongs to it. */
    static Span of(@Nullable Instant from, @Nullable Instant to) {
        return new Span(from == null ? EVER.from : ceiling(from), to == null ? EVER.to : ceiling(to));
    }

    private static long ceiling(Instant time) {
        long second = time.getNano() > 0 ? time.getEpochSecond() + 1 : time.getEpochSecond();
        return Step.WINDOW.startOf(second + Step.WINDOW.seconds() - 1);
    }

    boolean holds(long start) {
        return from <= start && start < to;
    }

    /** Asks for the rows whose ids begin with a start of the span. */
    Document query() {
        return new Document("_id", new Document("$gte", Step.name(from)).append("$lt", Step.name(to)));
    }
}
