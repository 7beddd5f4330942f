package org.mailtally.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoTimeoutException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.UnitOfWorkHelper;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.mailtally.check.State;
import org.mailtally.gviz.DataSource;
import org.mailtally.http.Turns;
import org.mailtally.pattern.LinePattern;
import org.mailtally.store.Find;
import org.mailtally.store.StoreWatch;
import org.mailtally.tally.TrackerDefinition;
import org.mailtally.tally.Trackers;

/** Requests as the route hands them over, and rows as the store answers. */
class DataSourceAnswersTest {
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-24T22:32:00Z"), ZoneOffset.UTC);

    private final AtomicLong nanoseconds = new AtomicLong();
    private final StoreWatch watch = new StoreWatch(NOW);
    private DataSourceAnswers answers = answers(true, 1 << 30);

    private DataSourceAnswers answers(boolean embedded, long memory) {
        return new DataSourceAnswers(
                new DataSource(Set.of(), false, NOW),
                new Trackers(() -> List.of(tracker("outgoing"), tracker("bounced"))),
                List::of,
                () -> new AnswerSettings(ZoneId.of("Europe/Berlin"), Duration.ofMinutes(30), State.UNKNOWN),
                watch,
                embedded,
                NOW,
                nanoseconds::get,
                new Turns(memory, Duration.ZERO));
    }

    private static TrackerDefinition tracker(String name) {
        return new TrackerDefinition(name, "The " + name, LinePattern.compile(name));
    }

