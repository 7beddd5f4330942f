package org.mailtally.store.embedded.engine;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.bson.Document;
import java.time.Instant;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** A document follows the rule of rows exactly where its `_id` begins with its time's minute, written out. */
final class RowTimeLawsTest {

    @Property
    void anyTime_itsMinuteAndMore_isFollowed(@ForAll("minutes") Instant time) {
        String minute = minute(time);
        assertThat(RowTime.isFollowedBy(row(minute + " outgoing log", time))).isTrue();
        assertThat(RowTime.isFollowedBy(row(minute, time))).isTrue();
    }

    @Property
    void anyTime_oneCharacterOfItsMinuteIsAnother_isNotFollowed(
            @ForAll("minutes") Instant time, @ForAll @IntRange(max = 16) int at, @ForAll("characters") char other) {
        StringBuilder id = new StringBuilder(minute(time) + " outgoing log");
        boolean isAnother = id.charAt(at) != other;
        id.setCharAt(at, other);
        assertThat(RowTime.isFollowedBy(row(id.toString(), time))).isEqualTo(!isAnother);
    }

    @Property
    void anyTime_theMinuteOfAnother_isFollowedWhereTheyAreOne(
            @ForAll("minutes") Instant time, @ForAll("minutes") Instant other) {
        assertThat(RowTime.isFollowedBy(row(minute(other) + " outgoing log", time)))
                .isEqualTo(time.equals(other));
    }

    @Property
    void anyTime_itsMinuteCutShort_isNotFollowed(
            @ForAll("minutes") Instant time, @ForAll @IntRange(max = 16) int length) {
        String minute = minute(time);
        assertThat(RowTime.isFollowedBy(row(minute.substring(0, length), time))).isFalse();
    }

    @Test
    void times_ofYearsWithMoreDigitsOrBetweenMinutes_areNotFollowed() {
        assertThat(RowTime.isFollowedBy(row("2026-11-23T09:55Z", Instant.parse("+12026-11-23T09:55:00Z"))))
                .isFalse();
        assertThat(RowTime.isFollowedBy(row("0001-11-23T09:55Z", Instant.parse("-0001-11-23T09:55:00Z"))))
                .isFalse();
        assertThat(RowTime.isFollowedBy(row("2026-11-23T09:55Z", Instant.parse("2026-11-23T09:55:01Z"))))
                .isFalse();
        assertThat(RowTime.isFollowedBy(row("2026-11-23T09:55Z", Instant.parse("2026-11-23T09:55:00.5Z"))))
                .isFalse();
    }

    private static String minute(Instant time) {
        return Objects.requireNonNull(RowTime.minute(time));
    }

    private static Document row(String id, Instant time) {
        return new Document("_id", id).append("insert_time", time);
    }

    /** From the year 0 to the end of 9999. */
    @Provide
    Arbitrary<Instant> minutes() {
        return Arbitraries.longs()
                .between(-62_167_219_200L / 60, 253_402_300_740L / 60)
                .map(minute -> Instant.ofEpochSecond(minute * 60));
    }

    /** Digits, and what stands beside them in a minute or in the table of characters. */
    @Provide
    Arbitrary<Character> characters() {
        return Arbitraries.chars().with("0123456789-:TZ +/tz\u0660".toCharArray());
    }
}
