package org.mailtally.verify;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The times of a log's lines in one zone, in the log's order, to the minute: by the rules of
 * {@code org.mailtally.log.TimeWalk}, found in another way. Not thread-safe.
 */
final class LineTimes {

    private static final int LONGEST_HEAD = 1 << 10;
    private static final long DAY = 86_400;
    private static final long OUT_OF_ORDER = 60;

    private final ZoneId zone;
    private long minute;

    /** @param first the minute of the log's first dated line, in epoch seconds */
    LineTimes(ZoneId zone, long first) {
        this.zone = zone;
        this.minute = first;
    }

    /** The epoch second of the minute that the next line belongs to. */
    long next(byte[] bytes, int from, int to) {
        WrittenHead head = head(bytes, from, to);
        if (head != null) {
            (head.year() == null ? nearest(head) : written(head, head.year())).ifPresent(found -> minute = found);
        }
        return minute;
    }

    private static @Nullable WrittenHead head(byte[] bytes, int from, int to) {
        int start = from;
        while (start < to && bytes[start] == 0) {
            start++;
        }
        String beginning = new String(bytes, start, Math.min(LONGEST_HEAD, to - start), StandardCharsets.ISO_8859_1);
        int object = HeadForms.object(beginning);
        if (object < 0) {
            return HeadForms.of(beginning);
        }
        JsonLine json = JsonLine.of(new String(bytes, start, to - start, StandardCharsets.ISO_8859_1), object);
        return json == null ? null : json.head();
    }

    /** The first year that does not lead back by more than a day. */
    private OptionalLong nearest(WrittenHead head) {
        int year = Instant.ofEpochSecond(minute).atZone(zone).getYear();
        for (int candidate = year - 1; candidate <= year + 1; candidate++) {
            OptionalLong time = written(head, candidate);
            if (time.isPresent() && time.getAsLong() >= minute - DAY) {
                return time;
            }
        }
        return OptionalLong.empty();
    }

    private OptionalLong written(WrittenHead head, int year) {
        if (head.offset() == null) {
            return local(year, head.month(), head.day(), head.hour(), head.minute());
        }
        try {
            long utc = LocalDateTime.of(year, head.month(), head.day(), head.hour(), head.minute())
                    .toEpochSecond(ZoneOffset.UTC);
            return OptionalLong.of(utc - head.offset());
        } catch (DateTimeException noSuchDay) {
            return OptionalLong.empty();
        }
    }

    /** A local time that comes twice is the first one, unless that would lead back by more than a minute. */
    private OptionalLong local(int year, int month, int day, int hour, int minuteOfHour) {
        try {
            ZonedDateTime earlier = LocalDateTime.of(year, month, day, hour, minuteOfHour)
                    .atZone(zone)
                    .withEarlierOffsetAtOverlap();
            boolean leadsBack = earlier.toEpochSecond() < minute - OUT_OF_ORDER;
            ZonedDateTime time = leadsBack ? earlier.withLaterOffsetAtOverlap() : earlier;
            return OptionalLong.of(time.toEpochSecond());
        } catch (DateTimeException noSuchDay) {
            return OptionalLong.empty();
        }
    }
}
