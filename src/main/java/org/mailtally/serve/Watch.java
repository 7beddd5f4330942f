package org.mailtally.serve;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.mailtally.check.State;
import org.mailtally.counts.Series;
import org.mailtally.source.file.FollowedLog;
import org.mailtally.source.file.Following;

/**
 * Tells "no mail" from "nobody looked", and from a log to which nothing is written any more. Immutable and thread-safe.
 *
 * @param following what is known of the files
 * @param settings from when on a log is silent, and unread, what it means when that is so, and the zone of times
 * @param started when this process began to look
 * @param clock the reader's clock
 */
public record Watch(Following following, Supplier<AnswerSettings> settings, Instant started, Clock clock) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

    /** From when on a log is silent, and unread. */
    Duration silence() {
        return settings.get().silence();
    }

    /** What it means when a log is silent, or unread. */
    State state() {
        return settings.get().silenceState();
    }

    /**
     * That no log is read now, and why, in one line.
     *
     * @return empty where one is
     */
    Optional<String> nobodyReads() {
        List<FollowedLog> live = following.live();
        List<FollowedLog> unread = unread(live);
        if (!unread.isEmpty() && unread.size() == live.size()) {
            return Optional.of(nobodyHasRead(unread));
        }
        return following
                .missing()
                .map(reason -> "nobody has read " + log() + " since " + time(since(following.logs())) + ": " + reason);
    }

    /**
     * That some of the logs are not read now, so that counts are a part, and why, in one line.
     *
     * @return empty where all are
     */
    Optional<String> partly() {
        List<FollowedLog> unread = unread(following.live());
        return unread.isEmpty() ? Optional.empty() : Optional.of("only a part: " + nobodyHasRead(unread));
    }

    private static List<FollowedLog> unread(List<FollowedLog> live) {
        return live.stream().filter(log -> log.fault() != null).toList();
    }

    private String nobodyHasRead(List<FollowedLog> unread) {
        FollowedLog first = unread.get(0);
        int others = unread.size() - 1;
        return "nobody has read " + first.name()
                + (others == 0 ? "" : " and " + others + (others == 1 ? " other" : " others"))
                + " since " + time(since(List.of(first))) + ": " + first.reason();
    }

    /** When one of these logs was read last, or this process began to look. */
    private Instant since(List<FollowedLog> logs) {
        return logs.stream()
                .map(FollowedLog::looked)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(started);
    }

    /**
     * That nobody has read a log for longer than a silence, in one line.
     *
     * @param tracker the index of a tracker
     * @param minutes how many of the last minutes were requested
     * @return empty where somebody has
     */
    Optional<String> nobodyRead(Series series, int tracker, int minutes) {
        int slots = series.slots().size();
        int last = slots;
        while (last > 0 && series.count(tracker, last - 1) == null) {
            last--;
        }
        if (last == 0) {
            Optional<Instant> looked = following.logs().stream()
                    .map(FollowedLog::looked)
                    .filter(Objects::nonNull)
                    .max(Comparator.naturalOrder())
                    .filter(time -> time.getEpochSecond() < series.slots().start(0));
            return Optional.of(looked.map(time -> "nobody has read " + log() + " since " + time(time))
                    .orElse(nothingRead(minutes)));
        }
        Duration unread = Duration.ofSeconds(
                series.slots().end(slots - 1) - series.slots().end(last - 1));
        return unread.compareTo(silence()) <= 0
                ? Optional.empty()
                : Optional.of("nobody has read " + log() + " since "
                        + time(Instant.ofEpochSecond(series.slots().end(last - 1))));
    }

    /** That no window of the last minutes was read, in one line. */
    String nothingRead(int minutes) {
        return "nobody has read " + log() + " for the last " + (minutes == 1 ? "minute" : minutes + " minutes");
    }

    /**
     * That a log is followed but no line has come for longer than a silence, as the end of a sentence.
     *
     * @param lines the index of the tracker of all lines
     * @return empty where a line came, or it is not known for how long none did
     */
    Optional<String> silent(Series series, int lines) {
        int last = series.slots().size();
        while (last > 0 && Objects.equals(series.count(lines, last - 1), 0L)) {
            last--;
        }
        boolean isKnown = last > 0 && series.count(lines, last - 1) != null;
        Instant written = Instant.ofEpochSecond(
                last == 0 ? series.slots().start(0) : series.slots().end(last - 1));
        Instant now = clock.instant();
        Duration silence = silence();
        boolean cameLately = following.logs().stream()
                .filter(log -> log.modified().isAfter(now.minus(silence)))
                .map(FollowedLog::lastLine)
                .anyMatch(line -> line != null && line.isAfter(now.minus(silence)));
        Duration since = Duration.between(written, now);
        return cameLately || since.compareTo(silence) <= 0
                ? Optional.empty()
                : Optional.of(log() + " silent for " + (isKnown ? "" : "at least ") + since.toMinutes() + " minutes");
    }

    /** The log that was written to last, by its name. */
    private String log() {
        return following.logs().stream()
                .filter(log -> !log.compressed())
                .findFirst()
                .map(FollowedLog::name)
                .orElse("a log");
    }

    private String time(Instant instant) {
        ZoneId zone = settings.get().zone();
        ZonedDateTime local = instant.atZone(zone);
        boolean today = local.toLocalDate().equals(clock.instant().atZone(zone).toLocalDate());
        return (today ? TIME : DATE).format(local);
    }
}
