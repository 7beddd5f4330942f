package org.mailtally.simulation;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailtally.pattern.LinePattern;
import org.mailtally.tally.TrackerDefinition;
import org.mailtally.tally.Trackers;

/** The text of lines, and the truth about each text. */
final class Wording {

    /** The patterns of the tracker {@code spam}, of which an edit takes another one. */
    static final List<String> SPAM = List.of("identified spam", "spamd: identified", "status=sent");

    /** The values of a window, hour or day that have a name of their own. */
    static final int BY_LIMIT = 2;

    private static final List<String> HOSTS = List.of("mx1", "mx1", "mx2", "mx3", "mx4", "other");

    private static final DateTimeFormatter RFC_3164 = DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter RFC_3339 = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx");

    private static final TrackerDefinition OUTGOING = new TrackerDefinition(
            "outgoing", "Outgoing", LinePattern.compile("cleanup\\[\\d+\\]: [0-9A-F]+: message-id=<"), "host");
    private static final List<List<TrackerDefinition>> DEFINITIONS = SPAM.stream()
            .map(pattern ->
                    List.of(OUTGOING, new TrackerDefinition("spam", "Spam", LinePattern.compile(pattern), by(pattern))))
            .toList();

    private final ZoneId zone;
    private final int forms;
    private final long start;
    private final Map<String, Line> dated = new HashMap<>();
    private int serial;

    /**
     * @param zone the zone of times that name none
     * @param forms 0: every line without a year; 1: every line with one; 2: either
     * @param start the time of the lines that several logs begin with, in epoch seconds
     */
    Wording(ZoneId zone, int forms, long start) {
        this.zone = zone;
        this.forms = forms;
        this.start = start;
    }

    /** The trackers, {@code spam} by one of its patterns. */
    static List<TrackerDefinition> trackers(int spam) {
        return DEFINITIONS.get(spam);
    }

    /** What spam is broken down by where it has one of its patterns: the host, or nothing. */
    static @Nullable String by(String spam) {
        return spam.startsWith("spamd") ? null : "host";
    }

    /** The next line, of some kind; no two are equal. */
    String next(long time, int kind) {
        return next(time, kind, false);
    }

    /** The next line, which says another day than the others around it. */
    String odd(long time, int kind) {
        return next(time, kind, true);
    }

    private String next(long time, int kind, boolean isOdd) {
        int number = ++serial;
        String host = HOSTS.get(Math.floorMod(number * 7 + kind, HOSTS.size()));
        String rest =
                switch (kind % 6) {
                    case 0, 1 ->
                        "postfix/cleanup[%d]: %X: message-id=<%d@example.com>".formatted(number, number, number);
                    case 2 -> "spamd[7]: spamd: identified spam (%d)".formatted(number);
                    case 3 -> "x[1]: identified spam by cleanup[9]: %X: message-id=<x>".formatted(number);
                    default -> "postfix/smtp[%d]: status=sent".formatted(number);
                };
        if (kind % 31 == 30) {
            return "  continued " + number + " " + rest;
        }
        boolean withYear = forms == 2 ? kind % 5 < 2 : forms == 1;
        return dated(time, withYear, host, rest, isOdd);
    }

    /** One of the lines that several logs begin with: the same text whenever it is asked for. */
    String beginning(int number) {
        return dated(start, forms == 1, "mx", "newsyslog[1]: logfile turned over " + number, false);
    }

    private String dated(long time, boolean withYear, String host, String rest, boolean isOdd) {
        Instant instant = Instant.ofEpochSecond(time);
        String date =
                withYear ? RFC_3339.format(instant.atOffset(ZoneOffset.UTC)) : RFC_3164.format(instant.atZone(zone));
        String text = date + " " + host + " " + rest;
        dated.put(text, new Line(time, trackers(text), host, isOdd));
        return text;
    }

    /** The truth about a text; null where it has no time of its own. */
    @Nullable
    Line truth(String text) {
        return dated.get(text);
    }

    /** The trackers that a text counts for; for {@code spam} stands each of its patterns that match. */
    static Set<String> trackers(String text) {
        Set<String> trackers = new HashSet<>();
        trackers.add(Trackers.LINES);
        SPAM.stream().filter(text::contains).forEach(trackers::add);
        int cleanup = text.indexOf("cleanup[");
        if (cleanup >= 0 && text.indexOf(": message-id=<", cleanup) > 0) {
            trackers.add("outgoing");
        }
        return trackers;
    }
}
