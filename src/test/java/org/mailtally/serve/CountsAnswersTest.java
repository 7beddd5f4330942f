package org.mailtally.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.mailtally.check.State;
import org.mailtally.gviz.DataSource;
import org.mailtally.http.Turns;
import org.mailtally.pattern.LinePattern;
import org.mailtally.store.StoreWatch;
import org.mailtally.tally.TrackerDefinition;
import org.mailtally.tally.Trackers;

/** Requests of {@code /counts} as the route hands them over, and rows as the store answers. */
class CountsAnswersTest {

    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-24T22:32:00Z"), ZoneOffset.UTC);
    private static final String HOSTILE = "</script>\"\\\n\u202e\ud800";

    private final CountsAnswers answers = new CountsAnswers(
            new DataSource(Set.of("https://charts.example.com"), false, NOW),
            new Trackers(() -> List.of(
                    new TrackerDefinition("outgoing", HOSTILE, LinePattern.compile("outgoing")),
                    new TrackerDefinition("bounced", "Bounced", LinePattern.compile("bounced"), "host"))),
            List::of,
            () -> new AnswerSettings(ZoneId.of("Europe/Berlin"), Duration.ofMinutes(30), State.UNKNOWN),
            new StoreWatch(NOW),
            NOW,
            () -> 0,
            new Turns(1 << 30, Duration.ZERO));

    private static Exchange exchange(String query) {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.getMessage().setHeader(Exchange.HTTP_RAW_QUERY, query);
        return exchange;
    }

    private static Document row(String tracker, String time, long count) {
        return new Document("tracker", tracker)
                .append("insert_time", Date.from(Instant.parse(time)))
                .append("msg_count", count);
    }

    private Exchange answered(Exchange exchange, List<List<Document>> rows) {
        answers.answer(answers.parse(exchange), rows, exchange);
        return exchange;
    }

    private static JsonNode json(Exchange answered) throws IOException {
        return new ObjectMapper().readTree(answered.getMessage().getBody(byte[].class));
    }

