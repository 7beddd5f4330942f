package org.mailtally.serve;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.apache.camel.Exchange;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.mailtally.counts.Find;
import org.mailtally.counts.Question;
import org.mailtally.counts.Series;
import org.mailtally.gviz.Answer;
import org.mailtally.gviz.DataSource;
import org.mailtally.gviz.Reason;
import org.mailtally.gviz.Request;
import org.mailtally.store.StoreWatch;
import org.mailtally.tally.Trackers;

/** The answers of {@code /gviz}. Thread-safe. */
public final class DataSourceAnswers {

    private final DataSource source;
    private final Trackers trackers;
    private final ZoneId zone;
    private final Duration silence;
    private final StoreAnswer store;
    private final Clock clock;

    /** @param silence a hole shorter than this is none */
    public DataSourceAnswers(
            DataSource source, Trackers trackers, ZoneId zone, Duration silence, StoreWatch watch, Clock clock) {
        this.silence = silence;
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
     * @param fault why its parameters are wrong; empty where they are not
     */
    public record Asked(Request request, @Nullable Question question, String fault) {

        /** What is asked of the store. */
        public List<Find> getFinds() {
            return question == null ? List.of() : question.getFinds();
        }
    }

    /** Understands a request. */
    public Asked ask(Exchange exchange) {
        HttpQuery query = HttpQuery.of(exchange);
        boolean authorized = HttpQuery.header(exchange, "X-DataSource-Auth") != null;
        Request request = source.request(query.firsts(), authorized, HttpQuery.header(exchange, "Origin"));
        if (request.refused()) {
            return new Asked(request, null, "");
        }
        try {
            Question question = Question.parse(query.parameters(), trackers.names(), clock.instant(), zone);
            return new Asked(request, question.joining(silence), "");
        } catch (IllegalArgumentException e) {
            return new Asked(request, null, String.valueOf(e.getMessage()));
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
        Series series = store.series(question, rows);
        if (series == null) {
            return source.error(asked.request(), Reason.OTHER, "the store does not answer: " + store.fault());
        }
        return source.answer(asked.request(), CountTable.of(series, trackers.definitions()));
    }
}
