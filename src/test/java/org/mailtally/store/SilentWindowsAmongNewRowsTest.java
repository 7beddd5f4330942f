package org.mailtally.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mailtally.log.Place;
import org.mailtally.tally.Key;
import org.mailtally.tally.Step;
import org.mailtally.tally.Tally;
import org.mailtally.tally.Trackers;

/** A silent window may have a row already, of no log, so that it is asked for; the others are new all the same. */
class SilentWindowsAmongNewRowsTest {

    private static final long FIRST = Instant.parse("2026-11-30T00:00:00Z").getEpochSecond();
    private static final int MOST_ROWS = 10;

    private final Trackers trackers = new Trackers(() -> List.of(), 10);
    private final Rows rows = new Rows(
            new Readings(trackers, "UTC", Clock.fixed(Instant.ofEpochSecond(FIRST), ZoneOffset.UTC)),
            new Horizons(),
            "mx1",
            10,
            MOST_ROWS);

    @Test
    void newLog_onlySilentRowsAreAskedFor_inBatchesOfTheirOwn() throws Exception {
        Tally tally = tally(95);
        List<RowBatch> batches = rows.batches(tally);
        rows.writes(batches.get(0), List.of());

        assertThat(batches.stream().flatMap(batch -> batch.entries().stream()).toList())
                .containsExactlyInAnyOrderElementsOf(tally.entries());
        assertThat(batches).allSatisfy(batch -> {
            assertThat(batch.entries()).hasSizeBetween(1, MOST_ROWS);
            assertThat(batch.entries()).extracting(Tally.Entry::silent).containsOnly(!batch.isUnasked());
        });
        assertThat(batches).filteredOn(RowBatch::isUnasked).hasSize(8);
    }

    /** Windows of which every fifth is silent. */
    private Tally tally(int windows) {
        List<Tally.Entry> entries = IntStream.range(0, windows)
                .mapToObj(window -> new Tally.Entry(
                        new Key(Step.WINDOW, Trackers.LINES, FIRST + window * Step.WINDOW.seconds()),
                        window % 5 == 0 ? 0 : 1,
                        window % 5 == 0))
                .toList();
        return new Tally(
                "10c",
                new Place(0, FIRST, ""),
                new Place(9_000, FIRST, "aa"),
                entries,
                List.of(),
                List.of(Trackers.LINES),
                trackers.now(),
                null);
    }
}
