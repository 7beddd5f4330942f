package org.mailtally.serve;

import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.mailtally.counts.CountsByValue;
import org.mailtally.counts.Find;
import org.mailtally.counts.Question;
import org.mailtally.counts.Question.Needed;
import org.mailtally.counts.Series;
import org.mailtally.counts.TooMuchException;
import org.mailtally.gviz.Answer;
import org.mailtally.gviz.DataSource;
import org.mailtally.gviz.Reason;
import org.mailtally.gviz.Request;
import org.mailtally.gviz.Table;
import org.mailtally.gviz.TimeRange;
import org.mailtally.store.StoreWatch;
import org.mailtally.tally.TrackerDefinition;
import org.mailtally.tally.Trackers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The answers of {@code /gviz}. Thread-safe. */
public final class DataSourceAnswers {

    private static final Logger LOG = LoggerFactory.getLogger(DataSourceAnswers.class);

    private static final int MOST_TABLES = 8;
    private static final long MOST_CELLS = 200_000;
    private static final int MOST_ANSWERS = 32;
    private static final int MOST_BYTES = 256 * 1024;

    /** A time, a value and a count; values are kept in maps first, so that they take twice as much. */
    private static final int VALUE_COLUMNS = 6;

    private final DataSource source;
    private final Trackers trackers;
    private final Supplier<List<String>> former;
    private final Supplier<AnswerSettings> settings;
    private final StoreAnswer store;
    private final StoreWatch watch;
    private final Freshness freshness;
    private final Clock clock;
    private final LongSupplier nanoseconds;
    private final Turns turns;
    private final Recent<Question, Table> tables = new Recent<>(MOST_TABLES);
    private final Recent<Sent, Answer> answers = new Recent<>(MOST_ANSWERS);

    /**
     * @param former the names of trackers that are not in force any more, whose rows are kept
     * @param embedded whether the store is in this process: answers are given again for longer where it is not
     * @param nanoseconds a clock that is never set, for how long an answer may be given again
     * @param turns what may be answered at one time
     */
    public DataSourceAnswers(
            DataSource source,
            Trackers trackers,
            Supplier<List<String>> former,
            Supplier<AnswerSettings> settings,
            StoreWatch watch,
            boolean embedded,
            Clock clock,
            LongSupplier nanoseconds,
            Turns turns) {
        this.source = source;
        this.trackers = trackers;
        this.former = former;
        this.settings = settings;
        this.store = new StoreAnswer(watch);
        this.watch = watch;
        this.freshness = new Freshness(embedded);
        this.clock = clock;
        this.nanoseconds = nanoseconds;
        this.turns = turns;
    }

    /** A request as it was sent. */
    private record Sent(String query, boolean authorized, @Nullable String origin) {}

    /**
     * What has to be found out for an answer.
     *
     * @param by what its tracker's counts are broken down by; null where they are not
     * @param finds what is asked of the store
     * @param table the table that answers the question; null where it has to be read
     */
    private record Wanted(
            Request request, Question question, @Nullable String by, List<Find> finds, @Nullable Table table) {}

    /** A request, understood. */
    public static final class Asked {

        private final Sent sent;
        private final Recent.Moment moment;
        private final @Nullable String known;
        private final @Nullable Wanted wanted;
        private final @Nullable Answer ready;

        /** Either something is wanted, or the answer is ready. */
        private Asked(
                Sent sent,
                Recent.Moment moment,
                @Nullable String known,
                @Nullable Wanted wanted,
                @Nullable Answer ready) {
            this.sent = sent;
            this.moment = moment;
            this.known = known;
            this.wanted = wanted;
            this.ready = ready;
        }

        /** What is asked of the store; nothing where the answer needs none. */
        public List<Find> getFinds() {
            return wanted == null || wanted.table() != null ? List.of() : wanted.finds();
        }
    }

    /** Understands a request. */
    public Asked ask(Exchange exchange) {
        Sent sent = new Sent(
                HttpQuery.raw(exchange),
                HttpQuery.header(exchange, "X-DataSource-Auth") != null,
                HttpQuery.header(exchange, "Origin"));
        String known = HttpQuery.header(exchange, "If-None-Match");
        Recent.Moment now = Recent.Moment.now(watch, nanoseconds);
        Answer recent = answers.of(sent, now);
        if (recent != null) {
            return new Asked(sent, now, known, null, recent);
        }
        HttpQuery query = HttpQuery.of(sent.query());
        Request request = source.request(query.firsts(), sent.authorized(), sent.origin());
        if (request.refused()) {
            return new Asked(sent, now, known, null, source.error(request, Reason.INVALID_REQUEST, ""));
        }
        try {
            Question question =
                    question(query.parameters(), request).joining(settings.get().silence());
            Wanted wanted = wanted(request, question, query.first("by"), now);
            if (hasItsTurn(wanted, exchange)) {
                return new Asked(sent, now, known, wanted, null);
            }
            return new Asked(sent, now, known, null, source.error(request, Reason.OTHER, Turns.NONE));
        } catch (IllegalArgumentException e) {
            String fault = String.valueOf(e.getMessage());
            return new Asked(sent, now, known, null, source.error(request, Reason.INVALID_REQUEST, fault));
        }
    }

