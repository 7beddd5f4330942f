package org.mailtally.counts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailtally.tally.Step;

class SlotsTest {

    @ParameterizedTest
    @CsvSource({
        "WINDOW,2026-10-24T00:00:00Z,2026-10-26T00:00:00Z,Europe/Berlin,576",
        "HOUR,2026-10-24T22:00:00Z,2026-10-25T23:00:00Z,Europe/Berlin,25",
        "DAY,2026-10-23T22:00:00Z,2026-10-26T23:00:00Z,Europe/Berlin,3",
        "DAY,2026-03-27T23:00:00Z,2026-03-30T22:00:00Z,Europe/Berlin,3",
        "DAY,2026-11-01T00:00:00Z,2026-11-04T00:00:00Z,UTC,3",
        "DAY,2026-11-01T23:00:00Z,2026-11-04T23:00:00Z,Europe/Berlin,3",
        "DAY,2026-11-01T23:00:00Z,2026-11-01T23:00:00Z,Europe/Berlin,0",
        "WINDOW,2026-11-01T23:00:00Z,2026-11-01T23:00:00Z,UTC,0"
    })
    void slots_evenOrNot_oneBehindTheOther_andEachTimeInItsOwn(
            Step step, Instant from, Instant to, ZoneId zone, int size) {
        Slots slots = Slots.of(step, from, to, zone);
        assertThat(slots.size()).isEqualTo(size);
        assertThat(slots.start(0)).isEqualTo(from.getEpochSecond());
        assertThat(slots.end()).isEqualTo(to);
        for (int slot = 0; slot < size; slot++) {
            assertThat(slots.indexOf(slots.start(slot))).isEqualTo(slot);
            assertThat(slots.indexOf(slots.end(slot) - 1)).isEqualTo(slot);
            assertThat(slots.end(slot)).isEqualTo(slots.start(slot + 1));
        }
        assertThat(slots.indexOf(from.getEpochSecond() - 1)).isEqualTo(-1);
        assertThat(slots.indexOf(to.getEpochSecond())).isEqualTo(-1);
    }

    @ParameterizedTest
    @CsvSource({
        "DAY,2026-11-01T00:00:00Z,UTC,DAY",
        "DAY,2026-11-01T23:00:00Z,Europe/Berlin,HOUR",
        "DAY,2026-11-01T18:30:00Z,Asia/Kolkata,WINDOW",
        "HOUR,2026-11-01T00:00:00Z,UTC,HOUR",
        "HOUR,2026-11-01T00:30:00Z,Asia/Kolkata,WINDOW",
        "WINDOW,2026-11-01T00:00:00Z,UTC,WINDOW"
    })
    void finestNeeded_longestRowsThatFit(Step step, Instant from, ZoneId zone, Step needed) {
        assertThat(Slots.of(step, from, from.plusSeconds(172_800), zone).finestNeeded(step))
                .isEqualTo(needed);
    }

    @ParameterizedTest
    @CsvSource({"2026-11-01T23:00:00Z,true", "2026-11-02T23:00:00Z,false"})
    void equal_whereAllBoundsAre(Instant from, boolean equal) {
        Instant start = Instant.parse("2026-11-01T23:00:00Z");
        Slots slots = Slots.of(Step.DAY, start, start.plusSeconds(172_800), ZoneId.of("Europe/Berlin"));
        Slots others = Slots.of(Step.DAY, from, start.plusSeconds(172_800), ZoneId.of("+01:00"));
        assertThat(slots.equals(others)).isEqualTo(equal);
        assertThat(slots.hashCode() == others.hashCode()).isEqualTo(equal);
    }
}
