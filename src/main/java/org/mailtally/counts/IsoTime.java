package org.mailtally.counts;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/** A time as people give it: ISO 8601, a date alone being its beginning. */
public final class IsoTime {

    private static final int DATE_LENGTH = "2026-11-23".length();

    private IsoTime() {}

    /**
     * The time that is meant.
     *
     * @param zone the zone of a text that names no offset
     * @throws DateTimeException where it is none
     */
    public static Instant parse(String text, ZoneId zone) {
        if (text.length() == DATE_LENGTH) {
            return LocalDate.parse(text).atStartOfDay(zone).toInstant();
        }
        boolean zoned =
                text.endsWith("Z") || text.lastIndexOf('+') > DATE_LENGTH || text.lastIndexOf('-') > DATE_LENGTH;
        return zoned
                ? OffsetDateTime.parse(text).toInstant()
                : LocalDateTime.parse(text).atZone(zone).toInstant();
    }
}
