package org.mailtally;

import com.mongodb.client.MongoClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy;
import org.jspecify.annotations.Nullable;
import org.mailtally.check.State;
import org.mailtally.command.Version;
import org.mailtally.dashboard.Dashboard;
import org.mailtally.dashboard.Situation;
import org.mailtally.follow.ActiveTrackers;
import org.mailtally.follow.Faults;
import org.mailtally.follow.Lookout;
import org.mailtally.follow.PollThread;
import org.mailtally.follow.Polls;
import org.mailtally.follow.SeenFiles;
import org.mailtally.gviz.DataSource;
import org.mailtally.http.HostNames;
import org.mailtally.http.HttpServer;
import org.mailtally.http.Turns;
import org.mailtally.http.WorkbenchKey;
import org.mailtally.reload.Refusal;
import org.mailtally.reload.RouteCheck;
import org.mailtally.reload.RouteReloader;
import org.mailtally.serve.AnswerSettings;
import org.mailtally.serve.ChartFiles;
import org.mailtally.serve.CheckAnswers;
import org.mailtally.serve.DataSourceAnswers;
import org.mailtally.serve.Folder;
import org.mailtally.serve.HealthAnswers;
import org.mailtally.serve.MetricsAnswers;
import org.mailtally.serve.PageAnswers;
import org.mailtally.serve.Situations;
import org.mailtally.serve.Watch;
import org.mailtally.serve.WorkbenchAnswers;
import org.mailtally.settings.FromSettings;
import org.mailtally.settings.LiveSettings;
import org.mailtally.settings.Setting;
import org.mailtally.settings.Settings;
import org.mailtally.settings.SourceFile;
import org.mailtally.settle.Archives;
import org.mailtally.settle.Files;
import org.mailtally.settle.Gaps;
import org.mailtally.settle.Sources;
import org.mailtally.source.Processors;
import org.mailtally.source.file.FolderWatch;
import org.mailtally.source.file.FollowedFolder;
import org.mailtally.source.file.Following;
import org.mailtally.source.file.LogFiles;
import org.mailtally.source.file.Logs;
import org.mailtally.source.file.Sightings;
import org.mailtally.store.Checkpoints;
import org.mailtally.store.Horizons;
import org.mailtally.store.Openings;
import org.mailtally.store.Readings;
import org.mailtally.store.Retention;
import org.mailtally.store.RowIndexes;
import org.mailtally.store.Rows;
import org.mailtally.store.StoreWatch;
import org.mailtally.tally.SilentWindows;
import org.mailtally.tally.TrackerDefinition;
import org.mailtally.tally.Trackers;
import org.mailtally.workbench.Workbench;

/**
 * The one place that wires: every bean that a route names, under a name that begins with {@code mailtally.}, as no
 * tracker's can; and the HTTP server, under the name by which Camel looks for it.
 */
final class Wiring implements AutoCloseable {

    private static final Duration LONGEST_WAIT_FOR_MEMORY = Duration.ofSeconds(10);

    /** The part of the memory that is kept for checks, whatever else is answered. */
    private static final int PART_FOR_CHECKS = 8;

    /** Where beans are bound under their names. */
    @FunctionalInterface
    interface Beans {
        void bind(String name, Object bean);
    }

    private final LiveSettings live;
    private final FromSettings<AnswerSettings> answerSettings;
    private final Settings settings;
    private final Clock clock;
    private final WorkbenchKey workbenchKey;
    private final Following following;
    private final SeenFiles seen;
    private final ActiveTrackers activeTrackers;
    private final LogFiles files;
    private final FolderWatch folderWatch;
    private final PollThread pollThread;
    private final Processors processors = Processors.ofMachine();
    private volatile @Nullable RouteReloader edited;

    Wiring(LiveSettings live, Clock clock) {
        this.live = live;
        this.settings = live.get();
        this.answerSettings = new FromSettings<>(live, Wiring::answerSettings);
        this.clock = clock;
        this.workbenchKey = WorkbenchKey.fresh(settings.number(Setting.HTTP_PORT));
        this.following = new Following(clock);
        this.seen = new SeenFiles(following);
        this.files = new LogFiles(
                settings.path(Setting.MAILLOG_DIRECTORY), included(), settings.number(Setting.MAILLOG_DEPTH));
        this.folderWatch = new FolderWatch(files);
        this.pollThread = new PollThread(folderWatch, System::nanoTime);
        this.activeTrackers = new ActiveTrackers(seen, following, pollThread);
    }

    /** What opens the lines of the logs in the workbench. */
    WorkbenchKey workbenchKey() {
        return workbenchKey;
    }

    /** Ends the threads that routes use; for when they have stopped. */
    @Override
    public void close() {
        folderWatch.close();
        pollThread.shutdownNow();
        processors.close();
    }

