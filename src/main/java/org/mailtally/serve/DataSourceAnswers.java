package org.mailtally.serve;

import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Supplier;
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
    private final Supplier<List<String>> former;
    private final ZoneId zone;
    private final StoreAnswer store;
    private final Clock clock;

    /** @param former the names of trackers that are not in force any more, whose rows are kept */
    public DataSourceAnswers(
            DataSource source,
            Trackers trackers,
            Supplier<List<String>> former,
            ZoneId zone,
            StoreWatch watch,
            Clock clock) {
        this.source = source;
        this.trackers = trackers;
        this.former = former;
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
            return new Asked(
                    request,
                    Question.parse(query.parameters(), trackers.names(), former.get(), clock.instant(), zone),
                    "");
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
