package org.mailtally.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mailtally.log.Place;
import org.mailtally.tally.Key;
import org.mailtally.tally.Step;
import org.mailtally.tally.Tally;
import org.mailtally.tally.Trackers;

/** Batches are written beside each other, unless one has to know what another one found. */
class RewrittenLogIsWrittenInOrderTest {

    private static final long FIRST = Instant.parse("2026-11-30T00:00:00Z").getEpochSecond();
    private static final int WINDOWS = 24 * 12;

    private final Trackers trackers = new Trackers(() -> List.of(), 10);
    private final Rows rows = new Rows(
            new Readings(trackers, "UTC", Clock.fixed(Instant.ofEpochSecond(FIRST), ZoneOffset.UTC)),
            new Horizons(),
            "mx1",
            10);

    @Test
    void plainLog_eachBatchGoesItsOwnWay() {
        Tally tally = tally(new Place(0, FIRST, ""), new Place(9_000, FIRST, "aa"));

        List<List<RowBatch>> lanes = rows.lanes(tally);

        assertThat(lanes).hasSizeGreaterThan(1).allSatisfy(lane -> assertThat(lane)
                .hasSize(1));
        assertThat(counted(lanes.stream().flatMap(List::stream)))
                .isEqualTo(tally.entries().size());
    }

    @Test
    void rewrittenLogFromItsStart_whatIsKeptIsKnownBeforeTheRowsThatKeepIt() {
        Tally tally = tally(new Place(0, FIRST, "", 1), new Place(9_000, FIRST, "aa", 1));

        List<List<RowBatch>> lanes = rows.lanes(tally);

        assertThat(lanes).hasSize(1);
        assertThat(counted(lanes.get(0).stream())).isEqualTo(tally.entries().size());
        assertThat(lanes.get(0)).anySatisfy(batch -> assertThat(batch.entries()).isEmpty());
    }

    private static int counted(Stream<RowBatch> batches) {
        return batches.mapToInt(batch -> batch.entries().size()).sum();
    }

    private Tally tally(Place start, Place end) {
        List<Tally.Entry> entries = Stream.of(Step.values())
                .flatMap(step -> IntStream.range(0, (int) (WINDOWS * Step.WINDOW.seconds() / step.seconds()))
                        .mapToObj(i -> new Key(step, Trackers.LINES, FIRST + i * step.seconds())))
                .map(key -> new Tally.Entry(key, 1, false))
                .toList();
        return new Tally("10c", start, end, entries, List.of(), List.of(Trackers.LINES), trackers.now(), null);
    }
}