    private static Exchange exchange(Map<String, String> parameters) {
        List<String> pairs = new ArrayList<>();
        parameters.forEach((name, value) -> pairs.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)));
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.getMessage().setHeader(Exchange.HTTP_RAW_QUERY, String.join("&", pairs));
        exchange.getMessage().setHeader("X-DataSource-Auth", "a");
        return exchange;
    }

    private static Document row(String tracker, String time, long count) {
        return new Document("tracker", tracker)
                .append("insert_time", Date.from(Instant.parse(time)))
                .append("msg_count", count);
    }

    private List<Find> finds(String query) {
        return answers.parse(exchange(Map.of("minutes", "60", "tq", query))).getFinds();
    }

    private Exchange answered(Exchange exchange, Document... rows) {
        answers.answer(answers.parse(exchange), List.of(List.of(rows)), exchange);
        return exchange;
    }

    private static String body(Exchange exchange) {
        return exchange.getMessage().getBody(String.class);
    }

    private String csv(Map<String, String> parameters, Document... rows) {
        Exchange exchange = exchange(parameters);
        answers.answer(answers.parse(exchange), List.of(List.of(rows)), exchange);
        return body(exchange);
    }

    @Test
    void query_ofOneColumn_onlyItsTrackerIsAskedOfTheStore() {
        assertThat(finds("select time, bounced").get(0).query().get("tracker"))
                .isEqualTo(new Document("$in", List.of("bounced")));
        assertThat(finds("").get(0).query().get("tracker"))
                .isEqualTo(new Document("$in", List.of("outgoing", "bounced")));
        assertThat(finds("select count(time)")).isEmpty();
    }

    @Test
    void query_ofATime_onlyItsRowsAreAskedOfTheStore() {
        Document range = finds("where time >= datetime '2026-11-24 23:10:00' and time < datetime '2026-11-24 23:20:00'")
                .get(0)
                .query()
                .get("_id", Document.class);
        // half an hour more at each end: a hole there that is shorter than a silence is none
        assertThat(range).isEqualTo(new Document("$gte", "2026-11-24T21:40Z").append("$lt", "2026-11-24T22:55Z"));
    }

    @Test
    void column_unknown_allThatThereAreAreNamed() {
        assertThat(csv(Map.of("tqx", "out:csv", "tq", "select time, nosuch")))
                .contains("Invalid query", "bounced, outgoing, time");
        assertThat(csv(Map.of("tqx", "out:csv", "tq", "select lines"))).contains("bounced, outgoing, time");
        assertThat(csv(Map.of("tqx", "out:csv", "tq", "select outgoing", "tracker", "bounced")))
                .contains("bounced, time");
    }

    @Test
    void largeAnswers_moreAtOnceThanThereIsMemoryFor_refusedUntilOneIsSent() {
        DataSourceAnswers bounded = answers(true, 1 << 20);
        Map<String, String> week =
                Map.of("from", "2026-11-17", "to", "2026-11-24", "step", "window", "tqx", "out:csv;reqId:1");
        Exchange first = exchange(week);
        assertThat(bounded.parse(first).getFinds()).isNotEmpty();

        Exchange second = exchange(week);
        bounded.answer(bounded.parse(second), null, second);
        assertThat(body(second)).contains("too many large answers are being made: ask again in a moment");

        UnitOfWorkHelper.doneSynchronizations(
                first, first.getExchangeExtension().handoverCompletions());
        assertThat(bounded.parse(exchange(week)).getFinds()).isNotEmpty();
    }

    @Test
    void now_isTheZonesClock() {
        String today = "select time, now() where toDate(time) = toDate(now()) limit 1";
        Map<String, String> berlin = Map.of("tqx", "out:csv", "tq", today, "minutes", "5");
        assertThat(csv(berlin)).contains("2026-11-24T23:32:00+01:00");
        assertThat(csv(Map.of("tqx", "out:csv", "tq", today, "minutes", "5", "zone", "Asia/Tokyo")))
                .contains("2026-11-25T07:32:00+09:00");
    }

    @Test
    void hour_isTheZonesHour_onBothNights() {
        Map<String, String> autumn = Map.of(
                "tqx",
                "out:csv",
                "from",
                "2026-10-25",
                "to",
                "2026-10-26",
                "step",
                "hour",
                "tracker",
                "outgoing",
                "tq",
                "select hour(time), sum(outgoing), count(outgoing) group by hour(time) limit 4");
        assertThat(csv(
                        autumn,
                        row("outgoing", "2026-10-25T00:00:00Z", 3),
                        row("outgoing", "2026-10-25T01:00:00Z", 4),
                        row("outgoing", "2026-10-25T02:00:00Z", 5)))
                .contains("0,,0\n1,,0\n2,7,2\n3,5,1\n");
        Map<String, String> spring = Map.of(
                "tqx",
                "out:csv",
                "from",
                "2026-03-29",
                "to",
                "2026-03-29T05:00",
                "step",
                "hour",
                "tracker",
                "outgoing",
                "tq",
                "select hour(time)");
        assertThat(csv(spring)).endsWith("0\n1\n3\n4\n");
    }

    @Test
    void windowNobodyRead_null_windowWithoutMatch_zero() {
        assertThat(csv(
                        Map.of("tqx", "out:csv", "minutes", "5", "tracker", "outgoing", "zone", "UTC"),
                        row("outgoing", "2026-11-24T22:30:00Z", 0)))
                .isEqualTo("\"Time\",\"The outgoing\"\n2026-11-24T22:25:00Z,\n2026-11-24T22:30:00Z,0\n");
    }

    @Test
    void tag_sentBack_notSentAgain() {
        Map<String, String> hour = Map.of("minutes", "60", "tqx", "reqId:1");
        Exchange first = answered(exchange(hour), row("outgoing", "2026-11-24T22:30:00Z", 7));
        String tag = first.getMessage().getHeader("ETag", String.class);
        Exchange second = exchange(hour);
        second.getMessage().setHeader("If-None-Match", "W/\"x\", " + tag);
        answered(second, row("outgoing", "2026-11-24T22:30:00Z", 7));
        assertThat(second.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE)).isEqualTo(304);
        assertThat(second.getMessage().getBody(byte[].class)).isEmpty();
        watch.stored();
        Exchange changed = exchange(hour);
        changed.getMessage().setHeader("If-None-Match", tag);
        answered(changed, row("outgoing", "2026-11-24T22:30:00Z", 8));
        assertThat(changed.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE)).isEqualTo(200);
        assertThat(body(changed)).contains("\"v\":8");
    }

    @Test
    void sameQuestion_again_answeredWithoutTheStoreUntilSomethingIsStored() {
        Map<String, String> hour = Map.of("minutes", "60", "tqx", "out:csv");
        answered(exchange(hour), row("outgoing", "2026-11-24T22:30:00Z", 7));
        assertThat(answers.parse(exchange(hour)).getFinds()).isEmpty();
        assertThat(body(answered(exchange(hour)))).contains(",7,");
        assertThat(answers.parse(exchange(Map.of("minutes", "65"))).getFinds()).isNotEmpty();
        watch.stored();
        assertThat(answers.parse(exchange(hour)).getFinds()).isNotEmpty();
    }

    @Test
    void sameQuestion_halfASecondLater_readAgain() {
        Map<String, String> hour = Map.of("minutes", "60", "tqx", "out:csv");
        answered(exchange(hour), row("outgoing", "2026-11-24T22:30:00Z", 7));
        nanoseconds.addAndGet(500_000_000);
        assertThat(answers.parse(exchange(hour)).getFinds()).isEmpty();
        nanoseconds.addAndGet(1);
        assertThat(answers.parse(exchange(hour)).getFinds()).isNotEmpty();
    }

    @Test
    void sameQuestion_ofAStoreElsewhere_readAgainAfterTwoSecondsLatelyAndAMinuteOfThePast() {
        answers = answers(false, 1 << 30);
        Map<String, String> hour = Map.of("minutes", "60", "tqx", "out:csv");
        Map<String, String> past =
                Map.of("from", "2026-11-20T00:00Z", "to", "2026-11-22T00:00Z", "step", "hour", "tqx", "out:csv");
        answered(exchange(hour), row("outgoing", "2026-11-24T22:30:00Z", 7));
        answered(exchange(past), row("outgoing", "2026-11-20T22:00:00Z", 7));
        nanoseconds.addAndGet(2_000_000_000);
        assertThat(answers.parse(exchange(hour)).getFinds()).isEmpty();
        nanoseconds.addAndGet(1);
        assertThat(answers.parse(exchange(hour)).getFinds()).isNotEmpty();
        nanoseconds.addAndGet(57_999_999_999L);
        assertThat(answers.parse(exchange(past)).getFinds()).isEmpty();
        nanoseconds.addAndGet(1);
        assertThat(answers.parse(exchange(past)).getFinds()).isNotEmpty();
    }

    @Test
    void storedWhileItWasRead_readAgain() {
        Exchange exchange = exchange(Map.of("minutes", "60"));
        DataSourceAnswers.Parsed asked = answers.parse(exchange);
        watch.stored();
        answers.answer(asked, List.of(List.of()), exchange);
        assertThat(answers.parse(exchange(Map.of("minutes", "60"))).getFinds()).isNotEmpty();
    }

    @Test
    void storeThatFails_saidInTheAnswer_andAskedAgain() {
        Exchange exchange = exchange(Map.of("minutes", "60", "tqx", "reqId:4"));
        Iterable<Document> broken = () -> {
            throw new MongoTimeoutException("nobody there");
        };
        answers.answer(answers.parse(exchange), List.of(broken), exchange);
        assertThat(exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE)).isEqualTo(200);
        assertThat(body(exchange))
                .contains("\"reqId\":\"4\"", "\"status\":\"error\"", "\"reason\":\"other\"", "nobody there");
        assertThat(answers.parse(exchange(Map.of("minutes", "60"))).getFinds()).isNotEmpty();
    }

    @Test
    void rowThatIsNone_internalErrorWithoutInsides() {
        Exchange exchange = exchange(Map.of("minutes", "60"));
        answered(exchange, new Document("tracker", "outgoing"));
        assertThat(exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE)).isEqualTo(200);
        assertThat(body(exchange)).contains("\"reason\":\"internal_error\"").doesNotContain("Exception", "null");
    }

    private static String answered(Scene scene, DataSourceAnswers answers, String query) {
        return body(scene.answered(answers, scene.exchange(query)));
    }

    @Test
    void sameMeaning_sentAnotherWay_givenAgainWithItsOwnId() {
        Scene scene = new Scene();
        DataSourceAnswers kept = scene.answers();
        String first = answered(scene, kept, "minutes=60&zone=UTC&tqx=reqId:1");
        long made = scene.evaluations();
        assertThat(List.of(
                        answered(scene, kept, "minutes=60&zone=UTC&tqx=reqId:1&zx=8f2"),
                        answered(scene, kept, "_=17&zone=UTC&tqx=reqId:1%3Bunknown:2&minutes=%360")))
                .containsOnly(first);
        assertThat(answered(scene, kept, "zone=UTC&minutes=60&tqx=reqId:21&hl=en_US"))
                .isEqualTo(first.replace("\"reqId\":\"1\"", "\"reqId\":\"21\""));
        assertThat(answered(scene, kept, "zone=UTC&minutes=60&tracker=outgoing&tracker=bounced&tracker=hosts"))
                .isEqualTo(first.replace("\"reqId\":\"1\",", ""));
        assertThat(scene.evaluations()).isEqualTo(made);
    }

    @Test
    void now_inTheQuery_madeAnewAMomentLater() {
        Scene scene = new Scene();
        DataSourceAnswers kept = scene.answers();
        String query = "zone=UTC&tqx=out:csv&tq=select+now()+limit+1";
        assertThat(answered(scene, kept, query)).contains("22:32:00Z");
        scene.change(0);
        assertThat(answered(scene, kept, query)).contains("22:32:01.234Z");
    }

    @Test
    void tableThatWasKept_answersMadeOfIt_noYoungerThanIt() {
        Scene scene = new Scene();
        DataSourceAnswers kept = scene.answers();
        scene.answered(kept, scene.exchange("minutes=60"));
        scene.age(Duration.ofMillis(400));
        scene.answered(kept, scene.exchange("minutes=60&tqx=out:csv"));
        long made = scene.evaluations();
        scene.answered(kept, scene.exchange("minutes=60&tqx=out:csv"));
        assertThat(scene.evaluations()).isEqualTo(made);
        scene.age(Duration.ofMillis(101));
        assertThat(kept.parse(scene.exchange("minutes=60&tqx=out:csv")).getFinds())
                .isNotEmpty();
    }

    @Test
    void changedLabelOrSettings_seenAtOnce() {
        Scene scene = new Scene();
        DataSourceAnswers kept = scene.answers();
        String query = "from=2026-11-24T21:00Z&tqx=out:csv";
        assertThat(answered(scene, kept, query)).contains("\"Outgoing\"", "+01:00");
        scene.change(2);
        assertThat(answered(scene, kept, query)).contains("\"Sent\"", "+01:00");
        scene.change(4);
        assertThat(answered(scene, kept, query)).contains("\"Sent\"", "+09:00");
    }
}
