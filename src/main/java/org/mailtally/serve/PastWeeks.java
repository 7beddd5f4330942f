package org.mailtally.serve;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.mailtally.counts.Question;
import org.mailtally.counts.Series;
import org.mailtally.store.Find;
import org.mailtally.usual.Expected;
import org.mailtally.usual.Rule;
import org.mailtally.usual.Usual;

/**
 * The windows of the last weeks around one stretch of time, from which what is usual in it is learned. Immutable.
 *
 * @param weeks a question for each week
 */
record PastWeeks(List<String> trackers, Instant from, Instant to, ZoneId zone, List<Question> weeks) {

    /**
     * What was in the same minutes of the last weeks.
     *
     * @param to the end of the stretch, at which a window begins
     * @param zone whose weekdays and hours are compared
     */
    static PastWeeks of(List<String> trackers, Instant to, Duration length, ZoneId zone, Duration silence) {
        Instant from = to.minus(length);
        List<Question> weeks = new ArrayList<>();
        for (int week = 1; week <= Usual.WEEKS; week++) {
            Instant start = from.atZone(zone).minusWeeks(week).toInstant();
            weeks.add(Question.windows(
                            trackers,
                            start.minus(Rule.HOUR.margin()),
                            start.plus(length).plus(Rule.HOUR.margin()),
                            zone)
                    .joining(silence));
        }
        return new PastWeeks(trackers, from, to, zone, weeks);
    }

    /** What is queried. */
    List<Find> finds() {
        return weeks.stream().flatMap(week -> week.getFinds().stream()).toList();
    }

    /**
     * What is expected of each tracker.
     *
     * @param rows the answers to the finds
     * @return null where the store does not answer
     */
    @Nullable
    Map<String, Expected> learn(StoreAnswer store, List<? extends Iterable<Document>> rows) {
        List<Series> read = new ArrayList<>();
        int at = 0;
        for (Question week : weeks) {
            int end = Math.min(rows.size(), at + week.getFinds().size());
            Series series = store.series(week, rows.subList(at, end));
            if (series == null) {
                return null;
            }
            read.add(series);
            at = end;
        }
        Map<String, Expected> expected = new HashMap<>();
        for (int tracker = 0; tracker < trackers.size(); tracker++) {
            expected.put(trackers.get(tracker), expected(read, tracker));
        }
        return expected;
    }

    private Expected expected(List<Series> read, int tracker) {
        Usual usual = new Usual(Rule.HOUR, zone, (start, end) -> read.stream()
                .map(series -> series.whole(tracker, start, end))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null));
        return usual.of(from.getEpochSecond(), to.getEpochSecond());
    }
}
