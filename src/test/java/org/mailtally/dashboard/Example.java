package org.mailtally.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A situation that is changed step by step: a Monday at 14:03:09 in Berlin on which all is well. */
final class Example {
    static final Instant NOW = Instant.parse("2026-11-23T13:03:09Z");

    Instant now = NOW;
    ZoneId zone = ZoneId.of("Europe/Berlin");
    Situation.Store store = new Situation.Store("embedded:data", true, ago("PT4H"), null, true);
    Situation.Folder folder = new Situation.Folder("/var/log", "mail\\.log.*", FolderState.FOUND, List.of());
    List<Situation.Log> logs = List.of(log("mail.log"));
    List<Situation.Hour> trackers = List.of(
            hour("outgoing", "Outgoing mail", 95, 108, 123, 118, 89, 106, 109, 125, 114, 111, 101, 85, 64),
            hour("bounced", "Bounces", 4, 1, 3, 4, 2, 5, 3, 0, 6, 4, 2, 4, 2));
    Situation.Hour lines =
            hour("lines", "Lines read", 3496, 3519, 3638, 3574, 3415, 3472, 3384, 3629, 3489, 3409, 3322, 3448, 2001);
    Situation.Backlog backlog = new Situation.Backlog(0, 1_000_000);
    Situation.Edits edits = Situation.Edits.NONE;
    List<String> notices = List.of();
    List<Situation.Gap> gaps = List.of();

    Situation situation() {
        return new Situation(
                now,
                zone,
                "1.0.0",
                "mx1",
                ago("PT4H"),
                Duration.ofMinutes(30),
                store,
                folder,
                logs,
                trackers,
                lines,
                backlog,
                edits,
                notices,
                gaps);
    }

    /** The headline, speaking of the tracker that is furthest from its usual. */
    Headline headline() {
        return new Judgement(situation(), zone).headline();
    }

    /** The headline as one reads it: word, rest and below. */
    String read() {
        Headline headline = headline();
        return headline.state().word() + " | " + headline.rest().plain() + " | "
                + headline.below().plain();
    }

    /** The facts as text. */
    List<String> facts() {
        return headline().facts().stream().map(Phrase::plain).toList();
    }

    Instant ago(String duration) {
        return now.minus(Duration.parse(duration));
    }

    /** A log followed to its end, with a line 2 seconds ago. */
    Situation.Log log(String name) {
        return log(name, ago("PT1S"), ago("PT2S"), null);
    }

    Situation.Log log(String name, @Nullable Instant lastRead, @Nullable Instant lastLine, @Nullable String fault) {
        return new Situation.Log(name, "9f3ab2c4", 1_000_000, 1_000_000L, false, lastRead, lastLine, lastLine, fault);
    }

    static Situation.Hour hour(String name, String label, long... counts) {
        return new Situation.Hour(name, label, Arrays.stream(counts).boxed().toList(), 0);
    }

    /** An hour of which it is known what is usual. */
    static Situation.Hour usual(Situation.Hour hour, int weeks, long low, long high) {
        Situation.Usual usual = new Situation.Usual(weeks, weeks >= 3, low, high);
        return new Situation.Hour(hour.name(), hour.label(), hour.windows(), hour.undecided(), hour.by(), usual);
    }

    /** An hour in which nobody looked at the windows of the given places. */
    static Situation.Hour unseen(Situation.Hour hour, int from, int to) {
        List<@Nullable Long> windows = new ArrayList<>(hour.windows());
        Collections.fill(windows.subList(from, to), null);
        return new Situation.Hour(hour.name(), hour.label(), windows, hour.undecided());
    }
}