    /** The trackers that are counted; none before some are activated. */
    ActiveTrackers activeTrackers() {
        return activeTrackers;
    }

    /** The check of route files that use the beans bound by this. */
    RouteCheck check(Map<String, Object> beans) {
        Map<String, Object> idle = new HashMap<>(beans);
        idle.put("mailtally.store", IdleStore.client());
        return new RouteCheck(settings.forRoutes(), idle, new TrackerBeans());
    }

    /** The watch over the route files of a process. */
    RouteReloader reloader(Map<String, Object> beans) {
        RouteReloader reloader =
                new RouteReloader(settings.home().resolve("routes"), check(beans), activeTrackers::put, clock);
        edited = reloader;
        return reloader;
    }

    /** Binds the beans into a process that is still to be started. */
    void bind(Beans beans, MongoClient store, String storeAddress) {
        String source = settings.get(Setting.MAILLOG_SOURCE);
        Trackers trackers = new Trackers(
                activeTrackers, settings.number(Setting.BY_LIMIT), processors, settings.flag(Setting.MAILLOG_REPEATS));
        StoreWatch watch = new StoreWatch(clock);
        Sightings sightings = new Sightings(files, source, clock, System::nanoTime);
        Gaps gaps = new Gaps(sightings);
        beans.bind("mailtally.poll-thread", pollThread);
        SilentWindows silentWindows = new SilentWindows(source, clock, System::nanoTime);
        FollowedFolder followed = new FollowedFolder(files, following, clock);
        beans.bind("mailtally.polls", new Polls(new Lookout(followed, sightings, silentWindows), pollThread));
        Logs logs = new Logs(files, source, settings.zone(Setting.MAILLOG_ZONE), following, sightings, clock);
        Sources sources = new Sources(logs, source, () -> SourceFile.keep(settings));
        RowIndexes indexes = new RowIndexes(!settings.isEmbedded());
        Readings readings = new Readings(trackers, settings.get(Setting.MAILLOG_ZONE), clock, recounted -> {
            sources.askAgain();
            indexes.makeAgain();
            activeTrackers.recount(recounted);
        });
        Checkpoints checkpoints = new Checkpoints(trackers, readings);
        Archives archives = new Archives(logs, trackers, checkpoints, source);
        Faults faults = new Faults(watch);
        beans.bind("mailtally.faults", faults);
        Horizons horizons = new Horizons();
        Openings openings = new Openings(trackers, readings, checkpoints, horizons, silentWindows, watch, indexes);
        beans.bind("mailtally.files", new Files(logs, openings, readings, gaps, sources, archives, clock));
        beans.bind("mailtally.seen", seen);
        beans.bind("mailtally.trackers", trackers);
        beans.bind("mailtally.openings", openings);
        beans.bind("mailtally.retention", new Retention(horizons, this::ages, clock));
        beans.bind("mailtally.rows", new Rows(readings, horizons, source, trackers.byLimit(), indexes));
        beans.bind("mailtally.store", store);

        DataSource dataSource = new DataSource(new FromSettings<>(live, Wiring::access), clock);
        Dashboard dashboard = new Dashboard(settings.flag(Setting.WORKBENCH_ENABLED));
        Folder folder = new Folder(
                settings.path(Setting.MAILLOG_DIRECTORY), included(), settings.number(Setting.MAILLOG_DEPTH));
        Instant started = clock.instant();
        Situations situations = new Situations(
                new Situations.Instance(Version.text(), source, started, storeAddress),
                answerSettings,
                folder,
                following,
                trackers,
                watch,
                this::edits,
                () -> notices(live, readings, sources, following),
                gaps::known,
                clock);
        Watch looking = new Watch(following, answerSettings, started, clock);
        bindAnswers(beans, trackers, readings, watch, looking, dataSource, dashboard, situations);
        bindMetrics(beans, trackers, readings, faults, gaps, situations);
        bindWorkbench(beans, folder);
    }

