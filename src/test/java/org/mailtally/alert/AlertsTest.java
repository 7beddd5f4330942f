package org.mailtally.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.client.model.UpdateOneModel;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mailtally.check.Result;
import org.mailtally.check.State;
import org.mailtally.store.Write;

/** When an alert is sent: once for each change that lasts, through restarts and beside another process. */
class AlertsTest {

    private static final Watched WATCHED = new Watched("low", "outgoing", 60, "", "1:");

    private Instant now = Instant.parse("2026-11-23T14:00:00Z");
    private List<Document> stored = List.of();
    private Alerts alerts = process();

    private Alerts process() {
        Clock clock = new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
        Alerts.Chosen chosen = new Alerts.Chosen("mx1", Duration.ofMinutes(1), Duration.ofHours(4), "http://mx1:8025/");
        return new Alerts(context -> List.of(WATCHED), () -> chosen, clock);
    }

    private Alerts.Step check(State state) {
        now = now.plusSeconds(60);
        Alerts.Step step = alerts.step(WATCHED, new Result(state, "0 messages", "outgoing=0"), stored);
        keep(step.getWrite());
        return step;
    }

    private void keep(Write write) {
        UpdateOneModel<Document> update =
                (UpdateOneModel<Document>) write.models().get(0);
        Document fields = ((Document) update.getUpdate()).get("$set", Document.class);
        Document from = (Document) update.getFilter();
        assertThat(from.get("version"))
                .as("the version that it was made from")
                .isEqualTo(stored.isEmpty() ? 0L : stored.get(0).get("version"));
        stored = List.of(new Document("_id", "low").append("version", 0L));
        stored.get(0).putAll(fields);
    }

    private @Nullable String sent(State state) {
        Alerts.Step step = check(state);
        Alert alert = step.alert();
        if (alert != null) {
            keep(alerts.sent(step));
        }
        return alert == null ? null : alert.getSubject();
    }

    @Test
    void change_isSentOnce_whenTwoChecksInARowFoundIt() {
        assertThat(sent(State.OK)).isNull();
        assertThat(sent(State.CRITICAL)).isNull();
        assertThat(sent(State.CRITICAL)).isEqualTo("CRITICAL: low on mx1: 0 messages");
        assertThat(sent(State.CRITICAL)).isNull();
        assertThat(sent(State.OK)).isNull();
        assertThat(sent(State.OK)).isEqualTo("again OK: low on mx1: 0 messages");
        assertThat(sent(State.OK)).isNull();
    }

    @Test
    void stateThatFlaps_isNoChange() {
        sent(State.OK);
        for (int check = 0; check < 10; check++) {
            assertThat(sent(State.WARNING)).isNull();
            assertThat(sent(State.OK)).isNull();
            assertThat(sent(State.CRITICAL)).isNull();
        }
    }

    @Test
    void reminder_isSentAfterTheChosenTime_andAgain() {
        sent(State.CRITICAL);
        sent(State.CRITICAL);
        for (int hours = 4; hours <= 8; hours += 4) {
            for (int minute = 1; minute < 240; minute++) {
                assertThat(sent(State.CRITICAL)).isNull();
            }
            assertThat(sent(State.CRITICAL)).isEqualTo("still CRITICAL: low on mx1: 0 messages");
        }
    }

    @Test
    void restart_neitherForgetsNorRepeats() {
        sent(State.CRITICAL);
        alerts = process();
        assertThat(sent(State.CRITICAL)).startsWith("CRITICAL");
        alerts = process();
        assertThat(sent(State.CRITICAL)).isNull();
        assertThat(sent(State.OK)).isNull();
        alerts = process();
        assertThat(sent(State.OK)).startsWith("again OK");
    }

    @Test
    void startThatHasNotReadTheLogsYet_isNoChange() {
        assertThat(sent(State.UNKNOWN)).isNull();
        assertThat(sent(State.OK)).isNull();
        assertThat(sent(State.UNKNOWN)).isNull();
        assertThat(sent(State.UNKNOWN)).startsWith("UNKNOWN");
        alerts = process();
        assertThat(sent(State.UNKNOWN)).isNull();
    }

    @Test
    void notSent_isTriedAgainWithTheSameId_andNamed_throughARestartToo() {
        check(State.CRITICAL);
        Alerts.Step first = check(State.CRITICAL);
        keep(alerts.notSent(first, new IOException("wrapped", new IOException("Connection refused"))));
        assertThat(alerts.remarks()).singleElement().asString().contains("CRITICAL: low", "Connection refused");

        alerts = process();
        assertThat(alerts.remarks()).isEmpty();
        Alerts.Step again = check(State.CRITICAL);
        assertThat(alerts.remarks()).hasSize(1);
        assertThat(again.alert()).isNotNull().extracting(Alert::getId).isEqualTo(idOf(first));
        keep(alerts.sent(again));

        assertThat(alerts.remarks()).isEmpty();
        assertThat(sent(State.CRITICAL)).isNull();
    }

    private static @Nullable String idOf(Alerts.Step step) {
        Alert alert = step.alert();
        return alert == null ? null : alert.getId();
    }

    @Test
    void alertThatAnotherProcessSends_isLeftToIt_unlessItIsGone() {
        check(State.CRITICAL);
        assertThat(check(State.CRITICAL).alert()).isNotNull();
        alerts = process();
        for (int minute = 1; minute < 5; minute++) {
            assertThat(check(State.CRITICAL).alert()).isNull();
        }
        assertThat(check(State.CRITICAL).alert()).isNotNull();
    }

    @Test
    void alert_saysAllOfItInTheFormsThatOthersTake() throws IOException {
        check(State.OK);
        check(State.CRITICAL);
        Alert alert = Objects.requireNonNull(check(State.CRITICAL).alert());

        JsonNode json = new ObjectMapper().readTree(alert.getJson());
        assertThat(json.get("state").textValue()).isEqualTo("critical");
        assertThat(json.get("previous").textValue()).isEqualTo("ok");
        assertThat(json.get("since").textValue()).isEqualTo("2026-11-23T14:02:00Z");
        assertThat(alert.getLink())
                .isEqualTo("http://mx1:8025/?tracker=outgoing&from=2026-11-23T13:03:00Z&to=2026-11-23T14:03:00Z");
        assertThat(alert.getText()).contains("CRITICAL since 2026-11-23T14:02:00Z, OK before", alert.getLink());
        assertThat(new ObjectMapper().readTree(alert.getChat()).get("text").textValue())
                .contains(alert.getSubject());
        JsonNode event = new ObjectMapper().readTree(alert.pagerDuty("key"));
        assertThat(event.get("event_action").textValue()).isEqualTo("trigger");
        assertThat(event.at("/payload/severity").textValue()).isEqualTo("critical");
    }
}
