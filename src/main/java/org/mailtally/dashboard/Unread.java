package org.mailtally.dashboard;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What of the logs nobody reads, be it a log that lines come to or an archive, and why. */
final class Unread {
    private static final int MOST_NAMED = 5;

    private final Situation situation;
    private final Wording wording;
    private final Following following;

    Unread(Situation situation, Wording wording) {
        this.situation = situation;
        this.wording = wording;
        this.following = new Following(situation);
    }

    /** Whether nobody is looking because a log cannot be read, or is left alone: Mailtally itself is well. */
    boolean isTheReason(State state) {
        return state == State.NOBODY_LOOKING && !faulty(false).isEmpty();
    }

    /** A notice for each log, the live ones first; or one, where there is no log to read. */
    List<String> notices() {
        List<String> notices = new ArrayList<>();
        boolean isFollowed = isAnyFollowed();
        List<Situation.Log> live = faulty(false);
        boolean isAnyKnown = !situation.logs().isEmpty() || situation.folder().state() != FolderState.FOUND;
        if (!isFollowed && live.isEmpty() && isAnyKnown) {
            notices.add(following.whyNot().plain() + " Nothing is counted since " + since(Optional.empty()) + ".");
        }
        live.stream()
                .limit(MOST_NAMED)
                .forEach(log -> notices.add(log.name() + " " + log.fault()
                        + ". Nobody has read it since " + since(Optional.ofNullable(log.lastRead()))
                        + (isFollowed ? ": what was counted since then is a part." : ".")));
        more(live.size(), "logs", notices);
        List<Situation.Log> archives = faulty(true);
        archives.stream()
                .limit(MOST_NAMED)
                .forEach(log -> notices.add(log.name() + " " + log.fault() + ", so its lines are not counted."));
        more(archives.size(), "archives", notices);
        return notices;
    }

    /** That a count is a part of what was written, as a sentence with a space before it; empty where it is not. */
    Phrase part() {
        List<Situation.Log> live = faulty(false);
        return live.isEmpty() || !isAnyFollowed()
                ? Phrase.EMPTY
                : Phrase.of(" It is a part: ")
                        .andStrong(live.get(0).name())
                        .and(" " + live.get(0).fault()
                                + (live.size() == 1 ? "." : ", and so for " + (live.size() - 1) + " more."));
    }

    private boolean isAnyFollowed() {
        return situation.folder().state() == FolderState.FOUND
                && !following.followed().isEmpty();
    }

    private static void more(int all, String what, List<String> notices) {
        if (all > MOST_NAMED) {
            notices.add(all - MOST_NAMED + " more " + what + " cannot be read.");
        }
    }

    private List<Situation.Log> faulty(boolean archives) {
        return situation.logs().stream()
                .filter(log -> log.archive() == archives && log.fault() != null)
                .toList();
    }

    private String since(Optional<Instant> read) {
        return wording.second(read.or(following::lastLooked).orElse(situation.started()));
    }
}
