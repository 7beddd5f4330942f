package org.mailtally.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The facts a headline rests on: the last line, the logs, the lines of the hour, and what is wrong with one of them. */
final class Facts {
    /** From this many logs on they are counted, not named. */
    static final int MANY = 5;

    /** How long ago a poll may have found a log counted to its end for it to be called so. */
    private static final Duration POLLED = Duration.ofMinutes(1);

    private final Situation situation;
    private final Wording wording;

    Facts(Situation situation, Wording wording) {
        this.situation = situation;
        this.wording = wording;
    }

    /** The facts of every state in which the store answers. */
    List<Phrase> ofReading() {
        List<Phrase> facts = new ArrayList<>();
        recount().ifPresent(facts::add);
        lastLine().ifPresent(facts::add);
        reading().ifPresent(facts::add);
        Long lines = situation.lines().count();
        if (lines != null) {
            facts.add(Wording.counted(lines, "line").and(" in the last hour"));
        }
        situation.live().filter(log -> log.fault() != null).limit(MANY).forEach(log -> facts.add(says(log)));
        situation.live().filter(this::silentAlone).limit(MANY).forEach(log -> facts.add(says(log)));
        situation.trackers().stream()
                .filter(tracker -> tracker.undecided() > 0)
                .forEach(tracker -> facts.add(
                        Wording.counted(tracker.undecided(), "line").and(" not decided for " + tracker.label())));
        return facts;
    }

    /** The facts while the store is away: what it said, and what waits for it. */
    List<Phrase> ofAwayStore() {
        List<Phrase> facts = new ArrayList<>();
        String fault = situation.store().fault();
        facts.add(Phrase.strong(situation.store().address())
                .and(" does not answer" + (fault == null ? "" : ": " + fault)));
        long waiting = situation.backlog().toRead();
        if (waiting > 0) {
            int logs = situation.logs().size();
            facts.add(Phrase.strong(Wording.bytes(waiting))
                    .and(" of " + logs + (logs == 1 ? " log" : " logs") + " not counted yet"));
        }
        return facts;
    }

    /** One log in a few words, beginning with its name. */
    Phrase says(Situation.Log log) {
        Phrase name = Phrase.strong(log.name());
        if (log.fault() != null) {
            return name.and(" " + log.fault());
        }
        if (silentAlone(log)) {
            return name.and(" silent for ").and(Wording.span(wording.since(lastLineOrStart(log))));
        }
        return atEnd(log) ? name.and(" to its end") : name.and(" ").and(behind(log));
    }

    private Optional<Phrase> recount() {
        Situation.Recount recount = situation.edits().recount();
        if (recount == null || recount.total() <= 0) {
            return Optional.empty();
        }
        long percent = Math.min(99, recount.counted() * 100 / recount.total());
        return Optional.of(Phrase.of("Counting ")
                .and(Wording.names(recount.labels()))
                .and(" over the logs on disk: ")
                .andStrong(percent + " %")
                .and(" of " + Wording.bytes(recount.total()) + ", " + Wording.number(recount.logsLeft()) + " of "
                        + Wording.counted(recount.logs(), "log").plain() + " left"));
    }

    /** Of an archive only where no log is written to: those are read after it, and their last lines are old. */
    private Optional<Phrase> lastLine() {
        return situation.logs().stream()
                .filter(log -> log.lastLine() != null)
                .max(Comparator.comparing((Situation.Log log) -> !log.archive()).thenComparing(this::lastLineOrStart))
                .map(log -> {
                    Instant read = lastLineOrStart(log);
                    return Phrase.of("Last line read ")
                            .andStrong(wording.second(read))
                            .and(", " + wording.ago(read))
                            .and(written(read, log.lastLineTime()));
                });
    }

    private Phrase written(Instant read, @Nullable Instant time) {
        return time == null || Duration.between(time, read).abs().compareTo(Situation.WINDOW) <= 0
                ? Phrase.EMPTY
                : Phrase.of(", dated " + wording.second(time));
    }

    private Optional<Phrase> reading() {
        List<Situation.Log> logs =
                situation.live().filter(log -> log.fault() == null).toList();
        if (logs.isEmpty()) {
            return Optional.empty();
        }
        List<Situation.Log> behind = logs.stream().filter(log -> !atEnd(log)).toList();
        boolean many = logs.size() >= MANY;
        Phrase phrase = many
                ? Phrase.strong(Wording.number(logs.size())).and(" logs")
                : Phrase.of("reading ")
                        .and(Wording.names(
                                logs.stream().map(Situation.Log::name).toList()));
        if (behind.isEmpty()) {
            return Optional.of(phrase.and(logs.size() == 1 ? " to its end" : ", each to its end"));
        }
        phrase = many ? phrase.and(", " + Wording.number(logs.size() - behind.size()) + " to their end") : phrase;
        if (logs.size() == 1) {
            return Optional.of(phrase.and(", ").and(behind(behind.get(0))));
        }
        return Optional.of(phrase.and(", ").and(says(behind.get(0))));
    }

    private Phrase behind(Situation.Log log) {
        if (log.lastRead() != null) {
            return Wording.span(wording.since(log.lastRead())).and(" behind");
        }
        Long position = log.position();
        return position == null || log.archive() || position >= log.size()
                ? Phrase.of("not read to its end yet")
                : Phrase.of(Wording.bytes(log.size() - position) + " behind");
    }

    private boolean atEnd(Situation.Log log) {
        return log.lastRead() != null
                && (log.archive() || wording.since(log.lastRead()).compareTo(POLLED) <= 0);
    }

    private boolean silentAlone(Situation.Log log) {
        return log.fault() == null
                && !log.archive()
                && atEnd(log)
                && isSilent(log)
                && situation.live().anyMatch(other -> other.fault() == null && !isSilent(other));
    }

    private boolean isSilent(Situation.Log log) {
        return wording.since(lastLineOrStart(log)).compareTo(situation.silence()) > 0;
    }

    private Instant lastLineOrStart(Situation.Log log) {
        Instant lastLine = log.lastLine();
        return lastLine == null ? situation.started() : lastLine;
    }
}
