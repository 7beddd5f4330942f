package org.mailtally.serve;

import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.mailtally.counts.CountsByValue;
import org.mailtally.counts.Find;
import org.mailtally.counts.Question;
import org.mailtally.counts.Series;
import org.mailtally.gviz.Answer;
import org.mailtally.gviz.DataSource;
import org.mailtally.gviz.Reason;
import org.mailtally.gviz.Request;
import org.mailtally.gviz.Table;
import org.mailtally.store.StoreWatch;
import org.mailtally.tally.TrackerDefinition;
import org.mailtally.tally.Trackers;

/** The answers of {@code /gviz}. Thread-safe. */
public final class DataSourceAnswers {

    private final DataSource source;
    private final Trackers trackers;
    private final ZoneId zone;
    private final StoreAnswer store;
    private final Clock clock;

    public DataSourceAnswers(DataSource source, Trackers trackers, ZoneId zone, StoreWatch watch, Clock clock) {
        this.source = source;
        this.trackers = trackers;
        this.zone = zone;
        this.store = new StoreAnswer(watch);
        this.clock = clock;
    }

    /**
     * A request, understood.
     *
     * @param request the protocol's part of it
     * @param question what is asked of the store; null where nothing need be
     * @param by what its tracker's counts are broken down by; null where they are not
     * @param finds what is asked of the store
     * @param fault why its parameters are wrong; empty where they are not
     */
    public record Asked(
            Request request, @Nullable Question question, @Nullable String by, List<Find> finds, String fault) {

        Asked(Request request, String fault) {
            this(request, null, null, List.of(), fault);
        }
    }

    /** Understands a request. */
    public Asked ask(Exchange exchange) {
        HttpQuery query = HttpQuery.of(exchange);
        boolean authorized = HttpQuery.header(exchange, "X-DataSource-Auth") != null;
        Request request = source.request(query.firsts(), authorized, HttpQuery.header(exchange, "Origin"));
        if (request.refused()) {
            return new Asked(request, "");
        }
        try {
            Question question = Question.parse(query.parameters(), trackers.names(), clock.instant(), zone);
            String by = query.first("by");
            if (by != null) {
                mustBeBrokenDown(question.trackers(), by);
            }
            return new Asked(request, question, by, by == null ? question.getFinds() : question.findsByValue(), "");
        } catch (IllegalArgumentException e) {
            return new Asked(request, String.valueOf(e.getMessage()));
        }
    }

    private void mustBeBrokenDown(List<String> asked, String by) {
        String said = "by=" + (by.length() > 60 ? by.substring(0, 60) + "…" : by) + ": ";
        if (asked.size() != 1) {
            throw new IllegalArgumentException(said + "counts of one tracker are broken down: give one with tracker=");
        }
        String known = trackers.definitions().stream()
                .filter(definition -> definition.name().equals(asked.get(0)))
                .map(TrackerDefinition::by)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(said + "tracker '" + asked.get(0)
                        + "' is not broken down: add  by: host  to it in routes/trackers.camel.yaml"));
        if (!known.equals(by)) {
            throw new IllegalArgumentException(said + "tracker '" + asked.get(0) + "' is broken down by " + known);
        }
    }

    /**
     * Answers a request.
     *
     * @param rows the answers of the store; null where nothing was asked
     */
    public void answer(Asked asked, @Nullable List<? extends Iterable<Document>> rows, Exchange exchange) {
        Answer answer = answer(asked, rows);
        HttpReply.bytes(exchange, 200, answer.contentType(), answer.headers(), answer.body());
    }

    private Answer answer(Asked asked, @Nullable List<? extends Iterable<Document>> rows) {
        Question question = asked.question();
        if (question == null) {
            return source.error(asked.request(), Reason.INVALID_REQUEST, asked.fault());
        }
        Table table = table(question, asked.by(), rows);
        return table == null
                ? source.error(asked.request(), Reason.OTHER, "the store does not answer: " + store.fault())
                : source.answer(asked.request(), table);
    }

    /** Null where the store does not answer. */
    private @Nullable Table table(
            Question question, @Nullable String by, @Nullable List<? extends Iterable<Document>> rows) {
        if (by == null) {
            Series series = store.series(question, rows);
            return series == null ? null : CountTable.of(series, trackers.definitions());
        }
        CountsByValue counts = store.byValue(question, rows);
        return counts == null ? null : CountTable.byValue(counts, by, trackers.definitions());
    }
}