    private void bindAnswers(
            Beans beans,
            Trackers trackers,
            Readings readings,
            StoreWatch watch,
            Watch looking,
            DataSource dataSource,
            Dashboard dashboard,
            Situations situations) {
        beans.bind(
                "jetty-component",
                new HttpServer(
                        new HostNames(settings.get(Setting.HTTP_HOST), new FromSettings<>(live, Wiring::names))));
        beans.bind("mailtally.answers", new GroupedBodyAggregationStrategy());
        long memory = Runtime.getRuntime().maxMemory();
        Turns turns = new Turns(memory, LONGEST_WAIT_FOR_MEMORY);
        Turns turnsOfChecks = new Turns(memory / PART_FOR_CHECKS, LONGEST_WAIT_FOR_MEMORY);
        beans.bind(
                "mailtally.data-source",
                new DataSourceAnswers(
                        dataSource,
                        trackers,
                        readings::previous,
                        answerSettings,
                        watch,
                        settings.isEmbedded(),
                        clock,
                        System::nanoTime,
                        turns));
        beans.bind("mailtally.check", new CheckAnswers(trackers, looking, watch, clock, turnsOfChecks));
        beans.bind("mailtally.health", new HealthAnswers(situations, dashboard, watch));
        beans.bind("mailtally.page", new PageAnswers(dashboard, settings.path(Setting.CHARTS_DIRECTORY), workbenchKey));
        beans.bind("mailtally.charts", new ChartFiles(situations, dashboard, trackers, dataSource, watch));
    }

    private Pattern included() {
        return Pattern.compile(settings.get(Setting.MAILLOG_INCLUDE), Pattern.CASE_INSENSITIVE);
    }

    private void bindWorkbench(Beans beans, Folder folder) {
        Workbench workbench = new Workbench(
                folder::files,
                settings.path(Setting.MAILLOG_DIRECTORY),
                settings.zone(Setting.MAILLOG_ZONE),
                clock,
                System::nanoTime);
        beans.bind("mailtally.workbench", new WorkbenchAnswers(workbench, this::workbenchLines, workbenchKey));
    }

    private WorkbenchAnswers.Lines workbenchLines() {
        String shown = live.get().get(Setting.WORKBENCH_LINES);
        return shown.isEmpty()
                ? WorkbenchAnswers.Lines.BY_KEY
                : Boolean.parseBoolean(shown) ? WorkbenchAnswers.Lines.SHOWN : WorkbenchAnswers.Lines.HIDDEN;
    }

    private static AnswerSettings answerSettings(Settings now) {
        return new AnswerSettings(
                now.zone(Setting.DISPLAY_ZONE),
                now.duration(Setting.CHECK_SILENCE),
                State.parse(now.get(Setting.CHECK_SILENCE_STATE)));
    }

    private Retention.Ages ages() {
        Settings now = live.get();
        return new Retention.Ages(now.duration(Setting.RETENTION_WINDOWS), now.duration(Setting.RETENTION_HOURS));
    }

    private static DataSource.Access access(Settings now) {
        return new DataSource.Access(listed(now, Setting.GVIZ_ORIGINS), now.flag(Setting.GVIZ_RESTRICTED));
    }

    private static Set<String> names(Settings now) {
        return listed(now, Setting.HTTP_NAMES).stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The parts of a value between commas. */
    private static Set<String> listed(Settings now, Setting setting) {
        return Arrays.stream(now.get(setting).split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    private void bindMetrics(
            Beans beans, Trackers trackers, Readings readings, Faults faults, Gaps gaps, Situations situations) {
        beans.bind(
                "mailtally.metrics",
                new MetricsAnswers(
                        situations,
                        trackers,
                        new MetricsAnswers.Sources(
                                faults::noted,
                                () -> gaps.known().size(),
                                () -> readings.superseded().size(),
                                () -> edited(RouteReloader::taken, 0L),
                                () -> edited(RouteReloader::refusals, 0L))));
    }

    /** What the watch over the route files knows; something else before there is one. */
    private <T> T edited(Function<RouteReloader, T> known, T without) {
        RouteReloader reloader = edited;
        return reloader == null ? without : known.apply(reloader);
    }

    private Situation.Edits edits() {
        Situation.Refused known = edited(RouteReloader::refused, Optional.<RouteReloader.Refused>empty())
                .map(Wiring::refused)
                .orElse(null);
        return new Situation.Edits(known, recount());
    }

    private static Situation.Refused refused(RouteReloader.Refused known) {
        Refusal refusal = known.refusal();
        return new Situation.Refused(
                refusal.where(),
                refusal.line(),
                refusal.element(),
                refusal.excerpt(),
                refusal.caret(),
                refusal.fault(),
                refusal.remedy(),
                known.since());
    }

    private Situation.@Nullable Recount recount() {
        List<String> labels = activeTrackers.recounted().stream()
                .map(TrackerDefinition::label)
                .toList();
        return labels.isEmpty() ? null : Situations.recount(labels, following);
    }

    private static List<String> notices(LiveSettings live, Readings readings, Sources sources, Following following) {
        Stream<String> superseded = readings.superseded().stream()
                .sorted()
                .map(tracker -> "Another Mailtally on this database counts '" + tracker
                        + "' by a later definition, so this one stopped counting it: give both the same pattern");
        return Stream.of(live.faults().stream(), sources.refusal().stream(), superseded, following.remarks().stream())
                .flatMap(lines -> lines)
                .toList();
    }
}
