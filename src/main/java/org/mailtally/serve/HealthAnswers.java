package org.mailtally.serve;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.mailtally.counts.Question;
import org.mailtally.counts.Series;
import org.mailtally.dashboard.Dashboard;
import org.mailtally.dashboard.Health;
import org.mailtally.http.HttpQuery;
import org.mailtally.http.HttpReply;
import org.mailtally.store.Find;
import org.mailtally.store.StoreWatch;

/** The answers of {@code /health}: how it is doing, as the page says it. Thread-safe. */
public final class HealthAnswers {

    private final Situations situations;
    private final Dashboard dashboard;
    private final StoreAnswer store;
    private final StoreWatch watch;

    public HealthAnswers(Situations situations, Dashboard dashboard, StoreWatch watch) {
        this.situations = situations;
        this.dashboard = dashboard;
        this.store = new StoreAnswer(watch);
        this.watch = watch;
    }

    /**
     * A request, understood.
     *
     * @param question what is queried
     * @param past what is queried to know what is usual; null where that is known
     * @param zone the zone to word times in, an IANA id; null for the display zone
     */
    public record Parsed(Question question, @Nullable PastWeeks past, @Nullable String zone) {

        /** What is queried. */
        public List<Find> getFinds() {
            List<Find> finds = new ArrayList<>(question.getFinds());
            finds.addAll(past == null ? List.of() : past.finds());
            return finds;
        }
    }

    /** Understands a request. */
    public Parsed parse(Exchange exchange) {
        return new Parsed(
                situations.question(), situations.past(), HttpQuery.of(exchange).first("zone"));
    }

    /** Answers a request; the store's fault is part of the answer. */
    public void answer(Parsed requested, @Nullable List<? extends Iterable<Document>> rows, Exchange exchange) {
        List<? extends Iterable<Document>> found = rows == null ? List.of() : rows;
        int split = Math.min(found.size(), requested.question().getFinds().size());
        PastWeeks past = requested.past();
        Series series = store.series(requested.question(), found.subList(0, split));
        if (series != null && past != null) {
            situations.learn(past, store, found.subList(split, found.size()));
        }
        Health health = dashboard.health(situations.gather(series), requested.zone());
        HttpReply.text(exchange, health.status(), "application/json; charset=utf-8", Map.of(), health.json());
    }

    /** Answers that the process lives, which whoever gets this knows. */
    public void live(Exchange exchange) {
        HttpReply.text(exchange, 200, "text/plain; charset=utf-8", Map.of(), "live\n");
    }

    /** Answers whether it can do its work: 200 or 503. The store is not queried, so that none keeps a probe waiting. */
    public void ready(Exchange exchange) {
        boolean isReady = watch.state().answers();
        HttpReply.text(
                exchange,
                isReady ? 200 : 503,
                "text/plain; charset=utf-8",
                Map.of(),
                isReady ? "ready\n" : "the store does not answer\n");
    }
}
