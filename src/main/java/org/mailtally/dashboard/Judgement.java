package org.mailtally.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The judgement of a situation: tries the states, worst first, and words the first that holds.
 *
 * <p>Too few is judged only once nothing is left to read: before, the count still grows.
 */
final class Judgement {
    /** How long a log may be away from its end before it counts as not followed, and as behind. */
    private static final Duration PATIENCE = Situation.WINDOW.multipliedBy(2);

    private final Situation situation;
    private final Wording wording;
    private final Facts facts;
    private final Following following;
    private final Ordinary ordinary;

    Judgement(Situation situation, ZoneId zone) {
        this.situation = situation;
        this.wording = new Wording(situation.now(), zone);
        this.facts = new Facts(situation, wording);
        this.following = new Following(situation);
        this.ordinary = new Ordinary(situation, wording);
    }

    /** The headline, speaking of the tracker that is furthest from its usual. */
    Headline headline() {
        return headline(ordinary.worst());
    }

    /** The headline, speaking of the given tracker; null if there is none. */
    Headline headline(Situation.@Nullable Hour tracker) {
        return states(tracker)
                .map(Supplier::get)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> stillLearning(tracker));
    }

    private Stream<Supplier<Optional<Headline>>> states(Situation.@Nullable Hour tracker) {
        return Stream.of(
                this::storeAway,
                this::noLogFound,
                this::nobodyLooking,
                this::logSilent,
                () -> judged(State.TOO_MANY, tracker, Ordinary::isTooMany, ordinary::outside),
                this::catchingUp,
                () -> judged(State.TOO_FEW, tracker, Ordinary::isTooFew, ordinary::outside),
                () -> judged(State.HUMMING, tracker, Ordinary::isUsual, ordinary::inside));
    }

    /** The headline of a count that is judged, where that holds of it. */
    private Optional<Headline> judged(
            State state,
            Situation.@Nullable Hour tracker,
            Predicate<Situation.Hour> holds,
            BiFunction<Situation.Hour, Situation.Usual, Phrase> below) {
        if (tracker == null || !holds.test(tracker)) {
            return Optional.empty();
        }
        long count = Objects.requireNonNull(tracker.count());
        Situation.Usual usual = Objects.requireNonNull(tracker.usual());
        return Optional.of(new Headline(
                state,
                Wording.counted(count, "message").and(" in the last hour"),
                below.apply(tracker, usual).and(new Remarks(situation, tracker).missing()),
                facts.ofReading(),
                null));
    }

    private Optional<Headline> storeAway() {
        Situation.Store store = situation.store();
        if (store.up()) {
            return Optional.empty();
        }
        String known = situation.lines().unseen() < Situation.FINISHED ? "This is what was known then. " : "";
        return Optional.of(new Headline(
                State.STORE_AWAY,
                sinceAndFor(store.since()),
                Phrase.of(known + "Nothing is lost: counting goes on from there once the store answers."),
                facts.ofAwayStore(),
                null));
    }

    private Optional<Headline> noLogFound() {
        if (situation.folder().state() == FolderState.FOUND || situation.store().rows()) {
            return Optional.empty();
        }
        return Optional.of(new Headline(
                State.NO_LOG_FOUND,
                Phrase.of("yet, so nothing is counted"),
                new Search(situation.folder()).sentence(),
                List.of(Phrase.of("Looked last at ")
                        .andStrong(wording.second(situation.now()))
                        .and(". This page fills by itself as soon as a line is read.")),
                null));
    }

    private Optional<Headline> nobodyLooking() {
        Instant since = following.lastLooked().orElse(situation.started());
        if (!following.neverBegan() && wording.since(since).compareTo(PATIENCE) <= 0) {
            return Optional.empty();
        }
        Phrase reason = following.whyNot();
        List<Phrase> others = facts.ofReading().stream()
                .filter(fact -> !reason.plain().equals(fact.plain() + "."))
                .toList();
        return Optional.of(new Headline(State.NOBODY_LOOKING, sinceAndFor(since), reason, others, null));
    }

    private Optional<Headline> logSilent() {
        Instant since = following.lastLine();
        if (following.followed().isEmpty() || wording.since(since).compareTo(situation.silence()) <= 0) {
            return Optional.empty();
        }
        return Optional.of(new Headline(
                State.LOG_SILENT,
                Phrase.of("no line for ").and(Wording.span(wording.since(since))),
                following.notGrownSince(wording.time(since)),
                facts.ofReading(),
                null));
    }

    private Optional<Headline> catchingUp() {
        Situation.Backlog backlog = situation.backlog();
        Optional<Situation.Log> behind = situation.logs().stream()
                .filter(log -> log.fault() == null)
                .filter(log ->
                        log.lastRead() == null || wording.since(log.lastRead()).compareTo(PATIENCE) > 0)
                .max((one, other) -> epoch(one.lastLine()).compareTo(epoch(other.lastLine())));
        if (backlog.toRead() <= 0 || backlog.total() <= 0 || behind.isEmpty()) {
            return Optional.empty();
        }
        double read = Math.max(0, 1 - (double) backlog.toRead() / backlog.total());
        Instant upTo = behind.get().lastLineTime();
        Phrase place = upTo == null
                ? Phrase.EMPTY
                : Phrase.strong(behind.get().name()).and(", up to " + wording.date(upTo) + ". ");
        return Optional.of(new Headline(
                State.CATCHING_UP,
                Phrase.strong(Long.toString((long) Math.floor(read * 100)))
                        .and(" % of " + Wording.bytes(backlog.total()) + " of logs read"),
                place.and("The counts grow until it is done."),
                facts.ofReading(),
                read));
    }

    private Headline stillLearning(Situation.@Nullable Hour tracker) {
        Situation.Hour shown = tracker == null ? situation.lines() : tracker;
        Long count = shown.count();
        if (count == null) {
            Instant first = situation.to().plus(Situation.WINDOW);
            return new Headline(
                    State.STILL_LEARNING,
                    Phrase.of("no window is finished yet"),
                    Phrase.of("The first count stands here after ")
                            .andStrong(wording.time(first))
                            .and("."),
                    facts.ofReading(),
                    null);
        }
        Phrase rest =
                Wording.counted(count, tracker == null ? "line" : "message").and(" in the last hour");
        return new Headline(State.STILL_LEARNING, rest, new Remarks(situation, shown).all(), facts.ofReading(), null);
    }

    private Phrase sinceAndFor(Instant since) {
        return Phrase.of("since " + wording.time(since) + ", for ").and(Wording.span(wording.since(since)));
    }

    private static Instant epoch(@Nullable Instant instant) {
        return instant == null ? Instant.EPOCH : instant;
    }
}
