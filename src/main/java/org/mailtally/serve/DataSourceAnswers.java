package org.mailtally.serve;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.mailtally.counts.CountsByValue;
import org.mailtally.counts.Question;
import org.mailtally.counts.Series;
import org.mailtally.counts.TooMuchException;
import org.mailtally.gviz.Answer;
import org.mailtally.gviz.DataSource;
import org.mailtally.gviz.Request;
import org.mailtally.gviz.table.Reason;
import org.mailtally.gviz.table.Table;
import org.mailtally.http.HttpQuery;
import org.mailtally.http.HttpReply;
import org.mailtally.http.Turns;
import org.mailtally.store.Find;
import org.mailtally.store.StoreWatch;
import org.mailtally.tally.Trackers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The answers of {@code /gviz}. Thread-safe. */
public final class DataSourceAnswers {

    private static final Logger LOG = LoggerFactory.getLogger(DataSourceAnswers.class);

    private final DataSource source;
    private final Trackers trackers;
    private final Supplier<AnswerSettings> settings;
    private final CountRequests requests;
    private final StoreAnswer store;
    private final StoreWatch watch;
    private final Freshness freshness;
    private final Clock clock;
    private final LongSupplier nanoseconds;
    private final Turns turns;
    private final KeptAnswers kept = new KeptAnswers();

    /**
     * @param previous the names of trackers that are no longer active, whose rows are kept
     * @param embedded whether the store is in this process: answers are given again for longer where it is not
     * @param nanoseconds a clock that is never set, for how long an answer may be given again
     * @param turns what may be answered at one time
     */
    public DataSourceAnswers(
            DataSource source,
            Trackers trackers,
            Supplier<List<String>> previous,
            Supplier<AnswerSettings> settings,
            StoreWatch watch,
            boolean embedded,
            Clock clock,
            LongSupplier nanoseconds,
            Turns turns) {
        this.source = source;
        this.trackers = trackers;
        this.settings = settings;
        this.requests = new CountRequests(trackers, previous, settings, clock);
        this.store = new StoreAnswer(watch);
        this.watch = watch;
        this.freshness = new Freshness(embedded);
        this.clock = clock;
        this.nanoseconds = nanoseconds;
        this.turns = turns;
    }

    /**
     * What has to be found out for an answer.
     *
     * @param finds what is queried; nothing where the table is there
     * @param table the table of the counts; null where it has to be read
     * @param read the moment before it was read, or will be
     */
    private record Wanted(
            Request request, Counts counts, List<Find> finds, @Nullable Table table, Recent.Moment read) {}

    /** A request, understood. */
    public static final class Parsed {

        private final @Nullable String known;
        private final @Nullable Wanted wanted;
        private final @Nullable Answer ready;
        private final boolean refused;

        /** Either something is wanted, or the answer is ready. */
        private Parsed(@Nullable String known, @Nullable Wanted wanted, @Nullable Answer ready) {
            this(known, wanted, ready, false);
        }

        /** @param refused whether the answer says that there is no room for one now */
        private Parsed(@Nullable String known, @Nullable Wanted wanted, @Nullable Answer ready, boolean refused) {
            this.known = known;
            this.wanted = wanted;
            this.ready = ready;
            this.refused = refused;
        }

        /** What is queried; nothing where the answer needs none. */
        public List<Find> getFinds() {
            return wanted == null ? List.of() : wanted.finds();
        }
    }

    /** Understands a request. */
    public Parsed parse(Exchange exchange) {
        Recent.Moment now = Recent.Moment.now(watch, nanoseconds);
        String known = HttpQuery.header(exchange, "If-None-Match");
        Sent sent = sent(exchange);
        Answer repeated = kept.answer(sent, now);
        if (repeated != null) {
            return new Parsed(known, null, repeated);
        }
        HttpQuery query = HttpQuery.of(sent.query());
        Request request = source.request(query.firsts(), sent.authorized(), sent.origin());
        if (request.refused()) {
            return new Parsed(known, null, source.error(request, Reason.INVALID_REQUEST, ""));
        }
        try {
            Counts counts = requests.of(query, request);
            Request requested = request.in(counts.question().zone());
            Answer recent = kept.answer(requested, counts, now);
            if (recent != null) {
                if (sent(exchange).equals(sent)) {
                    // Nothing changed while it was understood.
                    kept.understand(sent, requested, counts, now);
                }
                return new Parsed(known, null, recent);
            }
            Wanted wanted = wanted(requested, counts, now);
            if (hasItsTurn(wanted, exchange)) {
                return new Parsed(known, wanted, null);
            }
            return new Parsed(known, null, source.error(request, Reason.OTHER, Turns.NONE), true);
        } catch (IllegalArgumentException e) {
            return new Parsed(
                    known, null, source.error(request, Reason.INVALID_REQUEST, String.valueOf(e.getMessage())));
        }
    }

