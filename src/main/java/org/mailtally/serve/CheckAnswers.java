package org.mailtally.serve;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.mailtally.check.Counted;
import org.mailtally.check.Result;
import org.mailtally.check.Thresholds;
import org.mailtally.counts.Question;
import org.mailtally.counts.Series;
import org.mailtally.http.HttpQuery;
import org.mailtally.http.HttpReply;
import org.mailtally.http.Turns;
import org.mailtally.store.Find;
import org.mailtally.store.StoreWatch;
import org.mailtally.tally.Step;
import org.mailtally.tally.Trackers;

/** The answers of {@code /check}: one line, as a monitoring plugin gives it. Thread-safe. */
public final class CheckAnswers {

    private static final int SLACK_MINUTES = 10;
    private static final int MOST_MINUTES = 60 * 24 * 366;

    private final Trackers trackers;
    private final Watch watch;
    private final StoreAnswer store;
    private final Clock clock;
    private final Turns turns;

    /** @param watch tells when there is no count to judge */
    public CheckAnswers(Trackers trackers, Watch watch, StoreWatch store, Clock clock, Turns turns) {
        this.trackers = trackers;
        this.watch = watch;
        this.store = new StoreAnswer(store);
        this.clock = clock;
        this.turns = turns;
    }

    /**
     * A request, understood.
     *
     * @param tracker the tracker's name
     * @param minutes the minutes requested
     * @param thresholds what the count is judged by; null where the request is wrong
     * @param question what is queried; null where the request is wrong
     * @param fault why it is wrong; empty where it is not
     */
    public record Parsed(
            String tracker, int minutes, @Nullable Thresholds thresholds, @Nullable Question question, String fault) {

        /** What is queried. */
        public List<Find> getFinds() {
            return question == null ? List.of() : question.getFinds();
        }
    }

    /** Understands a request: {@code tracker}, {@code minutes} (60), {@code warning}, {@code critical}. */
    public Parsed parse(Exchange exchange) {
        HttpQuery query = HttpQuery.of(exchange);
        try {
            String tracker = tracker(query.only("tracker"));
            int minutes = minutes(query.only("minutes"));
            Thresholds thresholds = Thresholds.parse(query.only("warning"), query.only("critical"));
            List<String> requested =
                    tracker.equals(Trackers.LINES) ? List.of(tracker) : List.of(tracker, Trackers.LINES);
            Question question = question(requested, minutes);
            if (!turns.hasItsTurn(exchange, (long) question.slots().size() * requested.size())) {
                return new Parsed("", 0, null, null, Turns.NONE);
            }
            return new Parsed(tracker, minutes, thresholds, question, "");
        } catch (IllegalArgumentException e) {
            return new Parsed("", 0, null, null, String.valueOf(e.getMessage()));
        }
    }

    /** Answers a request, with status 200 whatever it says: the line's second word is the state. */
    public void answer(Parsed requested, @Nullable List<? extends Iterable<Document>> rows, Exchange exchange) {
        String line = judge(requested, rows).line() + "\n";
        HttpReply.text(exchange, 200, "text/plain; charset=utf-8", Map.of(), line);
    }

    /** Requests as much of the past as tells whether a log is silent. */
    private Question question(List<String> requested, int minutes) {
        int silent = (int) Math.min(MOST_MINUTES, watch.silence().toMinutes() + SLACK_MINUTES);
        return Question.finished(requested, Math.max(minutes, silent), clock.instant())
                .joining(watch.silence());
    }

    /** What the check comes to. */
    public Result judge(Parsed requested, @Nullable List<? extends Iterable<Document>> rows) {
        Question question = requested.question();
        Thresholds thresholds = requested.thresholds();
        if (question == null || thresholds == null) {
            return Result.unknown(requested.fault());
        }
        Series series = store.series(question, rows);
        if (series == null) {
            return Result.unknown("the store does not answer: " + store.fault());
        }
        Optional<String> nobodyReads = watch.nobodyReads();
        if (nobodyReads.isPresent()) {
            return new Result(watch.state(), nobodyReads.get(), "");
        }
        int slots = series.slots().size();
        int from = slots - Math.min(slots, -Math.floorDiv(-requested.minutes() * 60, (int) Step.WINDOW.seconds()));
        Series.Sum messages = series.sum(0, from, slots);
        Optional<String> unread = watch.nobodyRead(series, 0, requested.minutes());
        if (unread.isPresent() || messages.slots() == 0) {
            return new Result(watch.state(), unread.orElse(watch.nothingRead(requested.minutes())), "");
        }
        Counted counted = Counted.of(requested.tracker(), requested.minutes(), messages.total());
        int lines = series.trackers().size() - 1;
        Optional<String> partly = watch.partly();
        Optional<String> silent = watch.silent(series, lines);
        if (silent.isPresent()) {
            counted = counted.withRemark(silent.get());
        } else {
            long missing = (slots - from - messages.slots()) * Step.WINDOW.seconds() / 60;
            counted = counted.withUnreadMinutes((int) Math.min(missing, requested.minutes()));
            counted = lines > 0
                    ? counted.withLinesRead(series.sum(lines, from, slots).total())
                    : counted;
        }
        counted = partly.isPresent() ? counted.withRemark(partly.get()) : counted;
        return partly.isPresent() || silent.isPresent()
                ? thresholds.judge(counted, watch.state())
                : thresholds.judge(counted);
    }

    private String tracker(@Nullable String name) {
        List<String> known = new ArrayList<>(trackers.names());
        if (name == null) {
            throw new IllegalArgumentException("no tracker given: add tracker=, one of " + String.join(", ", known));
        }
        if (!known.contains(name)) {
            String shown = name.length() > 64 ? name.substring(0, 64) + "…" : name;
            throw new IllegalArgumentException(
                    "no such tracker '" + shown + "'; there are: " + String.join(", ", known));
        }
        return name;
    }

    private static int minutes(@Nullable String text) {
        if (text == null) {
            return 60;
        }
        if (text.matches("[0-9]{1,9}")) {
            int minutes = Integer.parseInt(text);
            if (minutes >= 1 && minutes <= MOST_MINUTES) {
                return minutes;
            }
        }
        throw new IllegalArgumentException("minutes '" + (text.length() > 20 ? text.substring(0, 20) + "…" : text)
                + "' is not a number from 1 to " + MOST_MINUTES);
    }
}
