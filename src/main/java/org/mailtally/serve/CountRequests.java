package org.mailtally.serve;

import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.mailtally.counts.Question;
import org.mailtally.counts.Question.Needed;
import org.mailtally.gviz.Request;
import org.mailtally.gviz.query.TimeRange;
import org.mailtally.http.HttpQuery;
import org.mailtally.tally.TrackerDefinition;
import org.mailtally.tally.Trackers;

/**
 * Which counts the requests of {@code /gviz} ask for, by the trackers and settings that are active. Thread-safe.
 *
 * @param previous the names of trackers that are no longer active, whose rows are kept
 */
record CountRequests(
        Trackers trackers, Supplier<List<String>> previous, Supplier<AnswerSettings> settings, Clock clock) {

    /**
     * Says which counts a request requests, as of now.
     *
     * @throws IllegalArgumentException where a parameter is wrong; said in one line
     */
    Counts of(HttpQuery query, Request request) {
        Question question =
                question(query.parameters(), request).joining(settings.get().silence());
        List<TrackerDefinition> definitions = trackers.definitions();
        String by = query.first("by");
        if (by != null) {
            mustBeBrokenDown(question.trackers(), by, definitions);
        }
        return new Counts(question, by, CountTable.labels(question.trackers(), definitions));
    }

    /** Of what is requested, only what the query looks at is queried. */
    private Question question(Map<String, List<String>> parameters, Request request) {
        List<String> names = trackers.names();
        Set<String> columns = request.columns();
        List<String> requested = parameters.getOrDefault("tracker", List.of());
        Set<String> there = new HashSet<>(requested.isEmpty() ? names : requested);
        if (requested.isEmpty()) {
            there.remove(Trackers.LINES);
        }
        there.add(CountTable.TIME);
        TimeRange range = request.range(CountTable.TIME);
        // A column that is not there is an error, which names all that are.
        boolean some = !columns.isEmpty() && there.containsAll(columns) && !parameters.containsKey("by");
        Needed needed = new Needed(some ? columns : null, range.from(), range.to());
        List<String> others = names.containsAll(requested) ? List.of() : previous.get();
        return Question.parse(
                parameters, names, others, clock.instant(), settings.get().zone(), needed);
    }

    private static void mustBeBrokenDown(List<String> requested, String by, List<TrackerDefinition> definitions) {
        String said = "by=" + (by.length() > 60 ? by.substring(0, 60) + "…" : by) + ": ";
        if (requested.size() != 1) {
            throw new IllegalArgumentException(said + "counts of one tracker are broken down: give one with tracker=");
        }
        String known = definitions.stream()
                .filter(definition -> definition.name().equals(requested.get(0)))
                .map(TrackerDefinition::by)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(said + "tracker '" + requested.get(0)
                        + "' is not broken down: add  by: host  to it in routes/trackers.camel.yaml"));
        if (!known.equals(by)) {
            throw new IllegalArgumentException(said + "tracker '" + requested.get(0) + "' is broken down by " + known);
        }
    }
}
