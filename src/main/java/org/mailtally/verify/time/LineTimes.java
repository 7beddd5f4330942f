package org.mailtally.verify.time;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.Comparator;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The times of a log's lines in one zone, in the log's order, to the minute: by the rules of
 * {@code org.mailtally.time.TimeWalk}, found in another way. Not thread-safe.
 */
public final class LineTimes {

    private static final int LONGEST_HEAD = 1 << 10;
    private static final long DAY = 86_400;
    private static final long MONTH = 31 * DAY;
    private static final long HALF_A_YEAR = 183 * DAY;
    private static final long OUT_OF_ORDER = 60;

    private final ZoneId zone;
    private long minute;
    private long ordinary;
    private long reference;
    private OptionalLong night = OptionalLong.empty();

    /** @param first the minute of the log's first dated line, in epoch seconds */
    public LineTimes(ZoneId zone, long first) {
        this.zone = zone;
        this.minute = first;
        this.ordinary = first;
        this.reference = first;
    }

    /** The epoch second of the minute that the next line belongs to. */
    public long next(byte[] bytes, int from, int to) {
        WrittenHead head = head(bytes, from, to);
        if (head == null) {
            return minute;
        }
        boolean isYearless = head.year() == null;
        (head.year() == null ? nearest(head) : written(head, head.year())).ifPresent(found -> {
            boolean isReference = isYearless || Math.abs(found - reference) <= HALF_A_YEAR;
            reference = isReference ? found : reference;
            take(found);
        });
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

    /** The year within a day of the reference, or within a month of the ordinary lines, or nearest to the reference. */
    private OptionalLong nearest(WrittenHead head) {
        return Stream.of(
                        nearest(head, reference, DAY),
                        nearest(head, ordinary, MONTH),
                        nearest(head, reference, HALF_A_YEAR))
                .flatMapToLong(OptionalLong::stream)
                .findFirst();
    }

    private OptionalLong nearest(WrittenHead head, long to, long atMost) {
        int year = Instant.ofEpochSecond(to).atZone(zone).getYear();
        return IntStream.rangeClosed(year - 1, year + 1)
                .mapToObj(candidate -> written(head, candidate))
                .flatMapToLong(OptionalLong::stream)
                .filter(time -> Math.abs(time - to) <= atMost)
                .boxed()
                .min(Comparator.<Long>comparingLong(time -> Math.abs(time - to))
                        .thenComparing(Comparator.reverseOrder()))
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }

    /** A line has come: those ahead of the ordinary ones, or far from them, are ordinary once a second one follows. */
    private void take(long time) {
        boolean wasFar = Math.abs(minute - ordinary) > MONTH && Math.abs(time - minute) <= DAY;
        boolean wasAhead = minute - ordinary > DAY
                && minute - ordinary <= MONTH
                && time - minute >= -DAY
                && time - minute <= MONTH;
        if (wasFar || wasAhead) {
            ordinary = minute;
        }
        if (time - ordinary <= DAY) {
            ordinary = Math.max(ordinary, time);
        }
        minute = time;
        if (isNearRepeatedHour(time)) {
            night = OptionalLong.of(time);
        }
    }

    private boolean isNearRepeatedHour(long time) {
        ZoneOffsetTransition turn =
                zone.getRules().nextTransition(Instant.ofEpochSecond(time).minusSeconds(DAY + 1));
        return turn != null && turn.isOverlap() && Math.abs(turn.toEpochSecond() - time) <= DAY;
    }

    private OptionalLong written(WrittenHead head, int year) {
        if (head.offset() == null) {
            return local(year, head.month(), head.day(), head.hour(), head.minute());
        }
        try {
            long utc = LocalDateTime.of(year, head.month(), head.day(), head.hour(), head.minute())
                    .toEpochSecond(ZoneOffset.UTC);
            return thatCounts(utc - head.offset());
        } catch (DateTimeException noSuchDay) {
            return OptionalLong.empty();
        }
    }

    /** A local time that comes twice is the first one, unless that would lead back by more than a minute that night. */
    private OptionalLong local(int year, int month, int day, int hour, int minuteOfHour) {
        try {
            LocalDateTime local = LocalDateTime.of(year, month, day, hour, minuteOfHour);
            ZonedDateTime earlier = local.atZone(zone).withEarlierOffsetAtOverlap();
            ZoneOffsetTransition turn = zone.getRules().getTransition(local);
            long before = turn == null
                    ? minute
                    : night.stream()
                            .filter(time -> Math.abs(turn.toEpochSecond() - time) <= DAY)
                            .findAny()
                            .orElse(minute);
            boolean leadsBack = earlier.toEpochSecond() < before - OUT_OF_ORDER;
            ZonedDateTime time = leadsBack ? earlier.withLaterOffsetAtOverlap() : earlier;
            return thatCounts(time.toEpochSecond());
        } catch (DateTimeException noSuchDay) {
            return OptionalLong.empty();
        }
    }

    private static OptionalLong thatCounts(long time) {
        int year = Instant.ofEpochSecond(time).atOffset(ZoneOffset.UTC).getYear();
        return year < 1900 || year > 2999 ? OptionalLong.empty() : OptionalLong.of(time);
    }
}
