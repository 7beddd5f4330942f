package org.mailtally.serve;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.bson.Document;
import org.mailtally.check.State;
import org.mailtally.gviz.DataSource;
import org.mailtally.http.Turns;
import org.mailtally.pattern.LinePattern;
import org.mailtally.store.Find;
import org.mailtally.store.StoreWatch;
import org.mailtally.tally.Step;
import org.mailtally.tally.TrackerDefinition;
import org.mailtally.tally.Trackers;

/**
 * What answers of {@code /gviz} are made by, to be changed between them: a clock, settings, trackers. The store holds rows of
 * the hours around the first present and does not change.
 */
final class Scene {

    /** The kinds of changes, counted from 0. */
    static final int CHANGES = 8;

    private static final Instant FIRST = Instant.parse("2026-11-24T22:32:00Z");
    private static final Set<String> FRIEND = Set.of("https://friend.example");

    private final CamelContext camel = new DefaultCamelContext();
    private final AtomicLong evaluations = new AtomicLong();
    private final AtomicLong nanoseconds = new AtomicLong();
    private final StoreWatch watch = new StoreWatch(Clock.fixed(FIRST, ZoneOffset.UTC));
    private Instant now = FIRST;
    private String label = "Outgoing";
    private boolean bouncedIsThere = true;
    private List<TrackerDefinition> trackers = trackers();
    private AnswerSettings settings =
            new AnswerSettings(ZoneId.of("Europe/Berlin"), Duration.ofMinutes(30), State.UNKNOWN);
    private DataSource.Access access = new DataSource.Access(FRIEND, false);

    /** A clock of the present; each look at it counts where that is wanted. */
    private final class Present extends Clock {

        private final AtomicLong looks;

        Present(AtomicLong looks) {
            this.looks = looks;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Instant instant() {
            looks.incrementAndGet();
            return now;
        }
    }

    /** Answers that know of no others yet. */
    DataSourceAnswers answers() {
        return new DataSourceAnswers(
                new DataSource(() -> access, new Present(evaluations)),
                new Trackers(() -> trackers),
                List::of,
                () -> settings,
                watch,
                true,
                new Present(new AtomicLong()),
                nanoseconds::get,
                new Turns(1 << 30, Duration.ZERO));
    }

    private List<TrackerDefinition> trackers() {
        List<TrackerDefinition> trackers = new ArrayList<>();
        trackers.add(new TrackerDefinition("outgoing", label, LinePattern.compile("a")));
        if (bouncedIsThere) {
            trackers.add(new TrackerDefinition("bounced", "Bounced", LinePattern.compile("b")));
        }
        trackers.add(new TrackerDefinition("hosts", "Hosts", LinePattern.compile("c"), "host"));
        return trackers;
    }

    /** How often an answer was made of a table, by any of the answers. */
    long evaluations() {
        return evaluations.get();
    }

    /** Makes a change, one of {@link #CHANGES}; other numbers change nothing. */
    void change(int kind) {
        switch (kind) {
            case 0 -> now = now.plusMillis(1_234);
            case 1 -> now = now.plusSeconds(170);
            case 2 -> {
                label = label.equals("Outgoing") ? "Sent" : "Outgoing";
                trackers = trackers();
            }
            case 3 -> {
                bouncedIsThere = !bouncedIsThere;
                trackers = trackers();
            }
            case 4 -> settings = with(zone("Europe/Berlin", "Asia/Tokyo"), settings.silence());
            case 5 -> settings = with(settings.zone(), Duration.ofMinutes(40).minus(settings.silence()));
            case 6 -> access = new DataSource.Access(access.origins(), !access.restricted());
            case 7 ->
                access = new DataSource.Access(access.origins().isEmpty() ? FRIEND : Set.of(), access.restricted());
            default -> {}
        }
    }

    private ZoneId zone(String one, String other) {
        return ZoneId.of(settings.zone().getId().equals(one) ? other : one);
    }

    private static AnswerSettings with(ZoneId zone, Duration silence) {
        return new AnswerSettings(zone, silence, State.UNKNOWN);
    }

    /** Something is stored. */
    void stored() {
        watch.stored();
    }

    /** Time goes on for those who measure how long an answer is kept, and for nobody else. */
    void age(Duration duration) {
        nanoseconds.addAndGet(duration.toNanos());
    }

    /** A request. */
    Exchange exchange(String query) {
        Exchange exchange = new DefaultExchange(camel);
        exchange.getMessage().setHeader(Exchange.HTTP_RAW_QUERY, query);
        return exchange;
    }

    /** Answers a request as the route does. */
    Exchange answered(DataSourceAnswers answers, Exchange exchange) {
        DataSourceAnswers.Parsed asked = answers.parse(exchange);
        answers.answer(asked, asked.getFinds().stream().map(Scene::rows).toList(), exchange);
        return exchange;
    }

    /** The rows of a question; a hole of 20 minutes is in them. */
    private static List<Document> rows(Find find) {
        List<Document> rows = new ArrayList<>();
        Document query = find.query();
        if (!(query.get("_id") instanceof Document range)) {
            return rows;
        }
        boolean byHours = find.collection().equals("mail_hours");
        long step = byHours ? 3_600 : 300;
        long hole = FIRST.getEpochSecond() - 1_920;
        for (String tracker : query.get("tracker", Document.class).getList("$in", String.class)) {
            for (long start = FIRST.getEpochSecond() / 3_600 * 3_600 - 14_400; start < hole + 7_200; start += step) {
                String name = Step.name(start);
                boolean asked =
                        name.compareTo(range.getString("$gte")) >= 0 && name.compareTo(range.getString("$lt")) < 0;
                if (asked && (byHours || start < hole || start >= hole + 1_200)) {
                    rows.add(row(tracker, start, find.collection().equals("mail_by") || tracker.endsWith(" by")));
                }
            }
        }
        return rows;
    }

    private static Document row(String tracker, long start, boolean byValue) {
        Document row = new Document("tracker", tracker)
                .append("log", "9f3ab2c4")
                .append("insert_time", Date.from(Instant.ofEpochSecond(start)))
                .append("msg_count", byValue ? 1L : (start / 300 * 31 + tracker.length()) % 17)
                .append("reading", "0001 c41d");
        return byValue ? row.append("by", "mx" + start % 7) : row;
    }
}
