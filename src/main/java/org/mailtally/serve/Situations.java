package org.mailtally.serve;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.mailtally.counts.Question;
import org.mailtally.counts.Series;
import org.mailtally.dashboard.Situation;
import org.mailtally.source.PossibleGap;
import org.mailtally.source.file.FollowedLog;
import org.mailtally.source.file.Following;
import org.mailtally.store.StoreWatch;
import org.mailtally.tally.TrackerDefinition;
import org.mailtally.tally.Trackers;
import org.mailtally.usual.Band;
import org.mailtally.usual.Expected;

/** The gathering of what is known now: the folder, the logs, the store and the last hour. Thread-safe. */
public final class Situations {

    private static final int WINDOWS = 13;
    private static final int MOST_GAPS = 100;

    private final Instance instance;
    private final Supplier<AnswerSettings> settings;
    private final Folder folder;
    private final Following following;
    private final Trackers trackers;
    private final StoreWatch watch;
    private final Edits edits;
    private final Notices notices;
    private final Supplier<List<PossibleGap>> gaps;
    private final Clock clock;
    private final UsualHour usual;
    private volatile @Nullable Series lastKnown;

    /**
     * What does not change while the process runs.
     *
     * @param version Mailtally's version
     * @param source the source's name
     * @param started when it was started
     * @param storeAddress the store's address, without user and password
     */
    public record Instance(String version, String source, Instant started, String storeAddress) {}

    /** What became of the operators' edits. */
    @FunctionalInterface
    public interface Edits {
        Situation.Edits now();
    }

    /** What needs an operator's eye beside the state: one line each. */
    @FunctionalInterface
    public interface Notices {
        List<String> now();
    }

    public Situations(
            Instance instance,
            Supplier<AnswerSettings> settings,
            Folder folder,
            Following following,
            Trackers trackers,
            StoreWatch watch,
            Edits edits,
            Notices notices,
            Supplier<List<PossibleGap>> gaps,
            Clock clock) {
        this.gaps = gaps;
        this.instance = instance;
        this.settings = settings;
        this.folder = folder;
        this.following = following;
        this.trackers = trackers;
        this.watch = watch;
        this.edits = edits;
        this.notices = notices;
        this.clock = clock;
        this.usual = new UsualHour(settings, clock);
    }

    /** What has to be read to know what is usual in the last hour; null where that is known. */
    @Nullable
    PastWeeks past() {
        return usual.wanted(trackers.names());
    }

    /** Learns what is usual from what was read. */
    void learn(PastWeeks past, StoreAnswer store, List<? extends Iterable<Document>> rows) {
        usual.learn(past, store, rows);
    }

    /** Requests the last hour of every tracker. */
    Question question() {
        AnswerSettings now = settings.get();
        return Question.lastHour(trackers.names(), clock.instant(), now.zone()).joining(now.silence());
    }

    /**
     * What is known.
     *
     * @param series the last hour; null where the store does not answer: then what was known last
     */
    Situation gather(@Nullable Series series) {
        if (series != null) {
            lastKnown = series;
        }
        Series known = lastKnown;
        Folder.Look look = folder.look();
        List<FollowedLog> logs = following.logs();
        Set<String> live = following.live().stream().map(FollowedLog::name).collect(Collectors.toUnmodifiableSet());
        StoreWatch.State store = watch.state();
        AnswerSettings now = settings.get();
        return new Situation(
                clock.instant(),
                now.zone(),
                instance.version(),
                instance.source(),
                instance.started(),
                now.silence(),
                new Situation.Store(
                        instance.storeAddress(),
                        store.answers(),
                        store.since(),
                        store.answers() ? null : store.fault(),
                        known != null && hasRows(known)),
                look.folder(),
                logs.stream().map(log -> log(log, !live.contains(log.name()))).toList(),
                trackers.definitions().stream()
                        .map(definition -> hour(definition, known))
                        .toList(),
                hour(Trackers.LINES, "Lines read", null, known),
                backlog(logs),
                edits.now(),
                notices.now(),
                gaps.get().stream()
                        .sorted(Comparator.comparing(PossibleGap::to).reversed())
                        .limit(MOST_GAPS)
                        .map(gap -> new Situation.Gap(gap.log(), gap.name(), gap.from(), gap.to(), gap.reason()))
                        .toList());
    }

    /** How far the logs on disk are counted for trackers that changed; null where they all are. */
    public static Situation.@Nullable Recount recount(List<String> labels, Following following) {
        Map<String, Long> behind = following.behind();
        long total = 0;
        long counted = 0;
        int logs = 0;
        int left = 0;
        for (FollowedLog log : following.logs()) {
            if (log.fault() == null) {
                Long reached = behind.get(log.name());
                logs++;
                total += log.size();
                left += reached == null ? 0 : 1;
                counted += reached == null ? log.size() : log.compressed() ? 0 : Math.min(reached, log.size());
            }
        }
        return left == 0 ? null : new Situation.Recount(labels, counted, total, left, logs);
    }

    private static Situation.Log log(FollowedLog log, boolean archive) {
        return new Situation.Log(
                log.name(),
                log.log() == null ? "" : log.log().hex(),
                log.size(),
                log.position(),
                archive,
                log.looked(),
                log.lastLine(),
                log.lastLineTime(),
                log.fault());
    }

    private Situation.Hour hour(TrackerDefinition definition, @Nullable Series series) {
        return hour(definition.name(), definition.label(), definition.by(), series);
    }

    private Situation.Hour hour(String name, String label, @Nullable String by, @Nullable Series series) {
        List<@Nullable Long> windows = new ArrayList<>();
        int tracker = series == null ? -1 : series.trackers().indexOf(name);
        for (int slot = 0; slot < WINDOWS; slot++) {
            windows.add(series == null || tracker < 0 ? null : series.count(tracker, slot));
        }
        return new Situation.Hour(name, label, windows, trackers.undecided(name), by, usual(name));
    }

    private Situation.@Nullable Usual usual(String name) {
        Expected expected = usual.of(name);
        if (expected == null) {
            return null;
        }
        Band band = expected.band();
        return band == null
                ? new Situation.Usual(expected.weeks(), false, 0, 0)
                : new Situation.Usual(expected.weeks(), true, band.low(), band.high());
    }

    private static boolean hasRows(Series series) {
        for (int tracker = 0; tracker < series.trackers().size(); tracker++) {
            if (series.sum(tracker, 0, series.slots().size()).slots() > 0) {
                return true;
            }
        }
        return false;
    }

    private static Situation.Backlog backlog(List<FollowedLog> logs) {
        long total = 0;
        long counted = 0;
        for (FollowedLog log : logs) {
            if (log.fault() == null) {
                total += log.size();
                boolean toItsEnd = log.looked() != null;
                Long position = log.position();
                counted += toItsEnd
                        ? log.size()
                        : position == null || log.compressed() ? 0 : Math.min(position, log.size());
            }
        }
        return new Situation.Backlog(total - counted, total);
    }
}