    /** Waits for the turn of an answer, which it has until it is sent. */
    private boolean hasItsTurn(Wanted wanted, Exchange exchange) {
        Question question = wanted.question();
        int slots = question.slots().size();
        long cells = wanted.by() == null
                ? wanted.request().cells(slots, question.trackers().size() + 1)
                : wanted.request().cells(question.mostValues(trackers.byLimit()), VALUE_COLUMNS);
        return turns.hasItsTurn(exchange, cells);
    }

    private Wanted wanted(Request request, Question question, @Nullable String by, Recent.Moment now) {
        Request asked = request.in(question.zone());
        if (by == null) {
            return new Wanted(asked, question, null, question.getFinds(), tables.of(question, now));
        }
        mustBeBrokenDown(question.trackers(), by);
        return new Wanted(asked, question, by, question.findsByValue(), null);
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

    /** Of what is asked for, only what the query looks at is asked of the store. */
    private Question question(Map<String, List<String>> parameters, Request request) {
        List<String> names = trackers.names();
        Set<String> columns = request.columns();
        List<String> asked = parameters.getOrDefault("tracker", List.of());
        Set<String> there = new HashSet<>(asked.isEmpty() ? names : asked);
        if (asked.isEmpty()) {
            there.remove(Trackers.LINES);
        }
        there.add(CountTable.TIME);
        TimeRange range = request.range(CountTable.TIME);
        // A column that is not there is an error, which names all that are.
        boolean some = !columns.isEmpty() && there.containsAll(columns) && !parameters.containsKey("by");
        Needed needed = new Needed(some ? columns : null, range.from(), range.to());
        return Question.parse(
                parameters, names, former.get(), clock.instant(), settings.get().zone(), needed);
    }

    /**
     * Answers a request.
     *
     * @param rows the answers of the store; null where nothing was asked
     */
    public void answer(Asked asked, @Nullable List<? extends Iterable<Document>> rows, Exchange exchange) {
        Answer answer = asked.wanted == null ? asked.ready : found(asked, asked.wanted, rows);
        if (answer == null) {
            throw new IllegalStateException("neither wanted nor ready");
        }
        if (asked.known != null && asked.known.contains(answer.tag())) {
            HttpReply.bytes(exchange, 304, answer.contentType(), answer.headers(), new byte[0]);
        } else {
            HttpReply.bytes(exchange, 200, answer.contentType(), answer.headers(), answer.body());
        }
    }

    private Answer found(Asked asked, Wanted wanted, @Nullable List<? extends Iterable<Document>> rows) {
        try {
            Table table = wanted.table() == null ? read(asked, wanted, rows) : wanted.table();
            if (table == null) {
                return source.error(wanted.request(), Reason.OTHER, "the store does not answer: " + store.fault());
            }
            Answer answer = source.answer(wanted.request(), table);
            if (answer.body().length <= MOST_BYTES) {
                answers.keep(asked.sent, answer, asked.moment, longest(wanted.question()));
            }
            return answer;
        } catch (TooMuchException e) {
            return source.error(wanted.request(), Reason.INVALID_REQUEST, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.error("A data source request has no answer; please report this", e);
            return source.error(wanted.request(), Reason.INTERNAL_ERROR, "");
        }
    }

    private Duration longest(Question question) {
        return freshness.of(question.slots().end(), clock.instant());
    }

    /** The table; null where the store does not answer. */
    private @Nullable Table read(Asked asked, Wanted wanted, @Nullable List<? extends Iterable<Document>> rows) {
        Question question = wanted.question();
        if (wanted.by() != null) {
            CountsByValue counts = store.byValue(question, rows);
            return counts == null ? null : CountTable.byValue(counts, wanted.by(), trackers.definitions());
        }
        Series series = store.series(question, rows);
        if (series == null) {
            return null;
        }
        Table table = CountTable.of(series, trackers.definitions());
        if ((long) table.rows() * table.columns().size() <= MOST_CELLS) {
            tables.keep(question, table, asked.moment, longest(question));
        }
        return table;
    }
}
