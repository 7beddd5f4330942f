package org.mailtally.store.embedded.engine;

import de.bwaldvogel.mongo.bson.Document;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.mailtally.store.StoredNames;

/**
 * The rule that rows follow: `_id` begins with `insert_time`, a UTC date on a whole minute, as {@code 2026-11-23T09:55Z}.
 *
 * <p>Where every document of a collection follows it, keys and times sort alike, so a range of time is a range of keys.
 */
final class RowTime {
    static final String FIELD = StoredNames.INSERT_TIME;
    private static final String MINUTE = "0000-00-00T00:00Z";
    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant AFTER_LAST = Instant.parse("+10000-01-01T00:00:00Z");
    private static final long SECONDS_PER_MINUTE = 60;

    private RowTime() {}

    static boolean isFollowedBy(Document document) {
        return document.get("_id") instanceof String id
                && document.get(FIELD) instanceof Instant time
                && isFollowedBy(id, time);
    }

    private static boolean isFollowedBy(String id, Instant time) {
        if (!isWholeMinute(time) || !hasYearOfFourDigits(time)) {
            return false;
        }
        LocalDateTime minute = LocalDateTime.ofEpochSecond(time.getEpochSecond(), 0, ZoneOffset.UTC);
        return id.length() >= MINUTE.length()
                && reads(minute.getYear(), id, 4)
                && reads(minute.getMonthValue(), id, 7)
                && reads(minute.getDayOfMonth(), id, 10)
                && reads(minute.getHour(), id, 13)
                && reads(minute.getMinute(), id, 16)
                && id.charAt(16) == 'Z';
    }

    /** Whether the digits before a place, back to what stands before digits in {@link #MINUTE}, read as a number. */
    private static boolean reads(int number, String id, int end) {
        int at = end - 1;
        for (int left = number; at >= 0 && MINUTE.charAt(at) == '0'; left /= 10, at--) {
            if (id.charAt(at) != '0' + left % 10) {
                return false;
            }
        }
        return at < 0 || id.charAt(at) == MINUTE.charAt(at);
    }

    /** The minute of a time, as an `_id` begins with it; null outside of the years 0000 to 9999. */
    static @Nullable String minute(Instant time) {
        if (!hasYearOfFourDigits(time)) {
            return null;
        }
        long minute = Math.floorDiv(time.getEpochSecond(), SECONDS_PER_MINUTE) * SECONDS_PER_MINUTE;
        return LocalDateTime.ofEpochSecond(minute, 0, ZoneOffset.UTC) + "Z";
    }

    private static boolean hasYearOfFourDigits(Instant time) {
        return !time.isBefore(FIRST) && time.isBefore(AFTER_LAST);
    }

    private static boolean isWholeMinute(Instant time) {
        return time.getNano() == 0 && time.getEpochSecond() % SECONDS_PER_MINUTE == 0;
    }
}
