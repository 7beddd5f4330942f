package org.mailtally.counts;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.mailtally.store.Find;
import org.mailtally.store.StoredNames;
import org.mailtally.tally.Step;
import org.mailtally.tally.Trackers;

/**
 * A question about counts. Immutable and thread-safe.
 *
 * @param trackers the names requested, in their order; {@link Trackers#LINES} may be among them
 * @param step the length of what is counted
 * @param slots the parts of the range
 * @param zone the zone of hours and days, and of the times shown
 * @param silence a hole between what was read that is shorter than this is none: nothing was written then
 */
public record Question(List<String> trackers, Step step, Slots slots, ZoneId zone, Duration silence) {

    private static final Duration LONGEST_BY_WINDOWS = Duration.ofDays(2);
    private static final Duration LONGEST_BY_HOURS = Duration.ofDays(60);
    private static final int MOST_SLOTS_BY_VALUE = 10_000;
    private static final int MOST_MINUTES = 60 * 24 * 366 * 10;

    /** The counts that one answer may have: those of four trackers over a year of windows, some 40 MB while it is made. */
    private static final long MOST_COUNTS = 500_000;

    /**
     * What of an answer is enough for the request; the rest need not be read.
     *
     * @param trackers the names looked at; null for all
     * @param from the wall clock of the zone before which nothing is looked at; null for no bound
     * @param to the wall clock after which nothing is looked at; null for no bound
     */
    public record Needed(@Nullable Set<String> trackers, @Nullable LocalDateTime from, @Nullable LocalDateTime to) {

        /** All of it. */
        public static final Needed ALL = new Needed(null, null, null);
    }

    /**
     * Reads a question from parameters: {@code tracker} (may be repeated; all by default), {@code minutes} (60) or
     * {@code from} and {@code to} (ISO 8601; a local time is of the zone), {@code step} ({@code window}, {@code hour},
     * {@code day}; by default as the range is long), {@code zone} (an IANA id).
     *
     * @param known the active trackers, the built-in one among them
     * @param previous trackers that are no longer active, whose rows may be requested by name
     * @param now nothing after the window that runs now is requested
     * @param needed what of it is queried; the step follows from the parameters alone
     * @throws IllegalArgumentException where a parameter is wrong, or more is requested than one answer holds: said in one
     *     line
     */
    public static Question parse(
            Map<String, List<String>> parameters,
            List<String> known,
            List<String> previous,
            Instant now,
            ZoneId displayZone,
            Needed needed) {
        ZoneId zone = zone(parameters, displayZone);
        Instant end = ceiling(now);
        Instant to = time(parameters, "to", zone);
        Instant from = time(parameters, "from", zone);
        String minutes = single(parameters, "minutes");
        if (minutes != null && (from != null || to != null)) {
            throw new IllegalArgumentException("minutes=" + minutes + ": give minutes, or from and to, not both");
        }
        Duration span = Duration.ofMinutes(minutes == null ? 60 : minutes(minutes));
        Instant last = to == null || to.isAfter(end) ? end : to;
        Instant first = from != null ? from : (to == null ? now : to).minus(span);
        if (to != null && from != null && !from.isBefore(to)) {
            throw new IllegalArgumentException("from=" + single(parameters, "from") + " is not before to="
                    + single(parameters, "to") + ": exchange them");
        }
        Step step = step(single(parameters, "step"), Duration.between(first, last));
        Instant start = later(first, needed.from(), zone);
        Instant stop = earlier(last, needed.to(), zone);
        Slots slots = Slots.of(step, start, start.isAfter(stop) ? start : stop, zone);
        List<String> trackers = trackers(parameters, known, previous, needed);
        if ((long) slots.size() * trackers.size() > MOST_COUNTS) {
            throw new IllegalArgumentException("this requests " + slots.size() + " steps of " + trackers.size()
                    + " trackers, more than " + MOST_COUNTS + " counts: ask for a shorter range, a longer step or fewer"
                    + " trackers");
        }
        return new Question(trackers, step, slots, zone, Duration.ZERO);
    }

    /** The hour that a clock repeats in autumn counts from its first time on. */
    private static Instant later(Instant first, @Nullable LocalDateTime bound, ZoneId zone) {
        Instant from = bound == null
                ? first
                : bound.atZone(zone).withEarlierOffsetAtOverlap().toInstant();
        return from.isAfter(first) ? from : first;
    }

