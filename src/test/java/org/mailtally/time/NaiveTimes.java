package org.mailtally.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The rule of {@code docs/times.md}, slow and without any state: for each line all lines before it are looked at again, and
 * for a year all years are tried.
 */
final class NaiveTimes {

    private static final long DAY = 86_400;
    private static final long MONTH = 31 * DAY;
    private static final long HALF_A_YEAR = 183 * DAY;
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2999;

    /**
     * A time as it stands at the head of a line.
     *
     * @param local the wall clock; its year counts where it is written
     * @param namesYear whether the year is written
     * @param offset the offset where one is written, else null
     */
    record Head(LocalDateTime local, boolean namesYear, @Nullable ZoneOffset offset) {}

    private final ZoneId zone;
    private final List<Long> times = new ArrayList<>();
    private final List<Boolean> yearless = new ArrayList<>();

    /** @param first the minute of the first dated line, in epoch seconds, which stands before all others */
    NaiveTimes(ZoneId zone, long first) {
        this.zone = zone;
        times.add(first);
        yearless.add(true);
    }

    /** The minute of the next line. */
    long next(Head head) {
        OptionalLong time = head.namesYear()
                ? instant(head, head.local().getYear())
                : firstPresent(
                        nearest(head, reference(), DAY),
                        firstPresent(nearest(head, ordinary(), MONTH), nearest(head, reference(), HALF_A_YEAR)));
        time.ifPresent(found -> {
            times.add(found);
            yearless.add(!head.namesYear());
        });
        return time.orElse(last());
    }

    private static OptionalLong firstPresent(OptionalLong one, OptionalLong other) {
        return one.isPresent() ? one : other;
    }

    private long last() {
        return times.get(times.size() - 1);
    }

    /** How far ordinary lines have come: each line is looked at together with the one behind it. */
    private long ordinary() {
        long come = times.get(0);
        for (int line = 1; line < times.size(); line++) {
            long time = times.get(line);
            boolean hasNext = line + 1 < times.size();
            if (time >= come - DAY && time <= come + DAY) {
                come = Math.max(come, time);
            } else if (hasNext && goesOn(come, time, times.get(line + 1))) {
                come = time;
            }
        }
        return come;
    }

    private static boolean goesOn(long come, long time, long next) {
        boolean isWithinAMonth = Math.abs(time - come) <= MONTH;
        return isWithinAMonth
                ? time > come && next >= time - DAY && next <= time + MONTH
                : Math.abs(next - time) <= DAY;
    }

    private long reference() {
        long reference = times.get(0);
        for (int line = 1; line < times.size(); line++) {
            boolean isNear = Math.abs(times.get(line) - reference) <= HALF_A_YEAR;
            reference = yearless.get(line) || isNear ? times.get(line) : reference;
        }
        return reference;
    }

    private OptionalLong nearest(Head head, long to, long atMost) {
        return IntStream.rangeClosed(FIRST_YEAR - 1, LAST_YEAR + 1)
                .mapToObj(year -> instant(head, year))
                .flatMapToLong(OptionalLong::stream)
                .filter(time -> Math.abs(time - to) <= atMost)
                .boxed()
                .sorted(Comparator.reverseOrder())
                .sorted(Comparator.comparingLong(time -> Math.abs(time - to)))
                .mapToLong(time -> time)
                .findFirst();
    }

    private OptionalLong instant(Head head, int year) {
        LocalDateTime local;
        try {
            LocalDateTime written = head.local();
            local = LocalDateTime.of(
                    year, written.getMonth(), written.getDayOfMonth(), written.getHour(), written.getMinute());
        } catch (DateTimeException noSuchDay) {
            return OptionalLong.empty();
        }
        ZoneOffset offset = head.offset();
        ZonedDateTime time = offset == null ? pass(local) : local.atZone(offset);
        int utcYear = time.withZoneSameInstant(ZoneOffset.UTC).getYear();
        return utcYear < FIRST_YEAR || utcYear > LAST_YEAR
                ? OptionalLong.empty()
                : OptionalLong.of(time.toEpochSecond());
    }

    /** A wall clock of the zone, in the pass that the lines near that night tell. */
    private ZonedDateTime pass(LocalDateTime local) {
        ZonedDateTime first = local.atZone(zone).withEarlierOffsetAtOverlap();
        ZoneOffsetTransition turn = zone.getRules().getTransition(local);
        if (turn == null || !turn.isOverlap()) {
            return first;
        }
        long[] nights = times.stream()
                .skip(1)
                .mapToLong(time -> time)
                .filter(this::isNearRepeatedHour)
                .toArray();
        boolean isThatNight = nights.length > 0 && Math.abs(nights[nights.length - 1] - turn.toEpochSecond()) <= DAY;
        long before = isThatNight ? nights[nights.length - 1] : ordinary();
        boolean leadsBack = first.toInstant().isBefore(Instant.ofEpochSecond(before - 60));
        return leadsBack ? first.withLaterOffsetAtOverlap() : first;
    }

    private boolean isNearRepeatedHour(long time) {
        ZoneOffsetTransition turn = zone.getRules().nextTransition(Instant.ofEpochSecond(time - DAY - 1));
        return turn != null && turn.isOverlap() && turn.toEpochSecond() <= time + DAY;
    }
}
