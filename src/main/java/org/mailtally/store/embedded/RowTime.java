package org.mailtally.store.embedded;

import de.bwaldvogel.mongo.bson.Document;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * The rule that rows follow: `_id` begins with `insert_time`, a UTC date on a whole minute, as {@code 2026-11-23T09:55Z}.
 *
 * <p>Where every document of a collection follows it, keys and times sort alike, so a range of time is a range of keys.
 */
final class RowTime {
    static final String FIELD = "insert_time";
    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant AFTER_LAST = Instant.parse("+10000-01-01T00:00:00Z");
    private static final long SECONDS_PER_MINUTE = 60;

    private RowTime() {}

    static boolean isFollowedBy(Document document) {
        if (!(document.get("_id") instanceof String id)
                || !(document.get(FIELD) instanceof Instant time)
                || !isWholeMinute(time)) {
            return false;
        }
        String minute = minute(time);
        return minute != null && id.startsWith(minute);
    }

    /** The minute of a time, as an `_id` begins with it; null outside of the years 0000 to 9999. */
    static @Nullable String minute(Instant time) {
        if (time.isBefore(FIRST) || !time.isBefore(AFTER_LAST)) {
            return null;
        }
        long minute = Math.floorDiv(time.getEpochSecond(), SECONDS_PER_MINUTE) * SECONDS_PER_MINUTE;
        return LocalDateTime.ofEpochSecond(minute, 0, ZoneOffset.UTC) + "Z";
    }

    private static boolean isWholeMinute(Instant time) {
        return time.getNano() == 0 && time.getEpochSecond() % SECONDS_PER_MINUTE == 0;
    }
}
