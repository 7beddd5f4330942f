package org.mailtally.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTest {
    private final Wording wording = new Wording(Instant.parse("2026-11-23T13:03:09Z"), ZoneId.of("Europe/Berlin"));

    @ParameterizedTest
    @CsvSource({
        "PT0S,0 seconds",
        "PT-5S,0 seconds",
        "PT1S,1 second",
        "PT59.9S,59 seconds",
        "PT60S,1 minute",
        "PT119M,119 minutes",
        "PT120M,2 hours",
        "PT47H59M,47 hours",
        "PT48H,2 days"
    })
    void span_anyLength_isOneRoundUnit(Duration span, String text) {
        assertThat(Wording.span(span).plain()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0,0 bytes",
        "1,1 byte",
        "999,999 bytes",
        "1000,1.0 kB",
        "999499,999 kB",
        "999500,1.0 MB",
        "4100000000,4.1 GB",
        "9223372036854775807,9.2 EB"
    })
    void bytes_anyNumber_hasTwoOrThreeDigits(long count, String text) {
        assertThat(Wording.bytes(count)).isEqualTo(text);
    }

    @Test
    void time_today_isTheClockAlone() {
        assertThat(wording.time(Instant.parse("2026-11-22T23:00:00Z"))).isEqualTo("00:00");
    }

    @Test
    void time_anotherDay_carriesTheDate() {
        assertThat(wording.time(Instant.parse("2026-11-22T22:59:59Z"))).isEqualTo("Sun 22 Nov 23:59");
    }

    @Test
    void zoneName_summerAndWinter_differ() {
        assertThat(wording.zoneName()).isEqualTo("CET");
        assertThat(new Wording(Instant.parse("2026-07-01T00:00:00Z"), ZoneId.of("Europe/Berlin")).zoneName())
                .isEqualTo("CEST");
    }

    @Test
    void ago_futureInstant_isJustNow() {
        assertThat(wording.ago(Instant.parse("2026-11-23T14:00:00Z"))).isEqualTo("just now");
    }

    @Test
    void names_oneToThree_areJoinedAsInASentence() {
        assertThat(Wording.names(List.of("a")).plain()).isEqualTo("a");
        assertThat(Wording.names(List.of("a", "b")).plain()).isEqualTo("a and b");
        assertThat(Wording.names(List.of("a", "b", "c")).plain()).isEqualTo("a, b and c");
    }
}
