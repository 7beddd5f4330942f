package org.mailtally.serve;

import java.time.Clock;
import java.util.ArrayList;
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
import org.mailtally.gviz.DataSource;
import org.mailtally.gviz.table.Utf8;
import org.mailtally.http.HttpQuery;
import org.mailtally.http.HttpReply;
import org.mailtally.http.Turns;
import org.mailtally.store.Find;
import org.mailtally.store.StoreWatch;
import org.mailtally.tally.Trackers;

/** The answers of {@code /counts}: what {@code /gviz} counts, as plain JSON records. Thread-safe. */
public final class CountsAnswers {

    private static final String TYPE = "application/json; charset=utf-8";

    private final DataSource source;
    private final Trackers trackers;
    private final CountRequests requests;
    private final StoreAnswer store;
    private final Clock clock;
    private final Turns turns;
    private final KeptBands kept;

    /**
     * @param source says whose pages may read answers
     * @param previous the names of trackers that are no longer active, whose rows are kept
     * @param nanoseconds a clock that is never set, for how long what is usual may be given again
     * @param turns what may be answered at one time
     */
    public CountsAnswers(
            DataSource source,
            Trackers trackers,
            Supplier<List<String>> previous,
            Supplier<AnswerSettings> settings,
            StoreWatch watch,
            Clock clock,
            LongSupplier nanoseconds,
            Turns turns) {
        this.source = source;
        this.trackers = trackers;
        this.requests = new CountRequests(trackers, previous, settings, clock);
        this.store = new StoreAnswer(watch);
        this.clock = clock;
        this.turns = turns;
        this.kept = new KeptBands(nanoseconds);
    }

    /**
     * What is requested.
     *
     * @param finds what is queried for the counts
     * @param lines the question for the lines read beside them
     * @param bands what is usual; null where that is not requested, or has to be learned
     * @param past the question for what it is learned from; null where it is not
     */
    private record Wanted(
            Counts counts, List<Find> finds, Question lines, @Nullable Bands bands, @Nullable Question past) {}

    /** A request, understood: either something is wanted, or it is refused. */
    public static final class Parsed {

        private final @Nullable Wanted wanted;
        private final Map<String, String> headers;
        private final @Nullable String known;
        private final int status;
        private final String fault;

        /**
         * @param headers those of the answer
         * @param known the tags of the answers that the client has
         * @param status the status of the refusal
         */
        private Parsed(
                @Nullable Wanted wanted,
                Map<String, String> headers,
                @Nullable String known,
                int status,
                String fault) {
            this.wanted = wanted;
            this.headers = headers;
            this.known = known;
            this.status = status;
            this.fault = fault;
        }

        /** What is queried; nothing where the request is refused. */
        public List<Find> getFinds() {
            if (wanted == null) {
                return List.of();
            }
            List<Find> finds = new ArrayList<>(wanted.finds());
            finds.addAll(wanted.lines().getFinds());
            finds.addAll(wanted.past() == null ? List.of() : wanted.past().getFinds());
            return finds;
        }
    }

    /** Understands a request. */
    public Parsed parse(Exchange exchange) {
        String origin = HttpQuery.header(exchange, "Origin");
        String known = HttpQuery.header(exchange, "If-None-Match");
        Map<String, String> headers = new HashMap<>(Map.of("Cache-Control", "no-cache", "Vary", "Origin"));
        String allowed = source.access().allowed(origin);
        if (allowed != null) {
            headers.put("Access-Control-Allow-Origin", allowed);
        }
        try {
            HttpQuery query = HttpQuery.of(exchange);
            Counts counts = requests.of(query, source.request(Map.of(), true, origin));
            Question asked = counts.question();
            Question lines =
                    new Question(List.of(Trackers.LINES), asked.step(), asked.slots(), asked.zone(), asked.silence());
            List<Find> finds = counts.by() == null ? asked.getFinds() : asked.findsByValue();
            boolean usual = isUsualWanted(query, counts);
            Bands bands = usual ? kept.of(asked) : null;
            Question past = usual && bands == null && asked.slots().size() > 0 ? Bands.past(asked) : null;
            if (!turns.hasItsTurn(exchange, cells(counts, past))) {
                headers.put("Retry-After", Turns.RETRY_SECONDS);
                return new Parsed(null, headers, known, 503, Turns.NONE);
            }
            return new Parsed(new Wanted(counts, finds, lines, bands, past), headers, known, 200, "");
        } catch (IllegalArgumentException e) {
            return new Parsed(null, headers, known, 400, String.valueOf(e.getMessage()));
        }
    }

