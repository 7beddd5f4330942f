package org.mailtally.counts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/** Old rows were deleted, so a horizon is stored and comes back with the rows of a break-down. */
class ValuesBesideAHorizonTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:02:00Z");

    private final Question question = Question.finished(List.of("deferred-to"), 10, NOW);

    @Test
    void horizonBelowTheRange_leavesTheValues() {
        CountsByValue counts = CountsByValue.of(question, answers("2026-11-01T00:00Z"));
        assertThat(counts.series().count(0, 0)).isEqualTo(5);
        assertThat(counts.of(0)).containsEntry("a.example", 5L);
    }

    @Test
    void horizonAboveTheRange_hidesTotalAndValues() {
        CountsByValue counts = CountsByValue.of(question, answers("2026-11-24T00:00Z"));
        assertThat(counts.series().count(0, 0)).isNull();
        assertThat(counts.of(0)).isEmpty();
    }

    private static List<List<Document>> answers(String horizon) {
        return List.of(
                List.of(row()),
                List.of(row().append("by", "a.example")),
                List.of(new Document("_id", "windows").append("before", horizon)));
    }

    private static Document row() {
        return new Document("tracker", "deferred-to")
                .append("log", "9f3ab2c4")
                .append("insert_time", Date.from(Instant.parse("2026-11-23T09:50:00Z")))
                .append("msg_count", 5L)
                .append("reading", "0001 c41d");
    }
}