    /** The hour that a clock repeats in autumn counts to its second time. */
    private static Instant earlier(Instant last, @Nullable LocalDateTime bound, ZoneId zone) {
        Instant to = bound == null
                ? last
                : bound.atZone(zone).withLaterOffsetAtOverlap().toInstant().plusSeconds(1);
        return to.isBefore(last) ? to : last;
    }

    /** The newest finished windows that cover so many minutes, rounded up to whole windows. */
    public static Question finished(List<String> trackers, int minutes, Instant now) {
        Instant end = Instant.ofEpochSecond(Step.WINDOW.startOf(now.getEpochSecond()));
        long windows = -Math.floorDiv(-minutes * 60L, Step.WINDOW.seconds());
        Instant start = end.minusSeconds(windows * Step.WINDOW.seconds());
        ZoneId utc = ZoneId.of("UTC");
        return new Question(trackers, Step.WINDOW, Slots.of(Step.WINDOW, start, end, utc), utc, Duration.ZERO);
    }

    /** The 12 newest finished windows and the running one. */
    public static Question lastHour(List<String> trackers, Instant now, ZoneId zone) {
        Instant end = ceiling(now);
        Slots slots = Slots.of(Step.WINDOW, end.minusSeconds(13 * Step.WINDOW.seconds()), end, zone);
        return new Question(trackers, Step.WINDOW, slots, zone, Duration.ZERO);
    }

    /** The windows from one time to before another. */
    public static Question windows(List<String> trackers, Instant from, Instant to, ZoneId zone) {
        return new Question(trackers, Step.WINDOW, Slots.of(Step.WINDOW, from, to, zone), zone, Duration.ZERO);
    }

    /**
     * The same steps of the weeks before: from so many of them before its start to one before its end.
     *
     * @param margin what is requested beside that at either end
     * @throws IllegalArgumentException where more is requested than one answer holds: said in one line
     */
    public Question past(int weeks, Duration margin) {
        Instant from = Instant.ofEpochSecond(slots.start(0))
                .atZone(zone)
                .minusWeeks(weeks)
                .toInstant();
        Instant to = slots.end().atZone(zone).minusWeeks(1).toInstant();
        Slots past = Slots.of(step, from.minus(margin), to.plus(margin), zone);
        if ((long) past.size() * trackers.size() > MOST_COUNTS) {
            throw new IllegalArgumentException("what is usual in this range follows from more than " + MOST_COUNTS
                    + " counts: ask for a shorter range, a longer step or fewer trackers");
        }
        return new Question(trackers, step, past, zone, silence);
    }

    /** The same, in which a hole shorter than a silence is none. */
    public Question joining(Duration shorterThan) {
        return new Question(trackers, step, slots, zone, shorterThan);
    }

    /** The length of the rows that are requested. */
    Step rows() {
        return slots.finestNeeded(step);
    }

    /**
     * What is queried: of a little more than the range, so that a hole at its end is seen whole; and after the
     * rows the horizon below which they may be gone already.
     */
    public List<Find> getFinds() {
        List<Find> finds = new ArrayList<>(findsOfTrackers());
        finds.addAll(findsOfHorizon());
        return finds;
    }

    private List<Find> findsOfHorizon() {
        if (slots.size() == 0 || trackers.isEmpty()) {
            return List.of();
        }
        return switch (rows()) {
            case WINDOW -> List.of(new Find(StoredNames.MAIL_HORIZONS, new Document("_id", "windows")));
            case HOUR -> List.of(new Find(StoredNames.MAIL_HORIZONS, new Document("_id", "hours")));
            case DAY -> List.of();
        };
    }

    private List<Find> findsOfTrackers() {
        if (slots.size() == 0 || trackers.isEmpty()) {
            return List.of();
        }
        Step rows = rows();
        if (rows != Step.WINDOW) {
            return List.of(
                    new Find(rows == Step.DAY ? StoredNames.MAIL_DAYS : StoredNames.MAIL_HOURS, query(trackers)));
        }
        List<Find> finds = new ArrayList<>();
        List<String> patterns =
                trackers.stream().filter(name -> !name.equals(Trackers.LINES)).toList();
        if (!patterns.isEmpty()) {
            finds.add(new Find(StoredNames.MAIL, query(patterns)));
        }
        if (trackers.contains(Trackers.LINES)) {
            finds.add(new Find(StoredNames.MAIL_LINES, query(List.of(Trackers.LINES))));
        }
        return finds;
    }

