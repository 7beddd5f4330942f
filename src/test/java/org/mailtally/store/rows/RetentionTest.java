package org.mailtally.store.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.mailtally.store.Horizons;
import org.mailtally.tally.Key;
import org.mailtally.tally.Step;

/** Which rows are too old: by the days of which lines were read, and by the clock. */
class RetentionTest {

    private final List<Document> days = new ArrayList<>();

    private void read(String day, int following, long lines) {
        LocalDate first = LocalDate.parse(day);
        for (int i = 0; i < following; i++) {
            Instant start = first.plusDays(i).atStartOfDay().toInstant(ZoneOffset.UTC);
            days.add(new Document("insert_time", Date.from(start)).append("msg_count", lines));
        }
    }

    private Map<Step, String> horizonsAt(String now) {
        Clock clock = Clock.fixed(Instant.parse(now), ZoneOffset.UTC);
        Map<Step, String> names = new HashMap<>();
        new Retention(new Horizons(), () -> new Retention.Ages(Duration.ofDays(400), Duration.ofDays(1_000)), clock)
                .horizons(days)
                .forEach((step, start) -> names.put(step, Step.name(start)));
        return names;
    }

    private static Map<Step, String> horizons(String windows, String hours) {
        return Map.of(Step.WINDOW, windows + "T00:00Z", Step.HOUR, hours + "T00:00Z");
    }

    @Test
    void newestDayRead_lessTheAge() {
        read("2026-11-01", 23, 5);
        assertThat(horizonsAt("2026-11-23T13:00:00Z")).isEqualTo(horizons("2025-10-19", "2024-02-27"));
    }

    @Test
    void clockYearsAhead_theDaysReadDecide() {
        read("2026-11-01", 23, 5);
        assertThat(horizonsAt("2099-01-01T00:00:00Z")).isEqualTo(horizonsAt("2026-11-23T13:00:00Z"));
    }

    @Test
    void linesYearsAhead_theClockDecides() {
        read("2026-11-01", 23, 5);
        read("2099-01-01", 30, 5);
        assertThat(horizonsAt("2026-11-23T13:00:00Z")).isEqualTo(horizons("2025-10-19", "2024-02-27"));
    }

    @Test
    void clockAndAFewLinesYearsAhead_theDaysBeforeDecide() {
        read("2026-11-01", 23, 5);
        read("2099-01-01", Retention.FEWEST_DAYS - 1, 5);
        assertThat(horizonsAt("2099-02-01T00:00:00Z")).isEqualTo(horizons("2025-10-19", "2024-02-27"));
    }

    @Test
    void daysAfterALongSilence_decideOnceTheyAreSeveral() {
        read("2026-01-01", 23, 5);
        read("2026-11-16", Retention.FEWEST_DAYS, 5);
        assertThat(horizonsAt("2026-11-23T13:00:00Z")).isEqualTo(horizons("2025-10-18", "2024-02-26"));
    }

    @Test
    void silenceThatWasWatched_isNoDay() {
        read("2026-11-01", 23, 5);
        read("2026-11-24", 20, 0);
        assertThat(horizonsAt("2099-01-01T00:00:00Z")).isEqualTo(horizons("2025-10-19", "2024-02-27"));
    }

    @Test
    void firstDays_fewAsTheyAre_decide() {
        read("2026-11-22", 2, 5);
        assertThat(horizonsAt("2026-11-23T13:00:00Z")).isEqualTo(horizons("2025-10-19", "2024-02-27"));
    }

    @Test
    void nothingRead_orAClockBeforeAllOfIt_noHorizon() {
        assertThat(horizonsAt("2026-11-23T13:00:00Z")).isEmpty();
        read("2026-11-01", 23, 5);
        assertThat(horizonsAt("1970-01-01T00:00:10Z")).isEmpty();
    }

    @Test
    void horizonKnown_rowsBelowItAreNotWritten_daysAlwaysAre() {
        Horizons horizons = new Horizons();
        long start = Instant.parse("2025-10-18T23:55:00Z").getEpochSecond();
        assertThat(isBelow(horizons, new Key(Step.WINDOW, "x", start))).isFalse();
        horizons.take(List.of(
                new Document("_id", "windows").append("before", "2025-10-19T00:00Z"),
                new Document("_id", "hours").append("before", "2024-02-27T00:00Z")));
        horizons.take(List.of(new Document("_id", "windows").append("before", "2020-01-01T00:00Z")));
        assertThat(isBelow(horizons, new Key(Step.WINDOW, "x", start))).isTrue();
        assertThat(isBelow(horizons, new Key(Step.WINDOW, "x", start + 300))).isFalse();
        assertThat(isBelow(horizons, new Key(Step.HOUR, "x", start))).isFalse();
        assertThat(isBelow(horizons, new Key(Step.DAY, "x", 0))).isFalse();
    }

    private static boolean isBelow(Horizons horizons, Key key) {
        return horizons.isBelow(key);
    }
}
