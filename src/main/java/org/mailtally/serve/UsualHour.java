package org.mailtally.serve;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.mailtally.tally.Step;
import org.mailtally.usual.Expected;
import org.mailtally.usual.Usual;

/** What is usual in the last hour, learned once for each window, and again while weeks are missing. Thread-safe. */
final class UsualHour {

    private static final Duration HOUR = Duration.ofHours(1);

    /** While archives are counted there is more to learn from. */
    private static final Duration WHILE_WEEKS_ARE_MISSING = Duration.ofSeconds(30);

    private final Supplier<AnswerSettings> settings;
    private final Clock clock;
    private volatile @Nullable Learned learned;

    /**
     * What was learned.
     *
     * @param to the end of the hour
     * @param at when that was
     */
    private record Learned(List<String> trackers, Instant to, ZoneId zone, Instant at, Map<String, Expected> expected) {

        private boolean isOf(List<String> names, Instant end, ZoneId displayed) {
            return trackers.equals(names) && to.equals(end) && zone.equals(displayed);
        }

        private boolean isWhole() {
            return expected.values().stream().allMatch(each -> each.weeks() == Usual.WEEKS);
        }
    }

    UsualHour(Supplier<AnswerSettings> settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** What has to be read; null where it is known. */
    @Nullable
    PastWeeks wanted(List<String> trackers) {
        AnswerSettings now = settings.get();
        Learned known = learned;
        boolean isKnown = known != null
                && known.isOf(trackers, end(), now.zone())
                && (known.isWhole() || known.at().plus(WHILE_WEEKS_ARE_MISSING).isAfter(clock.instant()));
        return isKnown ? null : PastWeeks.of(trackers, end(), HOUR, now.zone(), now.silence());
    }

    /** Learns from what was read; nothing where the store did not answer. */
    void learn(PastWeeks past, StoreAnswer store, List<? extends Iterable<Document>> rows) {
        Map<String, Expected> expected = past.learn(store, rows);
        if (expected != null) {
            learned = new Learned(past.trackers(), past.to(), past.zone(), clock.instant(), expected);
        }
    }

    /** What is expected of a tracker in the last hour; null where that was not learned. */
    @Nullable
    Expected of(String tracker) {
        Learned known = learned;
        return known != null
                        && known.to().equals(end())
                        && known.zone().equals(settings.get().zone())
                ? known.expected().get(tracker)
                : null;
    }

    private Instant end() {
        return Instant.ofEpochSecond(Step.WINDOW.startOf(clock.instant().getEpochSecond()));
    }
}
