package org.mailtally.counts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** One archive ends, the next one begins some windows later: was that read, or did nobody look? */
class HoleBetweenTwoLogsTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final Duration SILENCE = Duration.ofMinutes(30);

    @Test
    void count_holeShorterThanASilence_isZero() {
        assertThat(counts("09:00", "09:30", row("09:00", 3), row("09:20", 4)))
                .containsExactly(3L, 0L, 0L, 0L, 4L, null);
    }

    @Test
    void count_holeThatNobodyWatched_isNull() {
        Document watchedBefore = row("09:00", 0).append("log", "mx1").append("position", 0);
        Document watchedAfter = row("09:20", 0).append("log", "mx1").append("position", 0);
        Document line = row("09:20", 4).append("log", "9f3a").append("position", 80);

        assertThat(counts("09:00", "09:25", watchedBefore, watchedAfter)).containsExactly(0L, null, null, null, 0L);
        assertThat(counts("09:00", "09:25", watchedBefore, line)).containsExactly(0L, null, null, null, 4L);
        assertThat(counts("09:05", "09:15", watchedBefore, watchedAfter)).containsExactly(null, null);
    }

    @Test
    void count_holeInsideOneLog_isNull() {
        Document before = row("09:00", 3).append("log", "9f3a").append("position", 40);
        Document after = row("09:20", 4).append("log", "9f3a").append("position", 80);
        Document ofAnother = row("09:20", 4).append("log", "1f00").append("position", 80);

        assertThat(counts("09:00", "09:25", before, after)).containsExactly(3L, null, null, null, 4L);
        assertThat(counts("09:00", "09:25", before, ofAnother)).containsExactly(3L, 0L, 0L, 0L, 4L);
        assertThat(counts("09:05", "09:15", before, ofAnother)).containsExactly(0L, 0L);
    }

    @Test
    void count_holeAsLongAsASilence_isNull() {
        assertThat(counts("09:00", "09:40", row("09:00", 3), row("09:35", 4)))
                .containsExactly(3L, null, null, null, null, null, null, 4L);
    }

    @Test
    void count_holeThatReachesOverTheRange_isJudgedWhole() {
        List<Document> shortHole = List.of(row("09:00", 3), row("09:20", 4));
        List<Document> longHole = List.of(row("09:00", 3), row("09:40", 4));

        assertThat(counts("09:05", "09:15", shortHole)).containsExactly(0L, 0L);
        assertThat(counts("09:05", "09:15", longHole)).containsExactly(null, null);
        assertThat(counts("09:00", "09:15", shortHole)).containsExactly(3L, 0L, 0L);
        assertThat(counts("09:05", "09:25", shortHole)).containsExactly(0L, 0L, 0L, 4L);
    }

    @Test
    void count_nothingReadSince_isNull() {
        assertThat(counts("09:00", "09:15", row("09:00", 3))).containsExactly(3L, null, null);
    }

    @Test
    void finds_aSilenceAroundTheRange_areAskedFor() {
        Question question = question("09:05", "09:15");

        assertThat(question.getFinds().get(0).query().get("_id", Document.class))
                .isEqualTo(new Document("$gte", "2026-11-23T08:35Z").append("$lt", "2026-11-23T09:45Z"));
    }

    private static List<@Nullable Long> counts(String from, String to, Document... rows) {
        return counts(from, to, List.of(rows));
    }

    private static List<@Nullable Long> counts(String from, String to, List<Document> rows) {
        Series series = Series.of(question(from, to), List.of(rows));
        List<@Nullable Long> counts = new ArrayList<>();
        for (int slot = 0; slot < series.slots().size(); slot++) {
            counts.add(series.count(0, slot));
        }
        return counts;
    }

    private static Question question(String from, String to) {
        Map<String, List<String>> parameters = Map.of("from", List.of(time(from)), "to", List.of(time(to)));
        return Question.parse(
                        parameters, List.of("outgoing", "lines"), List.of(), NOW, ZoneOffset.UTC, Question.Needed.ALL)
                .joining(SILENCE);
    }

    private static String time(String clock) {
        return "2026-11-23T" + clock + ":00Z";
    }

    private static Document row(String clock, long count) {
        return new Document("tracker", "outgoing")
                .append("insert_time", Date.from(Instant.parse(time(clock))))
                .append("msg_count", count);
    }
}
