package org.mailtally.dashboard;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** How the live logs are followed: which, until when, and if not, why not. */
final class Following {
    private final Situation situation;

    Following(Situation situation) {
        this.situation = situation;
    }

    /** The names of the live logs that nothing is wrong with. */
    List<String> followed() {
        return situation
                .live()
                .filter(log -> log.fault() == null)
                .map(Situation.Log::name)
                .toList();
    }

    /** When a live log was last found at its end or gave a line; empty if none was since the start. */
    Optional<Instant> lastLooked() {
        return situation
                .live()
                .flatMap(log -> Stream.of(Optional.ofNullable(log.lastRead()), Optional.ofNullable(log.lastLine())))
                .flatMap(Optional::stream)
                .max(Instant::compareTo);
    }

    /** When a live log last gave a line, or the start if none did. */
    Instant lastLine() {
        return situation
                .live()
                .map(Situation.Log::lastLine)
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(situation.started());
    }

    /** Whether it is certain, without waiting, that no log is followed: there is none, or each has a fault. */
    boolean neverBegan() {
        boolean anyThere = situation.live().findAny().isPresent();
        return lastLooked().isEmpty()
                && followed().isEmpty()
                && (anyThere || situation.folder().state() != FolderState.FOUND);
    }

    /** Why no log is followed, in a sentence. */
    Phrase whyNot() {
        Optional<Situation.Log> faulty =
                situation.live().filter(log -> log.fault() != null).findFirst();
        if (faulty.isPresent()) {
            return Phrase.strong(faulty.get().name()).and(" " + faulty.get().fault() + ".");
        }
        if (situation.folder().state() != FolderState.FOUND) {
            return new Search(situation.folder()).sentence();
        }
        return situation.live().findAny().isEmpty()
                ? Phrase.of("Only archives are left in ")
                        .andStrong(situation.folder().directory())
                        .and(": the log itself is gone.")
                : Phrase.of("The reader has stopped. Mailtally's own log says why.");
    }

    /** That the logs are followed and silent, and what to ask then. */
    Phrase notGrownSince(String time) {
        List<String> names = followed();
        if (names.size() == 1) {
            return Wording.names(names)
                    .and(" is there and readable, but has not grown since " + time + ". Does syslog still write it?");
        }
        Phrase all = names.size() < Facts.MANY
                ? Wording.names(names)
                : Phrase.of("All ").andStrong(names.size() + " logs");
        return all.and(" are there and readable, but have not grown since " + time + ". Does syslog still write them?");
    }
}
