package org.mailtally.gviz;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mailtally.gviz.evaluation.Evaluation;
import org.mailtally.gviz.query.Query;
import org.mailtally.gviz.query.QueryException;
import org.mailtally.gviz.render.Output;
import org.mailtally.gviz.render.Renderer;
import org.mailtally.gviz.render.RequestOptions;
import org.mailtally.gviz.table.Notice;
import org.mailtally.gviz.table.Reason;
import org.mailtally.gviz.table.Table;

/**
 * The data source: understands requests of protocol 0.6 and answers them from a table. Whatever is sent, there is an
 * answer; no method throws because of a request. Safe for any number of threads.
 */
public final class DataSource {
    private static final String ANY = "*";

    private final Supplier<Access> access;
    private final Clock clock;

    /**
     * Who may read answers from a browser.
     *
     * @param origins the origins whose pages may, such as {@code https://example.com}; {@code *} means every one
     * @param restricted whether JSON and JSONP are kept from pages of other origins
     */
    public record Access(Set<String> origins, boolean restricted) {
        public Access {
            origins = Set.copyOf(origins);
        }

        /** The origin to allow in the answer to a page of that origin; null where it may not read it. */
        public @Nullable String allowed(@Nullable String origin) {
            if (origin == null) {
                return null;
            }
            if (origins.contains(ANY)) {
                return ANY;
            }
            return origins.contains(origin) ? origin : null;
        }
    }

    /**
     * A data source on the system's clock.
     *
     * @param origins the origins whose pages may read answers from a browser, such as {@code https://example.com}; {@code
     *     *} means every one
     * @param restricted whether JSON and JSONP are kept from pages of other origins
     */
    public DataSource(Set<String> origins, boolean restricted) {
        this(origins, restricted, Clock.systemUTC());
    }

    /** @param clock the present, for the query function {@code now()} */
    public DataSource(Set<String> origins, boolean restricted, Clock clock) {
        this(always(new Access(origins, restricted)), clock);
    }

    /**
     * @param access asked for at each request
     * @param clock the present, for the query function {@code now()}
     */
    public DataSource(Supplier<Access> access, Clock clock) {
        this.access = access;
        this.clock = clock;
    }

    private static Supplier<Access> always(Access access) {
        return () -> access;
    }

    /** Who may read answers from a browser now: a part of what requests are understood by. */
    public Access access() {
        return access.get();
    }

    /**
     * Understands a request.
     *
     * @param parameters the decoded parameters by name, the first value of each; those the protocol does not know are not
     *     looked at
     * @param authorized whether the header {@code X-DataSource-Auth} is there, whatever its value: a browser lets only
     *     pages of the same origin send it
     * @param origin the header {@code Origin}, or null when there is none
     */
    public Request request(Map<String, String> parameters, boolean authorized, @Nullable String origin) {
        RequestOptions options = RequestOptions.parse(parameters.getOrDefault("tqx", ""));
        Output output = options.output() == Output.JSON && !authorized ? Output.JSONP : options.output();
        Access now = access.get();
        String allowedOrigin = now.allowed(origin);
        Notice refusal = null;
        if (options.fault() != null) {
            refusal = new Notice(Reason.INVALID_REQUEST, options.fault());
        } else if (now.restricted() && !authorized && allowedOrigin == null && output.isForScripts()) {
            refusal = new Notice(
                    Reason.ACCESS_DENIED, "only pages of this server may read it as JSON; out:csv is open to all");
        }
        String queryText = parameters.getOrDefault("tq", "");
        Query query = Query.EMPTY;
        if (refusal == null && !queryText.isEmpty()) {
            try {
                query = Query.parse(queryText);
            } catch (QueryException e) {
                refusal = e.notice();
            }
        }
        return new Request(
                queryText, query, options, output, Request.locale(parameters), ZoneOffset.UTC, allowedOrigin, refusal);
    }

    /**
     * Answers with what the query makes of the table, or with an error when the request is refused or its query does not
     * fit the table.
     */
    public Answer answer(Request request, Table table) {
        if (request.refusal() != null) {
            return answer(request, Renderer.of(request.output()).error(request.options(), request.refusal()));
        }
        Renderer renderer = Renderer.of(request.output());
        try {
            ZonedDateTime now = clock.instant().atZone(request.zone());
            Table found = request.query().equals(Query.EMPTY)
                    ? table
                    : Evaluation.of(request.query(), table, request.locale(), now);
            return answer(request, renderer.table(request.options(), found));
        } catch (QueryException e) {
            return answer(request, renderer.error(request.options(), e.notice()));
        }
    }

    /**
     * Answers with an error; a refused request is answered with its own.
     *
     * @param detail what exactly is the matter, in one line for a person; empty when the reason says it all
     */
    public Answer error(Request request, Reason reason, String detail) {
        Notice error = request.refusal() != null ? request.refusal() : new Notice(reason, detail);
        return answer(request, Renderer.of(request.output()).error(request.options(), error));
    }

    private Answer answer(Request request, byte[] body) {
        Renderer renderer = Renderer.of(request.output());
        Map<String, String> headers = new HashMap<>(renderer.headers(request.options()));
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("Vary", "Origin, X-DataSource-Auth");
        headers.put("Cache-Control", "no-cache");
        if (request.allowedOrigin() != null) {
            headers.put("Access-Control-Allow-Origin", request.allowedOrigin());
        }
        return Answer.of(request, renderer.contentType(), headers, body);
    }
}