    private static Object status(Exchange answered) {
        return answered.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE);
    }

    private Exchange lastTenMinutes() {
        return answered(
                exchange("minutes=10"),
                List.of(
                        List.of(row("outgoing", "2026-11-24T22:25:00Z", 12), row("bounced", "2026-11-24T22:25:00Z", 0)),
                        List.of(),
                        List.of(row("lines", "2026-11-24T22:25:00Z", 99)),
                        List.of()));
    }

    @Test
    void windows_zeroAndGapAndTheRunningOne_areToldApart() throws IOException {
        JsonNode answer = json(lastTenMinutes());

        assertThat(answer.at("/from").asText()).isEqualTo("2026-11-24T23:20:00+01:00");
        assertThat(answer.at("/to").asText()).isEqualTo("2026-11-24T23:35:00+01:00");
        assertThat(answer.at("/step").asText()).isEqualTo("window");
        assertThat(answer.at("/zone").asText()).isEqualTo("Europe/Berlin");
        assertThat(answer.at("/records").toString())
                .isEqualTo("[{\"time\":\"2026-11-24T23:20:00+01:00\",\"counts\":{\"outgoing\":null,\"bounced\":null},"
                        + "\"lines\":null},"
                        + "{\"time\":\"2026-11-24T23:25:00+01:00\",\"counts\":{\"outgoing\":12,\"bounced\":0},"
                        + "\"lines\":99},"
                        + "{\"time\":\"2026-11-24T23:30:00+01:00\",\"counts\":{\"outgoing\":null,\"bounced\":null},"
                        + "\"unfinished\":true,\"lines\":null}]");
    }

    @Test
    void label_hostile_isReadBackAsItIs() throws IOException {
        assertThat(json(lastTenMinutes()).at("/trackers/0/label").asText()).isEqualTo(HOSTILE);
    }

    @Test
    void byValue_countsAreKeyedByValue_andNullWhereNobodyLooked() throws IOException {
        Document value = row("bounced", "2026-11-24T22:25:00Z", 3).append("by", "mx\"2");
        Exchange answered = answered(
                exchange("minutes=5&tracker=bounced&by=host"),
                List.of(
                        List.of(row("bounced", "2026-11-24T22:25:00Z", 3)),
                        List.of(value),
                        List.of(),
                        List.of(row("lines", "2026-11-24T22:25:00Z", 7)),
                        List.of()));

        assertThat(json(answered).at("/records/0/counts").toString()).isEqualTo("{\"mx\\\"2\":3}");
        assertThat(json(answered).at("/records/0/lines").asInt()).isEqualTo(7);
        assertThat(json(answered).at("/records/1/counts").isNull()).isTrue();
    }

    @Test
    void parametersMadeUpByHand_areRefusedInWords() throws IOException {
        for (String query :
                List.of("tracker=%3Cscript%3E", "minutes=-1", "from=yesterday", "step=year", "zone=Mars", "by=host")) {
            Exchange refused = answered(exchange(query), List.of());

            assertThat(status(refused)).as(query).isEqualTo(400);
            assertThat(json(refused).at("/error").asText()).as(query).isNotBlank();
        }
    }

    @Test
    void answer_thatIsKnown_isNotSentAgain() {
        Exchange again = exchange("minutes=10");
        again.getMessage()
                .setHeader("If-None-Match", lastTenMinutes().getMessage().getHeader("ETag"));
        answered(
                again,
                List.of(
                        List.of(row("outgoing", "2026-11-24T22:25:00Z", 12), row("bounced", "2026-11-24T22:25:00Z", 0)),
                        List.of(),
                        List.of(row("lines", "2026-11-24T22:25:00Z", 99)),
                        List.of()));

        assertThat(status(again)).isEqualTo(304);
        assertThat(again.getMessage().getBody(byte[].class)).isEmpty();
    }

    @Test
    void pageOfAnotherOrigin_readsItOnlyWhereThatIsSet() {
        Exchange allowed = exchange("minutes=5");
        allowed.getMessage().setHeader("Origin", "https://charts.example.com");
        Exchange other = exchange("minutes=5");
        other.getMessage().setHeader("Origin", "https://elsewhere.example.com");

        assertThat(answered(allowed, List.of()).getMessage().getHeader("Access-Control-Allow-Origin"))
                .isEqualTo("https://charts.example.com");
        assertThat(answered(other, List.of()).getMessage().getHeader("Access-Control-Allow-Origin"))
                .isNull();
    }

    @Test
    void usual_isLearnedFromTheWeeksBefore_andReadOnce() throws IOException {
        String hour = "tracker=outgoing&step=hour&usual=true&from=2026-11-23T14:00&to=2026-11-23T15:00";
        List<Document> past = new ArrayList<>();
        for (int week = 1; week <= 8; week++) {
            // The clock was set back on 25 October.
            String time = week <= 4 ? "T13:00:00Z" : "T12:00:00Z";
            past.add(row("outgoing", LocalDate.parse("2026-11-23").minusWeeks(week) + time, 1_000));
        }
        List<List<Document>> rows = List.of(List.of(), List.of(), List.of(), List.of(), past, List.of());

        assertThat(json(answered(exchange(hour), rows)).at("/records/0/usual").toString())
                .isEqualTo("{\"outgoing\":[850,1150]}");
        assertThat(answers.parse(exchange(hour)).getFinds()).hasSize(4);
        assertThat(json(answered(exchange(hour), List.of()))
                        .at("/records/0/usual/outgoing/0")
                        .asInt())
                .isEqualTo(850);
    }

    @Test
    void usual_notKnownYet_isNotThere() throws IOException {
        assertThat(json(answered(exchange("minutes=5&usual=true"), List.of()))
                        .at("/records/0/usual")
                        .toString())
                .isEqualTo("{}");
        assertThat(json(answered(exchange("minutes=5"), List.of()))
                        .at("/records/0")
                        .has("usual"))
                .isFalse();
        assertThat(status(answered(exchange("minutes=5&usual=perhaps"), List.of())))
                .isEqualTo(400);
        assertThat(status(answered(exchange("tracker=bounced&by=host&usual=true"), List.of())))
                .isEqualTo(400);
    }
}
