package org.mailtally.usual;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Laws of what is usual, and its rate of errors on hours that are made up. */
class UsualTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final long HOUR = 3_600;

    private static long at(String local) {
        return LocalDateTime.parse(local).atZone(BERLIN).toEpochSecond();
    }

    private static Expected hour(long from, Usual.Past past) {
        return new Usual(Rule.HOUR, BERLIN, past).of(from, from + HOUR);
    }

    private static Band known(@Nullable Band band) {
        return Objects.requireNonNull(band, "it is not known what is usual");
    }

    @Property
    void band_ofAnyEnds_isRoundedOutwardsByAtMostATwentieth(
            @ForAll @DoubleRange(max = 1e9) double one, @ForAll @DoubleRange(max = 1e9) double other) {
        double low = Math.min(one, other);
        double high = Math.max(one, other);
        Band band = Band.rounded(low, high);

        double most = Math.max(1, high / 20);
        assertThat((double) band.low()).isBetween(low - most, low);
        assertThat((double) band.high()).isBetween(high, high + most);
        assertThat(band.low()).isNotNegative();
    }

    @Property
    void countThatNeverChanges_isUsual_andDoubleOrNothingIsNot(
            @ForAll @LongRange(max = 1_000_000) long count, @ForAll @IntRange(min = 3, max = 8) int weeks) {
        long from = at("2026-11-23T14:00:00");
        long first = from - weeks * 7L * 24 * HOUR - 4 * HOUR;
        Band band = known(
                hour(from, (start, end) -> start < first ? null : (Long) count).band());

        assertThat(band.holds(count)).isTrue();
        if (weeks == 8 && count > 100) {
            assertThat(band.holds(0)).isFalse();
            assertThat(band.holds(2 * count)).isFalse();
        }
    }

    @Property
    void twiceAsFar_holdsWhatIsUsual(@ForAll @LongRange(max = 100_000) long seed) {
        MadeUp host = new MadeUp(seed, 500, 0.08, 0.08, 0.02);
        Expected expected = hour(at("2026-11-23T14:00:00"), host);

        assertThat(known(expected.band(2)).low())
                .isLessThanOrEqualTo(known(expected.band()).low());
        assertThat(known(expected.band(2)).high())
                .isGreaterThanOrEqualTo(known(expected.band()).high());
    }

    @Property
    void oneWrongWeek_changesTheMiddleNoFurtherThanItsNeighbours(@ForAll @IntRange(min = 1, max = 8) int wrong) {
        long from = at("2026-11-23T14:00:00");
        Usual.Past past = (start, end) -> (from - start) / (7 * 24 * HOUR) == wrong ? 1_000_000L : 1_000L;

        Band band = known(hour(from, past).band());
        assertThat(band.holds(1_000)).isTrue();
        assertThat(band.holds(1_500)).isFalse();
    }

    @Test
    void weeksWithAGap_areLeftOut_andFewerThanThreeAreNotEnough() {
        long from = at("2026-11-23T14:00:00");
        long week = 7 * 24 * HOUR;

        assertThat(hour(from, (start, end) -> start < from - 2 * week ? null : (Long) 10L)
                        .isKnown())
                .isFalse();
        assertThat(hour(from, (start, end) -> start < from - 2 * week ? null : (Long) 10L)
                        .weeks())
                .isEqualTo(2);
        assertThat(hour(from, (start, end) -> start / week % 2 == 0 ? null : (Long) 10L)
                        .weeks())
                .isEqualTo(4);
    }

    @Test
    void hoursAreThoseOfTheLocalClock_throughBothNights() {
        Usual.Past morning = (start, end) ->
                ZonedDateTime.ofInstant(Instant.ofEpochSecond(start), BERLIN).getHour() == 9 ? 1_000L : 10L;

        // The clock was set back on 25 October, which lies among the eight weeks.
        assertThat(known(hour(at("2026-11-23T09:00:00"), morning).band()).holds(1_000))
                .isTrue();
        assertThat(known(hour(at("2026-11-23T10:00:00"), morning).band()).holds(1_000))
                .isFalse();
        // It was set forth on 29 March.
        assertThat(known(hour(at("2026-04-20T09:00:00"), morning).band()).holds(1_000))
                .isTrue();
        assertThat(known(hour(at("2026-04-20T08:00:00"), morning).band()).holds(1_000))
                .isFalse();
    }

    @Test
    void hourThatTheClockSkipped_isNone_andOfOneRepeatedBothAreLookedAt() {
        assertThat(hour(at("2026-04-05T02:00:00"), (start, end) -> 10L).weeks()).isEqualTo(7);

        long repeated = at("2026-11-01T02:00:00");
        int[] looked = new int[1];
        hour(repeated, (start, end) -> {
            looked[0]++;
            return null;
        });
        assertThat(looked[0]).isEqualTo(9);
    }

    @Test
    void days_areThoseOfTheZone() {
        Usual.Past length = (start, end) -> end - start;
        long monday = at("2026-11-23T00:00:00");
        Band band = known(new Usual(Rule.DAY, BERLIN, length)
                .of(monday, monday + 24 * HOUR)
                .band());

        assertThat(band.holds(24 * HOUR)).isTrue();
        assertThat(band.holds(23 * HOUR)).isFalse();
    }
}
