package org.mailtally.serve;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.camel.Exchange;
import org.eclipse.jetty.http.QuotedQualityCSV;
import org.jspecify.annotations.Nullable;
import org.mailtally.dashboard.Situation;
import org.mailtally.http.HttpQuery;
import org.mailtally.http.HttpReply;
import org.mailtally.tally.Tally;
import org.mailtally.tally.Trackers;

/**
 * The answers of {@code /metrics}: what is known now, and what this process counted since its start, as Prometheus reads
 * it. The store is not queried, so that a store that hangs keeps no scrape waiting. Thread-safe.
 */
public final class MetricsAnswers {

    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final String OPEN_METRICS = "application/openmetrics-text";
    private static final String OPEN_METRICS_TEXT = OPEN_METRICS + "; version=1.0.0; charset=utf-8";

    private final PrometheusMeterRegistry registry;
    private final Situations situations;
    private final Trackers trackers;
    private final Sources sources;
    private final StoredLines stored = new StoredLines();
    private @Nullable Metrics metrics;

    /**
     * What is counted elsewhere, since the start.
     *
     * @param faults the steps of routes that failed
     * @param gaps the possible gaps that are known
     * @param superseded the trackers that another process counts by a later definition
     * @param editsTaken the edits of route files that went live
     * @param editsRefused the edits of route files that were wrong
     */
    public record Sources(
            LongSupplier faults,
            LongSupplier gaps,
            LongSupplier superseded,
            LongSupplier editsTaken,
            LongSupplier editsRefused) {}

    /** @param registry where the meters are, those of the routes too */
    public MetricsAnswers(PrometheusMeterRegistry registry, Situations situations, Trackers trackers, Sources sources) {
        this.registry = registry;
        this.situations = situations;
        this.trackers = trackers;
        this.sources = sources;
    }

    /** Takes note of a tally that is stored. */
    public void stored(Tally tally) {
        stored.add(tally);
    }

    /** Answers a request. */
    public void answer(Exchange exchange) {
        String form = form(HttpQuery.header(exchange, "Accept"));
        HttpReply.text(exchange, 200, form, Map.of("Vary", "Accept"), text(form));
    }

    /** The form that a request would have most of all: OpenMetrics where it says so, else Prometheus's own. */
    private static String form(@Nullable String accept) {
        QuotedQualityCSV accepted = new QuotedQualityCSV();
        accepted.addValue(accept == null ? "" : accept);
        for (String each : accepted.getValues()) {
            String type = each.toLowerCase(Locale.ROOT).replace(" ", "");
            if (type.equals(OPEN_METRICS) || type.startsWith(OPEN_METRICS + ";version=1.0.0")) {
                return OPEN_METRICS_TEXT;
            }
            if (type.startsWith("text/plain") || type.startsWith("text/*") || type.startsWith("*/*")) {
                return PROMETHEUS_TEXT;
            }
        }
        return PROMETHEUS_TEXT;
    }

    /** One scrape after the other: each is of one instant. The meters are made when the first one comes. */
    private synchronized String text(String form) {
        List<String> names = trackers.names();
        stored.keepOnly(names);
        Situation now = situations.gather(null);
        Metrics meters = metrics;
        if (meters == null) {
            meters = new Metrics(registry, now, stored, trackers::longLines, sources);
            metrics = meters;
        }
        return meters.text(now, form);
    }
}