    /** How many values the steps may have together, where each has so many and one for the others. */
    public int mostValues(int limit) {
        return (int) Math.min((long) slots.size() * (limit + 1), CountsByValue.MOST_VALUES);
    }

    /**
     * What is queried for the same counts broken down by value.
     *
     * @throws IllegalArgumentException where there are more slots than such an answer may have; said in one line
     */
    public List<Find> findsByValue() {
        if (slots.size() > MOST_SLOTS_BY_VALUE) {
            throw new IllegalArgumentException("this range has more than " + MOST_SLOTS_BY_VALUE
                    + " steps, too many to break down: ask for a shorter one, or for step=day");
        }
        List<Find> finds = new ArrayList<>(findsOfTrackers());
        if (slots.size() > 0) {
            boolean windows = rows() == Step.WINDOW;
            List<String> names = windows
                    ? trackers
                    : trackers.stream().map(name -> name + CountsByValue.SUFFIX).toList();
            finds.add(new Find(windows ? StoredNames.MAIL_BY : finds.get(0).collection(), query(names)));
        }
        finds.addAll(findsOfHorizon());
        return finds;
    }

    private Document query(List<String> names) {
        long from = slots.start(0) - silence.toSeconds();
        long to = slots.end(slots.size() - 1) + silence.toSeconds();
        Document range = new Document("$gte", Step.name(from)).append("$lt", Step.name(to));
        return new Document("_id", range).append("tracker", new Document("$in", names));
    }

    private static List<String> trackers(
            Map<String, List<String>> parameters, List<String> known, List<String> previous, Needed needed) {
        List<String> requested = requested(parameters, known, previous);
        Set<String> names = needed.trackers();
        return names == null
                ? requested
                : requested.stream().filter(names::contains).toList();
    }

    private static List<String> requested(
            Map<String, List<String>> parameters, List<String> known, List<String> previous) {
        List<String> requested = parameters.getOrDefault("tracker", List.of());
        if (requested.isEmpty()) {
            return known.stream().filter(name -> !name.equals(Trackers.LINES)).toList();
        }
        for (String name : requested) {
            if (!known.contains(name) && !previous.contains(name)) {
                throw new IllegalArgumentException(
                        "no such tracker '" + shown(name) + "'; there are: " + String.join(", ", known));
            }
        }
        return requested.stream().distinct().toList();
    }

    private static ZoneId zone(Map<String, List<String>> parameters, ZoneId displayZone) {
        String zone = single(parameters, "zone");
        try {
            return zone == null ? displayZone : ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "zone=" + shown(zone == null ? "" : zone) + " is no zone: give an IANA id as Europe/Berlin", e);
        }
    }

    private static int minutes(String text) {
        try {
            int minutes = Integer.parseInt(text);
            if (minutes > 0 && minutes <= MOST_MINUTES) {
                return minutes;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(wrongMinutes(text), e);
        }
        throw new IllegalArgumentException(wrongMinutes(text));
    }

    private static String wrongMinutes(String text) {
        return "minutes=" + shown(text) + " is not a number of minutes from 1 to " + MOST_MINUTES;
    }

    private static Step step(@Nullable String text, Duration span) {
        if (text == null) {
            return span.compareTo(LONGEST_BY_WINDOWS) <= 0
                    ? Step.WINDOW
                    : span.compareTo(LONGEST_BY_HOURS) <= 0 ? Step.HOUR : Step.DAY;
        }
        try {
            return Step.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("step=" + shown(text) + ": give window, hour or day", e);
        }
    }

    private static @Nullable Instant time(Map<String, List<String>> parameters, String name, ZoneId zone) {
        String text = single(parameters, name);
        if (text == null) {
            return null;
        }
        try {
            return IsoTime.parse(text.replace(' ', '+'), zone);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    name + "=" + shown(text) + " is no time: give ISO 8601 as 2026-11-23T09:55:00Z", e);
        }
    }

    private static @Nullable String single(Map<String, List<String>> parameters, String name) {
        List<String> values = parameters.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw new IllegalArgumentException(name + " is given " + values.size() + " times: give it once");
        }
        return values.isEmpty() || values.get(0).isBlank()
                ? null
                : values.get(0).strip();
    }

    private static Instant ceiling(Instant now) {
        return Instant.ofEpochSecond(Step.WINDOW.startOf(now.getEpochSecond()) + Step.WINDOW.seconds());
    }

    private static String shown(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }
}