    private Sent sent(Exchange exchange) {
        return new Sent(
                HttpQuery.raw(exchange),
                HttpQuery.header(exchange, "X-DataSource-Auth") != null,
                HttpQuery.header(exchange, "Origin"),
                clock.instant().truncatedTo(ChronoUnit.SECONDS),
                source.access(),
                settings.get(),
                trackers.definitions());
    }

    /** Waits for the turn of an answer, which it has until it is sent. */
    private boolean hasItsTurn(Wanted wanted, Exchange exchange) {
        Question question = wanted.counts().question();
        int slots = question.slots().size();
        long cells = wanted.counts().by() == null
                ? wanted.request().cells(slots, question.trackers().size() + 1)
                : wanted.request().cells(question.mostValues(trackers.byLimit()), Counts.VALUE_COLUMNS);
        return turns.hasItsTurn(exchange, cells);
    }

    private Wanted wanted(Request request, Counts counts, Recent.Moment now) {
        Question question = counts.question();
        if (counts.by() != null) {
            return new Wanted(request, counts, question.findsByValue(), null, now);
        }
        Recent.Kept<Table> table = kept.table(counts, now);
        return table == null
                ? new Wanted(request, counts, question.getFinds(), null, now)
                : new Wanted(request, counts, List.of(), table.answer(), table.read());
    }

    /**
     * Answers a request.
     *
     * @param rows the answers of the store; null where nothing was queried
     */
    public void answer(Parsed requested, @Nullable List<? extends Iterable<Document>> rows, Exchange exchange) {
        Answer answer = requested.wanted == null ? requested.ready : found(requested.wanted, rows);
        if (answer == null) {
            throw new IllegalStateException("neither wanted nor ready");
        }
        if (requested.refused) {
            Map<String, String> headers = new HashMap<>(answer.headers());
            headers.put("Retry-After", Turns.RETRY_SECONDS);
            HttpReply.bytes(exchange, 503, answer.contentType(), headers, answer.body());
        } else if (requested.known != null && requested.known.contains(answer.tag())) {
            HttpReply.bytes(exchange, 304, answer.contentType(), answer.headers(), new byte[0]);
        } else {
            HttpReply.bytes(exchange, 200, answer.contentType(), answer.headers(), answer.body());
        }
    }

    private Answer found(Wanted wanted, @Nullable List<? extends Iterable<Document>> rows) {
        try {
            Table table = wanted.table() == null ? read(wanted, rows) : wanted.table();
            if (table == null) {
                return source.error(wanted.request(), Reason.OTHER, "the store does not answer: " + store.fault());
            }
            Answer answer = source.answer(wanted.request(), table);
            kept.keep(wanted.request(), wanted.counts(), answer, wanted.read(), longest(wanted));
            return answer;
        } catch (TooMuchException e) {
            return source.error(wanted.request(), Reason.INVALID_REQUEST, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.error("A data source request has no answer; please report this", e);
            return source.error(wanted.request(), Reason.INTERNAL_ERROR, "");
        }
    }

    private Duration longest(Wanted wanted) {
        return freshness.of(wanted.counts().question().slots().end(), clock.instant());
    }

    /** The table; null where the store does not answer. */
    private @Nullable Table read(Wanted wanted, @Nullable List<? extends Iterable<Document>> rows) {
        Question question = wanted.counts().question();
        List<String> labels = wanted.counts().labels();
        String by = wanted.counts().by();
        if (by != null) {
            CountsByValue counts = store.byValue(question, rows);
            return counts == null ? null : CountTable.byValue(counts, by, labels.get(0));
        }
        Series series = store.series(question, rows);
        if (series == null) {
            return null;
        }
        Table table = CountTable.labelled(series, labels);
        kept.keep(wanted.counts(), table, wanted.read(), longest(wanted));
        return table;
    }
}