    private static boolean isUsualWanted(HttpQuery query, Counts counts) {
        String usual = query.only("usual");
        if (usual != null && !usual.equals("true") && !usual.equals("false")) {
            throw new IllegalArgumentException(
                    "usual=" + (usual.length() > 60 ? usual.substring(0, 60) + "…" : usual) + ": give true or false");
        }
        boolean wanted = "true".equals(usual);
        if (wanted && counts.by() != null) {
            throw new IllegalArgumentException(
                    "usual=true: what is usual is not known of single values: leave out usual or by");
        }
        return wanted;
    }

    private long cells(Counts counts, @Nullable Question past) {
        Question asked = counts.question();
        long learned =
                past == null ? 0 : (long) past.slots().size() * past.trackers().size();
        long own = counts.by() == null
                ? (long) asked.slots().size() * (asked.trackers().size() + 2)
                : (long) Counts.VALUE_COLUMNS * asked.mostValues(trackers.byLimit());
        return learned + own;
    }

    /**
     * Answers a request.
     *
     * @param rows the answers of the store; null where nothing was queried
     */
    public void answer(Parsed requested, @Nullable List<? extends Iterable<Document>> rows, Exchange exchange) {
        Wanted wanted = requested.wanted;
        if (wanted == null) {
            refuse(exchange, requested, requested.status, requested.fault);
            return;
        }
        try {
            byte[] body = body(wanted, rows == null ? List.of() : rows);
            if (body == null) {
                refuse(exchange, requested, 503, "the store does not answer: " + store.fault());
                return;
            }
            String tag = '"' + Utf8.signature(body, 0, body.length) + '"';
            Map<String, String> headers = new HashMap<>(requested.headers);
            headers.put("ETag", tag);
            boolean isKnown = requested.known != null && requested.known.contains(tag);
            HttpReply.bytes(exchange, isKnown ? 304 : 200, TYPE, headers, isKnown ? new byte[0] : body);
        } catch (TooMuchException e) {
            refuse(exchange, requested, 400, String.valueOf(e.getMessage()));
        }
    }

    private static void refuse(Exchange exchange, Parsed requested, int status, String fault) {
        HttpReply.bytes(exchange, status, TYPE, requested.headers, CountRecords.error(fault));
    }

    /** The records; null where the store does not answer. */
    private byte @Nullable [] body(Wanted wanted, List<? extends Iterable<Document>> rows) {
        Counts counts = wanted.counts();
        int split = Math.min(rows.size(), wanted.finds().size());
        int end = Math.min(rows.size(), split + wanted.lines().getFinds().size());
        List<? extends Iterable<Document>> own = rows.subList(0, split);
        CountsByValue byValue = counts.by() == null ? null : store.byValue(counts.question(), own);
        Series series =
                counts.by() == null ? store.series(counts.question(), own) : byValue == null ? null : byValue.series();
        Series lines = series == null ? null : store.series(wanted.lines(), rows.subList(split, end));
        Bands bands = wanted.bands();
        if (series != null && wanted.past() != null) {
            Series past = store.series(wanted.past(), rows.subList(end, rows.size()));
            bands = past == null ? null : learned(counts.question(), past);
            series = past == null ? null : series;
        }
        return series == null || lines == null
                ? null
                : new CountRecords(series, counts.labels(), byValue, lines, bands, clock.instant()).json();
    }

    private Bands learned(Question question, Series past) {
        Bands bands = Bands.of(question, past);
        kept.keep(question, bands);
        return bands;
    }
}
