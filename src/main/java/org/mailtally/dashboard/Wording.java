package org.mailtally.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** How numbers, times and lists read, seen from one instant in one zone. */
final class Wording {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM ", Locale.ENGLISH);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEEE d MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter WEEKDAY = DateTimeFormatter.ofPattern("EEEE", Locale.ENGLISH);
    private static final DateTimeFormatter ZONE = DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH);
    private static final String[] BYTES = {"bytes", "kB", "MB", "GB", "TB", "PB", "EB"};

    private final Instant now;
    private final ZoneId zone;

    Wording(Instant now, ZoneId zone) {
        this.now = now;
        this.zone = zone;
    }

    /** "1,284". */
    static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** "1 message", "1,284 messages", with the number stressed. */
    static Phrase counted(long count, String singular) {
        return Phrase.strong(number(count)).and(" " + singular + (count == 1 ? "" : "s"));
    }

    /** "4.1 GB", in powers of 1,000. */
    static String bytes(long count) {
        int unit = 0;
        double scaled = count;
        while (scaled >= 999.5 && unit < BYTES.length - 1) {
            scaled /= 1000;
            unit++;
        }
        String pattern = unit == 0 || scaled >= 9.95 ? "%.0f %s" : "%.1f %s";
        return unit == 0 && count == 1 ? "1 byte" : String.format(Locale.ROOT, pattern, scaled, BYTES[unit]);
    }

    /** "mail.log", "mail.log and mx2.log", "mail.log, mx2.log and mx3.log", with the names stressed. */
    static Phrase names(List<String> names) {
        Phrase phrase = Phrase.EMPTY;
        for (int i = 0; i < names.size(); i++) {
            String joint = i == 0 ? "" : i == names.size() - 1 ? " and " : ", ";
            phrase = (joint.isEmpty() ? phrase : phrase.and(joint)).andStrong(names.get(i));
        }
        return phrase;
    }

    /** "29 minutes": whole seconds below a minute, minutes below two hours, hours below two days, then days. */
    static Phrase span(Duration span) {
        long seconds = Math.max(0, span.toSeconds());
        if (seconds < 60) {
            return counted(seconds, "second");
        }
        if (seconds < 7_200) {
            return counted(seconds / 60, "minute");
        }
        return seconds < 172_800 ? counted(seconds / 3_600, "hour") : counted(seconds / 86_400, "day");
    }

    /** How long ago an instant is; none at all if it lies ahead. */
    Duration since(Instant then) {
        return then.isAfter(now) ? Duration.ZERO : Duration.between(then, now);
    }

    /** "2 seconds ago". */
    String ago(Instant then) {
        return since(then).toSeconds() < 1 ? "just now" : span(since(then)).plain() + " ago";
    }

    /** "13:51", whatever the day. */
    String clock(Instant instant) {
        return TIME.format(instant.atZone(zone));
    }

    /** "13:51", and on another day "Sun 22 Nov 13:51". */
    String time(Instant instant) {
        return day(instant) + TIME.format(instant.atZone(zone));
    }

    /** "13:51:07", and on another day "Sun 22 Nov 13:51:07". */
    String second(Instant instant) {
        return day(instant) + SECOND.format(instant.atZone(zone));
    }

    /** "Monday 23 November 2026". */
    String date(Instant instant) {
        return DATE.format(instant.atZone(zone));
    }

    /** "Monday". */
    String weekday(Instant instant) {
        return WEEKDAY.format(instant.atZone(zone));
    }

    /** "Monday 14:00": the full hour that an instant lies in. */
    String weekdayHour(Instant instant) {
        return weekday(instant) + " " + TIME.format(instant.atZone(zone).truncatedTo(ChronoUnit.HOURS));
    }

    /** "CET", or the id of a zone that has no short name. */
    String zoneName() {
        return ZONE.format(now.atZone(zone));
    }

    /** What the zone's clocks are ahead of UTC now, in seconds. */
    int offset() {
        return zone.getRules().getOffset(now).getTotalSeconds();
    }

    private String day(Instant instant) {
        ZonedDateTime local = instant.atZone(zone);
        return local.toLocalDate().equals(now.atZone(zone).toLocalDate()) ? "" : DAY.format(local);
    }
}
