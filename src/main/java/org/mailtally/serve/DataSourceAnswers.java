package org.mailtally.serve;

import java.time.Clock;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.mailtally.counts.Find;
import org.mailtally.counts.Question;
import org.mailtally.counts.Question.Needed;
import org.mailtally.counts.Series;
import org.mailtally.gviz.Answer;
import org.mailtally.gviz.DataSource;
import org.mailtally.gviz.Reason;
import org.mailtally.gviz.Request;
import org.mailtally.gviz.Table;
import org.mailtally.gviz.TimeRange;
import org.mailtally.store.StoreWatch;
import org.mailtally.tally.Trackers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The answers of {@code /gviz}. Thread-safe. */
public final class DataSourceAnswers {

    private static final Logger LOG = LoggerFactory.getLogger(DataSourceAnswers.class);

    private final DataSource source;
    private final Trackers trackers;
    private final Supplier<List<String>> former;
    private final ZoneId zone;
    private final StoreAnswer store;
    private final RecentTables recent;
    private final Clock clock;

    /**
     * @param former the names of trackers that are not in force any more, whose rows are kept
     * @param nanoseconds a clock that is never set, for how long a table may be given again
     */
    public DataSourceAnswers(
            DataSource source,
            Trackers trackers,
            Supplier<List<String>> former,
            ZoneId zone,
            StoreWatch watch,
            Clock clock,
            LongSupplier nanoseconds) {
        this.source = source;
        this.trackers = trackers;
        this.former = former;
        this.zone = zone;
        this.store = new StoreAnswer(watch);
        this.recent = new RecentTables(watch, nanoseconds);
        this.clock = clock;
    }

    /** A request, understood. */
    public static final class Asked {

        private final Request request;
        private final @Nullable String known;
        private final @Nullable Question question;
        private final @Nullable Table table;
        private final RecentTables.Moment moment;
        private final String fault;

        private Asked(
                Request request,
                @Nullable String known,
                @Nullable Question question,
                @Nullable Table table,
                RecentTables.Moment moment,
                String fault) {
            this.request = request;
            this.known = known;
            this.question = question;
            this.table = table;
            this.moment = moment;
            this.fault = fault;
        }

        /** What is asked of the store; nothing where the answer needs none, or is there already. */
        public List<Find> getFinds() {
            return question == null || table != null ? List.of() : question.getFinds();
        }
    }

    /** Understands a request. */
    public Asked ask(Exchange exchange) {
        HttpQuery query = HttpQuery.of(exchange);
        boolean authorized = HttpQuery.header(exchange, "X-DataSource-Auth") != null;
        String known = HttpQuery.header(exchange, "If-None-Match");
        Request request = source.request(query.firsts(), authorized, HttpQuery.header(exchange, "Origin"));
        RecentTables.Moment moment = recent.now();
        if (request.refused()) {
            return new Asked(request, known, null, null, moment, "");
        }
        try {
            Question question = question(query.parameters(), request);
            return new Asked(request.in(question.zone()), known, question, recent.of(question), moment, "");
        } catch (IllegalArgumentException e) {
            return new Asked(request, known, null, null, moment, String.valueOf(e.getMessage()));
        }
    }

    /** Of what is asked for, only what the query looks at is asked of the store. */
    private Question question(Map<String, List<String>> parameters, Request request) {
        List<String> names = trackers.names();
        Set<String> columns = request.columns();
        Set<String> there = new HashSet<>(names);
        there.add(CountTable.TIME);
        there.addAll(parameters.getOrDefault("tracker", List.of()));
        TimeRange range = request.range(CountTable.TIME);
        // A column that is not there is an error, which names all that are.
        boolean some = !columns.isEmpty() && there.containsAll(columns);
        Needed needed = new Needed(some ? columns : null, range.from(), range.to());
        return Question.parse(parameters, names, former.get(), clock.instant(), zone, needed);
    }

    /**
     * Answers a request.
     *
     * @param rows the answers of the store; null where nothing was asked
     */
    public void answer(Asked asked, @Nullable List<? extends Iterable<Document>> rows, Exchange exchange) {
        Answer answer;
        try {
            answer = answer(asked, rows);
        } catch (RuntimeException e) {
            LOG.error("A data source request has no answer; please report this", e);
            answer = source.error(asked.request, Reason.INTERNAL_ERROR, "");
        }
        if (asked.known != null && asked.known.contains(answer.tag())) {
            HttpReply.bytes(exchange, 304, answer.contentType(), answer.headers(), new byte[0]);
        } else {
            HttpReply.bytes(exchange, 200, answer.contentType(), answer.headers(), answer.body());
        }
    }

    private Answer answer(Asked asked, @Nullable List<? extends Iterable<Document>> rows) {
        Question question = asked.question;
        if (question == null) {
            return source.error(asked.request, Reason.INVALID_REQUEST, asked.fault);
        }
        if (asked.table != null) {
            return source.answer(asked.request, asked.table);
        }
        Series series = store.series(question, rows);
        if (series == null) {
            return source.error(asked.request, Reason.OTHER, "the store does not answer: " + store.fault());
        }
        Table table = CountTable.of(series, trackers.definitions());
        recent.keep(question, table, asked.moment);
        return source.answer(asked.request, table);
    }
}
