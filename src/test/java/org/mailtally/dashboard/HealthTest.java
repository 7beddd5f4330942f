package org.mailtally.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.json.Json;

class HealthTest {
    private final Example example = new Example();
    private final Dashboard dashboard = new Dashboard();

    @Test
    void health_allIsWell_isUpAndHoldsTheHeadline() {
        Health health = dashboard.health(example.situation(), null);
        assertThat(health.status()).isEqualTo(200);
        Map<String, Object> json = parse(health.json());
        assertThat(json).containsEntry("status", "up").containsEntry("now", "2026-11-23T13:03:09Z");
        assertThat(json.get("zone")).isEqualTo(Map.of("id", "Europe/Berlin", "name", "CET", "offset", 3600L));
        assertThat(json.get("headline"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("state", "still-learning")
                .containsEntry("shape", "ring")
                .containsEntry("sentence", "Still learning 1,284 messages in the last hour.")
                .containsEntry("filled", null);
        assertThat(json.get("lastHour"))
                .isEqualTo(Map.of("from", "2026-11-23T12:00:00Z", "to", "2026-11-23T13:00:00Z"));
        assertThat(json.get("trackers"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .first()
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsOnly(
                        Map.entry("name", "outgoing"),
                        Map.entry("label", "Outgoing mail"),
                        Map.entry("count", 1284L),
                        Map.entry("soFar", 64L),
                        Map.entry("unseen", 0L),
                        Map.entry("undecided", 0L),
                        new java.util.AbstractMap.SimpleEntry<>("by", null),
                        new java.util.AbstractMap.SimpleEntry<>("usual", null));
    }

    @Test
    void health_notCounting_is503() {
        example.store = new Situation.Store("mongodb://db1", false, example.now, "times out", true);
        Health health = dashboard.health(example.situation(), null);
        assertThat(health.status()).isEqualTo(503);
        assertThat(parse(health.json())).containsEntry("status", "down");
    }

    @Test
    void health_editThatWasNotTaken_isDegradedAndNamesThePlace() {
        example.edits = new Situation.Edits(
                new Situation.Refused(
                        "routes/trackers.camel.yaml",
                        7,
                        "pattern of invites",
                        "pattern: '*'",
                        10,
                        "Dangling meta character '*'",
                        "correct the pattern",
                        example.ago("PT5M")),
                null);
        Health health = dashboard.health(example.situation(), null);
        assertThat(health.status()).isEqualTo(200);
        assertThat(parse(health.json())).containsEntry("status", "degraded");
        assertThat(parse(health.json()).get("refusedEdits"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .first()
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("file", "routes/trackers.camel.yaml")
                .containsEntry("line", 7L)
                .containsEntry("caret", 10L)
                .containsEntry("seen", "13:58:09");
    }

    @Test
    void health_noticeBesideAGoodState_isDegraded() {
        example.notices = List.of("routes/trackers.camel.yaml was not taken");
        Health health = dashboard.health(example.situation(), null);
        assertThat(health.status()).isEqualTo(200);
        assertThat(parse(health.json()))
                .containsEntry("status", "degraded")
                .containsEntry("notices", List.of("routes/trackers.camel.yaml was not taken"));
    }

    @Test
    void health_oneLogOfTwoThatCannotBeRead_isDegradedAndNamesIt() {
        example.logs = List.of(
                example.log("mail.log"),
                example.log("maillog", example.ago("PT1M"), null, "can't be read: permission denied"));
        Health health = dashboard.health(example.situation(), null);
        assertThat(health.status()).isEqualTo(200);
        assertThat(parse(health.json()))
                .containsEntry("status", "degraded")
                .containsEntry(
                        "notices",
                        List.of("maillog can't be read: permission denied. Nobody has read it since 14:02:09: what was"
                                + " counted since then is a part."));
        assertThat(health.json()).contains("It is a part: ");
    }

    @Test
    void health_onlyLogCannotBeRead_isDegradedAtOnceAndEverAfter() {
        for (String before : List.of("PT1M", "PT3H")) {
            example.logs =
                    List.of(example.log("mail.log", example.ago(before), null, "can't be read: permission denied"));
            Health health = dashboard.health(example.situation(), null);
            assertThat(health.status()).isEqualTo(200);
            assertThat(parse(health.json())).containsEntry("status", "degraded");
            assertThat(health.json()).contains("mail.log can't be read: permission denied. Nobody has read it since");
        }
    }

    @Test
    void health_archiveThatCannotBeRead_isNamed() {
        Situation.Log archive = new Situation.Log(
                "mail.log.3.gz", "", 9, null, true, null, null, null, "can't be read: permission denied");
        example.logs = List.of(example.log("mail.log"), archive);
        assertThat(parse(dashboard.health(example.situation(), null).json()))
                .containsEntry("status", "degraded")
                .containsEntry(
                        "notices",
                        List.of("mail.log.3.gz can't be read: permission denied, so its lines are not counted."));
    }

    @Test
    void health_folderThatWent_isDegradedAtOnce() {
        example.folder = new Situation.Folder("/srv/logs", "mail.*", FolderState.MISSING, List.of());
        Health health = dashboard.health(example.situation(), null);
        assertThat(health.json()).contains("Mailtally looked for the folder /srv/logs, and it is not there.");
        assertThat(parse(health.json())).containsEntry("status", "degraded");
    }

    @Test
    void health_otherZone_wordsItsTimes() {
        example.store = new Situation.Store("mongodb://db1", false, example.ago("PT12M"), "times out", true);
        assertThat(dashboard.health(example.situation(), "UTC").json()).contains("since 12:51, for ");
        assertThat(dashboard.health(example.situation(), null).json()).contains("since 13:51, for ");
    }

    @Test
    void health_unknownZone_keepsTheSituations() {
        assertThat(dashboard.health(example.situation(), "Mars/Olympus<script>"))
                .isEqualTo(dashboard.health(example.situation(), null));
    }

    @Property(tries = 300)
    void health_anyText_comesBackFromStrictJsonOnOneLine(@ForAll String text) {
        example.notices = List.of(text);
        String json = dashboard.health(example.situation(), null).json();
        assertThat(json).doesNotContain("\n", "\r");
        String sent = new String(json.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        assertThat(parse(sent)).containsEntry("notices", List.of(text));
    }

    private static Map<String, Object> parse(String json) {
        return new Json().toType(json, Json.MAP_TYPE);
    }
}
