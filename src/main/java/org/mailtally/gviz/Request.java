package org.mailtally.gviz;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mailtally.gviz.evaluation.Evaluation;
import org.mailtally.gviz.query.Expression;
import org.mailtally.gviz.query.Function;
import org.mailtally.gviz.query.Query;
import org.mailtally.gviz.query.TimeRange;
import org.mailtally.gviz.render.Output;
import org.mailtally.gviz.render.RequestOptions;
import org.mailtally.gviz.table.Notice;

/**
 * A request as it was understood, made by {@link DataSource#request}. Also a request that was not understood or not
 * allowed is one of these: it carries why, and only errors answer it. Immutable.
 */
public final class Request {
    private final String queryText;
    private final Query query;
    private final RequestOptions options;
    private final Output output;
    private final Locale locale;
    private final ZoneId zone;
    private final @Nullable String allowedOrigin;
    private final @Nullable Notice refusal;

    Request(
            String queryText,
            Query query,
            RequestOptions options,
            Output output,
            Locale locale,
            ZoneId zone,
            @Nullable String allowedOrigin,
            @Nullable Notice refusal) {
        this.queryText = queryText;
        this.query = query;
        this.options = options;
        this.output = output;
        this.locale = locale;
        this.zone = zone;
        this.allowedOrigin = allowedOrigin;
        this.refusal = refusal;
    }

    /** The language of {@code hl}, or English: a person's own settings must not change what a script reads. */
    static Locale locale(Map<String, String> parameters) {
        Locale wished = Locale.forLanguageTag(parameters.getOrDefault("hl", "").replace('_', '-'));
        return wished.getLanguage().isEmpty() ? Locale.US : wished;
    }

    /** This request, its query's {@code now()} and {@code toDate()} of an instant on the clock of a zone in place of UTC. */
    public Request in(ZoneId otherZone) {
        return new Request(queryText, query, options, output, locale, otherZone, allowedOrigin, refusal);
    }

    /**
     * Between which times the query can find rows, as far as its where clause compares a column of times with literals:
     * rows beyond need not be fetched.
     */
    public TimeRange range(String column) {
        return TimeRange.of(query.where(), new Expression.Reference(0, column));
    }

    /** The columns the query names; empty when it may look at all of them. The others need not be in the table. */
    public Set<String> columns() {
        return query.select().isEmpty()
                ? Set.of()
                : query.expressions()
                        .flatMap(Expression::all)
                        .filter(Expression.Reference.class::isInstance)
                        .map(reference -> ((Expression.Reference) reference).id())
                        .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * How many cells there are to hold, at most, while a table of that size answers this: those of the table, of what the
     * query makes of it, and of its formatted text. For whoever bounds what is answered at one time.
     */
    public long cells(int rows, int columns) {
        return Evaluation.cells(query, rows, columns);
    }

    /** Whether only an error can answer: no table need be fetched for it. */
    public boolean refused() {
        return refusal != null;
    }

    /**
     * What an answer depends on beside the table and, where the query looks at it, the clock. Of equal meaning are requests
     * whose answers differ in their ids alone, which {@link Answer#to} exchanges; of what the form of the answer does not
     * use nothing is in it.
     */
    public Object meaning() {
        return Meaning.of(this);
    }

    /** Whether the query asks what time it is: then a moment later the answer is another. */
    public boolean looksAtTheClock() {
        return query.expressions()
                .flatMap(Expression::all)
                .anyMatch(part -> part instanceof Expression.Call call && call.function() == Function.NOW);
    }

    /** The query as it was sent: answers name places in it. */
    String queryText() {
        return queryText;
    }

    Query query() {
        return query;
    }

    ZoneId zone() {
        return zone;
    }

    RequestOptions options() {
        return options;
    }

    Output output() {
        return output;
    }

    Locale locale() {
        return locale;
    }

    @Nullable
    String allowedOrigin() {
        return allowedOrigin;
    }

    @Nullable
    Notice refusal() {
        return refusal;
    }
}
