package org.mailtally.verify;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The times of a log's lines in one zone, in the log's order, to the minute: by the rules of
 * {@code org.mailtally.log.TimeWalk}, found in another way. Not thread-safe.
 */
final class LineTimes {

    private static final int LONGEST_HEAD = 64;
    private static final long DAY = 86_400;
    private static final long OUT_OF_ORDER = 60;

    private static final String PRIORITY = "(?:<\\d{1,5}>)?(?:\\d )?";
    private static final String CLOCK = "([01]\\d|2[0-3]):([0-5]\\d):(?:[0-5]\\d|60)";
    static final Pattern YEARLESS =
            Pattern.compile(PRIORITY + "(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) +(\\d\\d?) " + CLOCK);
    static final Pattern ISO = Pattern.compile(PRIORITY + "(\\d{4})-(\\d\\d)-(\\d\\d)[T ]" + CLOCK + "(?:[.,]\\d+)?"
            + "(?:(Z)| ?([+-])(0\\d|1[0-8]):?([0-5]\\d))?");
    private static final List<String> MONTHS =
            List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

    private final Matcher yearless = YEARLESS.matcher("");
    private final Matcher iso = ISO.matcher("");
    private final ZoneId zone;
    private long minute;

    /** @param first the minute of the log's first dated line, in epoch seconds */
    LineTimes(ZoneId zone, long first) {
        this.zone = zone;
        this.minute = first;
    }

    /** The epoch second of the minute that the next line belongs to. */
    long next(byte[] bytes, int from, int to) {
        String head = new String(bytes, from, Math.min(LONGEST_HEAD, to - from), StandardCharsets.ISO_8859_1);
        if (yearless.reset(head).lookingAt()) {
            nearest(yearless).ifPresent(found -> minute = found);
        } else if (iso.reset(head).lookingAt()) {
            written(iso).ifPresent(found -> minute = found);
        }
        return minute;
    }

    /** The first year that does not lead back by more than a day. */
    private OptionalLong nearest(Matcher head) {
        int year = Instant.ofEpochSecond(minute).atZone(zone).getYear();
        int month = MONTHS.indexOf(head.group(1)) + 1;
        for (int candidate = year - 1; candidate <= year + 1; candidate++) {
            OptionalLong time = local(candidate, month, number(head, 2), number(head, 3), number(head, 4));
            if (time.isPresent() && time.getAsLong() >= minute - DAY) {
                return time;
            }
        }
        return OptionalLong.empty();
    }

    private OptionalLong written(Matcher head) {
        int year = number(head, 1);
        int month = number(head, 2);
        int day = number(head, 3);
        if (year == 0) {
            return OptionalLong.empty();
        }
        if (head.group(6) == null && head.group(7) == null) {
            return local(year, month, day, number(head, 4), number(head, 5));
        }
        long offset = head.group(6) != null ? 0 : number(head, 8) * 3_600L + number(head, 9) * 60L;
        try {
            long utc = LocalDateTime.of(year, month, day, number(head, 4), number(head, 5))
                    .toEpochSecond(ZoneOffset.UTC);
            return OptionalLong.of("-".equals(head.group(7)) ? utc + offset : utc - offset);
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

    private static int number(Matcher head, int group) {
        return Integer.parseInt(head.group(group));
    }
}
