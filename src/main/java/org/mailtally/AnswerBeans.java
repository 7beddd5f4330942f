package org.mailtally;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.component.micrometer.routepolicy.MicrometerRoutePolicyFactory;
import org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy;
import org.mailtally.check.State;
import org.mailtally.command.Version;
import org.mailtally.dashboard.Dashboard;
import org.mailtally.gviz.DataSource;
import org.mailtally.http.HostNames;
import org.mailtally.http.HttpServer;
import org.mailtally.http.Turns;
import org.mailtally.http.WorkbenchKey;
import org.mailtally.serve.AnswerSettings;
import org.mailtally.serve.ChartFiles;
import org.mailtally.serve.CheckAnswers;
import org.mailtally.serve.CountsAnswers;
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
import org.mailtally.source.file.Following;
import org.mailtally.store.StoreWatch;
import org.mailtally.tally.Trackers;
import org.mailtally.workbench.Workbench;

/** The beans that answer: the data source, the pages, the check, health, metrics and the workbench. */
final class AnswerBeans {

    private static final Duration LONGEST_WAIT_FOR_MEMORY = Duration.ofSeconds(10);

    /** The part of the memory that is kept for checks, whatever else is answered. */
    private static final int PART_FOR_CHECKS = 8;

    private final LiveSettings live;
    private final Settings settings;
    private final Clock clock;
    private final CountingBeans counting;
    private final Following following;
    private final Edits edits;
    private final WorkbenchKey workbenchKey;
    private final AlertBeans alerting;

    AnswerBeans(
            LiveSettings live,
            Clock clock,
            CountingBeans counting,
            Following following,
            Edits edits,
            WorkbenchKey workbenchKey,
            AlertBeans alerting) {
        this.live = live;
        this.settings = live.get();
        this.clock = clock;
        this.counting = counting;
        this.following = following;
        this.edits = edits;
        this.workbenchKey = workbenchKey;
        this.alerting = alerting;
    }

    /** @param storeAddress where the store is, without passwords */
    void bind(Wiring.Beans beans, Folder folder, String storeAddress) {
        Trackers trackers = counting.trackers();
        StoreWatch watch = counting.watch();
        FromSettings<AnswerSettings> answerSettings = new FromSettings<>(live, AnswerBeans::answerSettings);
        DataSource dataSource = new DataSource(new FromSettings<>(live, AnswerBeans::access), clock);
        Dashboard dashboard = new Dashboard(settings.flag(Setting.WORKBENCH_ENABLED));
        Instant started = clock.instant();
        Situations situations = new Situations(
                new Situations.Instance(Version.text(), settings.get(Setting.MAILLOG_SOURCE), started, storeAddress),
                answerSettings,
                folder,
                following,
                trackers,
                watch,
                edits::now,
                this::notices,
                counting.gaps()::known,
                clock);
        long memory = Runtime.getRuntime().maxMemory();
        Turns turns = new Turns(memory, LONGEST_WAIT_FOR_MEMORY);
        Turns turnsOfChecks = new Turns(memory / PART_FOR_CHECKS, LONGEST_WAIT_FOR_MEMORY);
        Watch looking = new Watch(following, answerSettings, started, clock);
        beans.bind(
                "jetty-component",
                new HttpServer(
                        new HostNames(settings.get(Setting.HTTP_HOST), new FromSettings<>(live, AnswerBeans::names)),
                        Guards.access(settings),
                        Guards.tls(settings)));
        beans.bind("mailtally.answers", new GroupedBodyAggregationStrategy());
        beans.bind(
                "mailtally.data-source",
                new DataSourceAnswers(
                        dataSource,
                        trackers,
                        counting.readings()::previous,
                        answerSettings,
                        watch,
                        settings.isEmbedded(),
                        clock,
                        System::nanoTime,
                        turns));
        beans.bind(
                "mailtally.counts",
                new CountsAnswers(
                        dataSource,
                        trackers,
                        counting.readings()::previous,
                        answerSettings,
                        watch,
                        clock,
                        System::nanoTime,
                        turns));
        beans.bind("mailtally.check", new CheckAnswers(trackers, looking, watch, clock, turnsOfChecks));
        beans.bind("mailtally.health", new HealthAnswers(situations, dashboard, watch));
        beans.bind("mailtally.page", new PageAnswers(dashboard, settings.path(Setting.CHARTS_DIRECTORY), workbenchKey));
        beans.bind("mailtally.charts", new ChartFiles(situations, dashboard, trackers, dataSource, watch));
        bindMetrics(beans, situations);
        bindWorkbench(beans, folder);
    }

    private void bindMetrics(Wiring.Beans beans, Situations situations) {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        registry.config().namingConvention(new SnakeCase());
        MicrometerRoutePolicyFactory ofRoutes = new MicrometerRoutePolicyFactory();
        ofRoutes.setMeterRegistry(registry);
        beans.bind("mailtally.route-metrics", ofRoutes);
        beans.bind(
                "mailtally.metrics",
                new MetricsAnswers(
                        registry,
                        situations,
                        counting.trackers(),
                        new MetricsAnswers.Sources(
                                counting.faults()::noted,
                                () -> counting.gaps().known().size(),
                                () -> counting.readings().superseded().size(),
                                edits::taken,
                                edits::refusals)));
    }

    private List<String> notices() {
        return Stream.of(
                        live.faults().stream(),
                        counting.refusals(),
                        following.remarks().stream(),
                        alerting.remarks().stream())
                .flatMap(lines -> lines)
                .toList();
    }

    private void bindWorkbench(Wiring.Beans beans, Folder folder) {
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

    private static DataSource.Access access(Settings now) {
        // A browser shows a user's password to any page that has it load a script from here.
        boolean hasUsers = !now.get(Setting.HTTP_USERS).isEmpty();
        return new DataSource.Access(listed(now, Setting.GVIZ_ORIGINS), hasUsers || now.flag(Setting.GVIZ_RESTRICTED));
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
}
