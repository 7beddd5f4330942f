package org.mailtally.demo;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * What went wrong on the invented host in its past.
 *
 * @param outage when its queue took no mail, for want of room
 * @param storm when half of what it sent came back
 * @param lost when its log was lost: nobody can know what happened
 */
record Incidents(Span outage, Span storm, Span lost) {

    /** None at all. */
    static final Incidents NONE = new Incidents(Span.NEVER, Span.NEVER, Span.NEVER);

    /** Some that lie days and weeks before a day, at times of its zone. */
    static Incidents before(LocalDate today, ZoneId zone) {
        return new Incidents(
                Span.of(today.minusDays(9), "10:40", "13:10", zone),
                Span.of(today.minusDays(5), "15:00", "17:30", zone),
                Span.of(today.minusDays(16), "02:35", "08:50", zone));
    }

    /** A time from a moment to another. */
    record Span(Instant from, Instant to) {

        static final Span NEVER = new Span(Instant.EPOCH, Instant.EPOCH);

        private static Span of(LocalDate day, String from, String to, ZoneId zone) {
            return new Span(
                    day.atTime(LocalTime.parse(from)).atZone(zone).toInstant(),
                    day.atTime(LocalTime.parse(to)).atZone(zone).toInstant());
        }

        boolean holds(Instant time) {
            return !time.isBefore(from) && time.isBefore(to);
        }
    }
}
