package org.mailtally.serve;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.mailtally.check.Counted;
import org.mailtally.check.Result;
import org.mailtally.check.Thresholds;
import org.mailtally.counts.Find;
import org.mailtally.counts.Question;
import org.mailtally.counts.Series;
import org.mailtally.store.StoreWatch;
import org.mailtally.tally.Step;
import org.mailtally.tally.Trackers;

/** The answers of {@code /check}: one line, as a monitoring plugin gives it. Thread-safe. */
public final class CheckAnswers {

    private static final int MOST_MINUTES = 60 * 24 * 366;

    private final Trackers trackers;
    private final Duration silence;
    private final StoreAnswer store;
    private final Clock clock;

    /** @param silence how long nobody may have looked before nothing can be judged */
    public CheckAnswers(Trackers trackers, Duration silence, StoreWatch watch, Clock clock) {
        this.trackers = trackers;
        this.silence = silence;
        this.store = new StoreAnswer(watch);
        this.clock = clock;
    }

    /**
     * A request, understood.
     *
     * @param tracker the tracker's name
     * @param minutes the minutes asked for
     * @param thresholds what the count is judged by; null where the request is wrong
     * @param question what is asked of the store; null where the request is wrong
     * @param fault why it is wrong; empty where it is not
     */
    public record Asked(
            String tracker, int minutes, @Nullable Thresholds thresholds, @Nullable Question question, String fault) {

        /** What is asked of the store. */
        public List<Find> getFinds() {
            return question == null ? List.of() : question.getFinds();
        }
    }

    /** Understands a request: {@code tracker}, {@code minutes} (60), {@code warning}, {@code critical}. */
    public Asked ask(Exchange exchange) {
        HttpQuery query = HttpQuery.of(exchange);
        try {
            String tracker = tracker(query.first("tracker"));
            int minutes = minutes(query.first("minutes"));
            Thresholds thresholds = Thresholds.parse(query.first("warning"), query.first("critical"));
            List<String> asked = tracker.equals(Trackers.LINES) ? List.of(tracker) : List.of(tracker, Trackers.LINES);
            return new Asked(tracker, minutes, thresholds, Question.finished(asked, minutes, clock.instant()), "");
        } catch (IllegalArgumentException e) {
            return new Asked("", 0, null, null, String.valueOf(e.getMessage()));
        }
    }

    /** Answers a request, with status 200 whatever it says: the line's second word is the state. */
    public void answer(Asked asked, @Nullable List<? extends Iterable<Document>> rows, Exchange exchange) {
        String line = judge(asked, rows).line() + "\n";
        HttpReply.text(exchange, 200, "text/plain; charset=utf-8", Map.of(), line);
    }

    private Result judge(Asked asked, @Nullable List<? extends Iterable<Document>> rows) {
        Question question = asked.question();
        Thresholds thresholds = asked.thresholds();
        if (question == null || thresholds == null) {
            return Result.unknown(asked.fault());
        }
        Series series = store.series(question, rows);
        if (series == null) {
            return Result.unknown("the store does not answer: " + store.fault());
        }
        int slots = series.slots().size();
        Series.Sum messages = series.sum(0, 0, slots);
        Duration unreadAtEnd = unreadAtEnd(series);
        if (unreadAtEnd.compareTo(silence) > 0 || messages.slots() == 0) {
            return Result.unknown("nobody has read a log for the last "
                    + Math.min(asked.minutes(), unreadAtEnd.toMinutes()) + " minutes");
        }
        Counted counted = Counted.of(asked.tracker(), asked.minutes(), messages.total());
        if (series.trackers().size() > 1) {
            counted = counted.withLinesRead(series.sum(1, 0, slots).total());
        }
        long unread = (slots - messages.slots()) * Step.WINDOW.seconds() / 60;
        return thresholds.judge(counted.withUnreadMinutes((int) Math.min(unread, asked.minutes())));
    }

    /** How long before the range's end the last window that was read ends. */
    private static Duration unreadAtEnd(Series series) {
        int slots = series.slots().size();
        int last = slots;
        while (last > 0 && series.count(0, last - 1) == null) {
            last--;
        }
        return Duration.ofSeconds((slots - last) * Step.WINDOW.seconds());
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
