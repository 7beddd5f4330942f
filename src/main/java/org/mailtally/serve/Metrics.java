package org.mailtally.serve;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.mailtally.dashboard.Situation;
import org.mailtally.dashboard.Situation.Hour;
import org.mailtally.dashboard.Situation.Log;
import org.mailtally.tally.Trackers;

/**
 * The meters of this process. Their labels are bounded: the active trackers, and of the logs that lines are still
 * written to the newest. Not thread-safe.
 */
final class Metrics {

    private static final int MOST_LOGS = 50;
    private static final String BYTES = "bytes";
    private static final String LOG = "log";
    private static final String TRACKER = "tracker";

    private final PrometheusMeterRegistry registry;
    private final StoredLines stored;
    private final Map<String, Meter> matched = new HashMap<>();
    private final MultiGauge undecided;
    private final MultiGauge lastLine;
    private final MultiGauge readToEnd;
    private Situation now;

    /**
     * @param registry where they are, beside those of the routes
     * @param stored what is counted and stored
     * @param longLines the lines of which only the beginning was looked at
     */
    Metrics(
            PrometheusMeterRegistry registry,
            Situation now,
            StoredLines stored,
            LongSupplier longLines,
            MetricsAnswers.Sources sources) {
        this.registry = registry;
        this.now = now;
        this.stored = stored;
        undecided = MultiGauge.builder("mailtally.undecided.lines")
                .description("Lines that a pattern could not decide on, since the start or the tracker's last edit")
                .register(registry);
        lastLine = times("mailtally.log.last.line.timestamp", "When the last new line of a log was read");
        readToEnd = times("mailtally.log.read.to.end.timestamp", "When a log was last read to its end, grown or not");
        counting(longLines, sources);
        looking(sources);
        editing(sources);
        process();
    }

    /**
     * All meters, as Prometheus reads them.
     *
     * @param contentType the form: Prometheus's own or OpenMetrics
     */
    String text(Situation situation, String contentType) {
        now = situation;
        matched();
        undecided.register(
                now.trackers().stream()
                        .map(tracker -> MultiGauge.Row.of(Tags.of(TRACKER, tracker.name()), tracker.undecided()))
                        .toList(),
                true);
        List<Log> live = now.logs().stream()
                .filter(log -> !log.archive())
                .limit(MOST_LOGS)
                .toList();
        lastLine.register(times(live, Log::lastLine), true);
        readToEnd.register(times(live, Log::lastRead), true);
        return registry.scrape(contentType);
    }

    private void counting(LongSupplier longLines, MetricsAnswers.Sources sources) {
        counter(
                "read.lines",
                "Lines counted and stored, once more where recounted",
                () -> stored.lines(Trackers.LINES));
        counter("long.lines", "Lines of which only the first MiB was looked at", longLines);
        FunctionCounter.builder("mailtally.read", this, meters -> meters.stored.bytes())
                .description("Uncompressed bytes of logs counted and stored, once more where recounted")
                .baseUnit(BYTES)
                .register(registry);
        counter(
                "faults",
                "Polls and other runs of routes that failed; what a poll did not count is read again",
                sources.faults());
    }

    /** A counter for each active tracker. */
    private void matched() {
        List<String> names = now.trackers().stream().map(Hour::name).toList();
        for (String known : List.copyOf(matched.keySet())) {
            if (!names.contains(known)) {
                registry.remove(matched.remove(known));
            }
        }
        for (String name : names) {
            matched.computeIfAbsent(name, tracker -> FunctionCounter.builder(
                            "mailtally.matched.lines", stored, lines -> lines.lines(tracker))
                    .description("Lines that a tracker matched, counted and stored, once more where recounted")
                    .tag(TRACKER, tracker)
                    .register(registry));
        }
    }

    private void looking(MetricsAnswers.Sources sources) {
        gauge("followed.logs", "Files that are followed, archives among them", known -> known.logs()
                .size());
        gauge(
                "unread.logs",
                "Files that are followed and cannot be read, or not on from where they were",
                known ->
                        known.logs().stream().filter(log -> log.fault() != null).count());
        bytes("backlog", "Bytes on disk that are not counted yet", known -> known.backlog()
                .toRead());
        gauge("possible.gaps", "Times in which lines may have been written that nobody read", known -> sources.gaps()
                .getAsLong());
        gauge(
                "store.up",
                "1 where the store answers and takes what is counted, else 0",
                known -> known.store().up() ? 1 : 0);
    }

    private void editing(MetricsAnswers.Sources sources) {
        gauge(
                "edit.refused",
                "1 while the route files are wrong, so that the previous ones run, else 0",
                known -> known.edits().refused() == null ? 0 : 1);
        counter("edits.refused", "Edits of route files that were wrong and changed nothing", sources.editsRefused());
        counter("edits.taken", "Edits of route files that went live", sources.editsTaken());
        gauge(
                "recount.logs",
                "Logs that are still to be counted for new or changed trackers",
                known -> recount(known, Situation.Recount::logsLeft));
        bytes(
                "recount.left",
                "Bytes on disk that are still to be counted for new or changed trackers",
                known -> recount(known, recount -> recount.total() - recount.counted()));
        gauge(
                "superseded.trackers",
                "Trackers that another process counts by a later definition, and this one not",
                known -> sources.superseded().getAsLong());
    }

    private static long recount(Situation known, ToLongFunction<Situation.Recount> of) {
        Situation.Recount recount = known.edits().recount();
        return recount == null ? 0 : of.applyAsLong(recount);
    }

    private void process() {
        Gauge.builder("mailtally.build.info", () -> 1)
                .description("The version that runs")
                .tag("version", now.version())
                .register(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmGcMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    private void counter(String name, String help, LongSupplier count) {
        FunctionCounter.builder("mailtally." + name, this, meters -> count.getAsLong())
                .description(help)
                .register(registry);
    }

    private void gauge(String name, String help, ToLongFunction<Situation> value) {
        gauge(name, help, null, value);
    }

    private void bytes(String name, String help, ToLongFunction<Situation> value) {
        gauge(name, help, BYTES, value);
    }

    private void gauge(String name, String help, @Nullable String unit, ToLongFunction<Situation> value) {
        Gauge.builder("mailtally." + name, this, meters -> value.applyAsLong(meters.now))
                .description(help)
                .baseUnit(unit)
                .register(registry);
    }

    private MultiGauge times(String name, String help) {
        return MultiGauge.builder(name)
                .description(help + ": of logs that lines are still written to, the newest " + MOST_LOGS)
                .baseUnit("seconds")
                .register(registry);
    }

    private static List<MultiGauge.Row<?>> times(List<Log> logs, Function<Log, @Nullable Instant> of) {
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        for (Log log : logs) {
            Instant time = of.apply(log);
            if (time != null) {
                rows.add(MultiGauge.Row.of(Tags.of(LOG, log.name()), time.toEpochMilli() / 1e3));
            }
        }
        return rows;
    }
}
