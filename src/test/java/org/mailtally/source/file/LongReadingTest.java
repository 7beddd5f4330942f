package org.mailtally.source.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What somebody who looks at the process is told of a reading. */
class LongReadingTest {

    private static final long GIGABYTE = 1_000_000_000;

    private final List<String> told = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-29T12:00:00Z");

    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);

    private LongReading reading(long size) {
        return new LongReading("mail.log.1", size, clock, told::add);
    }

    private void cameTo(LongReading reading, long position, int seconds) {
        now = now.plus(Duration.ofSeconds(seconds));
        reading.cameTo(position);
    }

    @Test
    void polls_thatReadLittle_areNotToldOf() {
        LongReading reading = reading(GIGABYTE);
        reading.startsAt(900_000_001);
        cameTo(reading, GIGABYTE, 1);
        reading.ended();

        assertThat(told).isEmpty();
    }

    @Test
    void aWholeLog_isToldOfOnce_withWhatWasReadNow() {
        LongReading reading = reading(GIGABYTE);
        reading.startsAt(537_000_000);
        cameTo(reading, 700_000_000, 1);
        cameTo(reading, GIGABYTE, 1);
        reading.ended();
        reading.ended();

        assertThat(told).containsExactly("mail.log.1 is counted: 463 MB in 2.0 s");
    }

    @Test
    void aReadingOfMinutes_isToldOfTwiceAMinute() {
        LongReading reading = reading(40 * GIGABYTE);
        reading.startsAt(0);
        for (int gigabytes = 1; gigabytes <= 40; gigabytes++) {
            cameTo(reading, gigabytes * GIGABYTE, 2);
        }
        reading.ended();

        assertThat(told)
                .containsExactly(
                        "mail.log.1 is being counted: 15,000 MB in 30.0 s, up to 37 % of the file",
                        "mail.log.1 is being counted: 30,000 MB in 60.0 s, up to 75 % of the file",
                        "mail.log.1 is counted: 40,000 MB in 80.0 s");
    }

    @Test
    void aCompressedLog_hasNoKnownEnd_andASlowOneIsToldOfThoughItIsSmall() {
        LongReading reading = reading(-1);
        reading.startsAt(0);
        cameTo(reading, 3_000_000, 31);
        reading.ended();

        assertThat(told)
                .containsExactly(
                        "mail.log.1 is being counted: 3 MB in 31.0 s", "mail.log.1 is counted: 3 MB in 31.0 s");
    }

    @Test
    void aLogThatGrowsWhileItIsRead_isNeverMoreThanWhole() {
        LongReading reading = reading(GIGABYTE);
        reading.startsAt(0);
        cameTo(reading, 2 * GIGABYTE, 30);

        assertThat(told).containsExactly("mail.log.1 is being counted: 2,000 MB in 30.0 s, up to 100 % of the file");
    }

    @Test
    void aTrackerThatIsBehind_countsFromItsOwnPlace() {
        LongReading reading = reading(GIGABYTE);
        reading.startsAt(999_000_000);
        cameTo(reading, 0, 1);
        reading.startsAt(0);
        cameTo(reading, GIGABYTE, 2);
        reading.ended();

        assertThat(told).containsExactly("mail.log.1 is counted: 1,000 MB in 3.0 s");
    }
}
