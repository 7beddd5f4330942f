package org.mailtally.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WrittenTimeTest {

    private static final String NONE = "no time";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Nov  9 12:01:01 mx1 postfix/qmgr[912]: x | 11-09 12:01",
                "Nov 9 12:01:01 mx1 postfix/qmgr[912]: x | 11-09 12:01",
                "Nov 19 12:01:01 mx1 postfix/qmgr[912]: x | 11-19 12:01",
                "Nov 09 12:01:01 mx1 postfix/qmgr[912]: x | 11-09 12:01",
                "Nov  9 12:01:01  postfix/qmgr[912]: no host | 11-09 12:01",
                "Nov  9 12:01:01 [exim] no host either | 11-09 12:01",
                "Nov  9 12:01:01 <mail.info> mx1 sendmail[3]: x | 11-09 12:01",
                "Nov 9 12:01:01 | 11-09 12:01",
                "Feb 29 23:59:60 mx1 x | 02-29 23:59",
                "<22>Nov  9 12:01:01 mx1 x | 11-09 12:01",
                "<22>Nov 9 12:01:01 mx1 x | 11-09 12:01",
                "2026-11-23T09:53:01.123456+01:00 mx1 x | 2026-11-23 09:53 +01:00",
                "2026-11-23T09:53:01+0100 mx1 x | 2026-11-23 09:53 +01:00",
                "2026-11-23T09:53:01-03:30 mx1 x | 2026-11-23 09:53 -03:30",
                "2026-11-23T09:53:01Z mx1 x | 2026-11-23 09:53 Z",
                "2026-11-23T09:53:01.1Z mx1 x | 2026-11-23 09:53 Z",
                "2026-11-23T09:53:01,123Z mx1 x | 2026-11-23 09:53 Z",
                "2026-11-23T09:53:01 mx1 x | 2026-11-23 09:53",
                "2026-11-23T09:53:01 | 2026-11-23 09:53",
                "2024-02-29T23:59:60Z mx1 x | 2024-02-29 23:59 Z",
                "<22>1 2026-11-23T09:53:01.003Z mx1 postfix/cleanup 912 - - x | 2026-11-23 09:53 Z",
                "1 2026-11-23T09:53:01.003Z mx1 postfix/cleanup 912 - - x | 2026-11-23 09:53 Z",
                "<22>2026-11-23T09:53:01.003Z mx1 x | 2026-11-23 09:53 Z",
                "2026-11-23 09:53:01 1tEk9G-000000005vi-0000 <= a@example.com | 2026-11-23 09:53",
                "2026-11-23 09:53:01.123 1tEk9G-000000005vi-0000 <= x | 2026-11-23 09:53",
                "2026-11-23 09:53:01 +0100 1tEk9G-000000005vi-0000 <= x | 2026-11-23 09:53 +01:00",
                "2026-11-23 09:53:01.123 +0100 [1234] 1tEk9G-000000005vi-0000 <= x | 2026-11-23 09:53 +01:00",
                "2026-11-23 09:53:01 [1234] 1tEk9G-000000005vi-0000 <= x | 2026-11-23 09:53",
            })
    void parse_everyKnownForm_readsTheMinute(String line, String time) {
        assertThat(written(line)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Nov",
                "Nov  9 12:01",
                "Nov  9 12:01:0",
                "Nov  0 12:01:01 mx1 x",
                "Nov 31 12:01:01 mx1 x",
                "Feb 30 12:01:01 mx1 x",
                "Nov  9 24:00:00 mx1 x",
                "Nov  9 12:60:01 mx1 x",
                "nov  9 12:01:01 mx1 x",
                "Nob  9 12:01:01 mx1 x",
                "Nov 119 12:01:01 mx1 x",
                "Nov  9 1:01:01 mx1 x",
                "Nov  9 12.01.01 mx1 x",
                " Nov  9 12:01:01 mx1 x",
                "2026-02-29T09:53:01Z mx1 x",
                "2100-02-29T09:53:01Z mx1 x",
                "2026-13-01T09:53:01Z mx1 x",
                "2026-00-01T09:53:01Z mx1 x",
                "2026-11-00T09:53:01Z mx1 x",
                "2026-04-31T09:53:01Z mx1 x",
                "0000-11-23T09:53:01Z mx1 x",
                "2026-11-23T24:00:00Z mx1 x",
                "2026-11-23T09:60:00Z mx1 x",
                "2026-11-23X09:53:01Z mx1 x",
                "2026/11/23 09:53:01 mx1 x",
                "<>Nov  9 12:01:01 mx1 x",
                "<22Nov  9 12:01:01 mx1 x",
                "<1234567>Nov  9 12:01:01 mx1 x",
                "@400000004be0f8b01a2b3c4d info msg 77: x",
                "\u0430\u0432\u0433 09 04:49:15 mx1 x",
                "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
                "    continued from the line before, indented",
            })
    void parse_noTimeOrAnImpossibleOne_isRefused(String line) {
        assertThat(written(line)).isEqualTo(NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Nov  9 12:01:61 mx1 x", "2026-11-23T09:53:99Z mx1 x", "2026-11-23 09:53:61 1tEk9G-x"})
    void parse_secondBeyondALeapSecond_isRefused(String line) {
        assertThat(written(line)).isEqualTo(NONE);
    }

    @Test
    void parse_wordThatBeginsWithZBehindASpace_isNoZone() {
        assertThat(written("2026-11-23 09:53:01 Zone transfer refused")).isEqualTo("2026-11-23 09:53");
        assertThat(written("2026-11-23T09:53:01 Zeus postfix/qmgr[1]: x")).isEqualTo("2026-11-23 09:53");
    }

    @Test
    void parse_numberBehindTheTimeThatIsNoOffset_isNoZone() {
        assertThat(written("2026-11-23 09:53:01 +9999 x")).isEqualTo("2026-11-23 09:53");
        assertThat(written("2026-11-23 09:53:01 +0160 x")).isEqualTo("2026-11-23 09:53");
        assertThat(written("2026-11-23 09:53:01 +01 x")).isEqualTo("2026-11-23 09:53");
    }

    @Test
    void parse_lineInsideLongerBytes_readsNothingBehindItsEnd() {
        WrittenTime time = new WrittenTime();
        byte[] bytes = "xNov  9 12:01:01 mx1".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(time.parse(bytes, 1, 16)).isTrue();
        for (int end = 1; end < 16; end++) {
            assertThat(time.parse(bytes, 1, end)).isFalse();
        }
    }

    private static String written(String line) {
        WrittenTime time = new WrittenTime();
        byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
        if (!time.parse(bytes, 0, bytes.length)) {
            return NONE;
        }
        String year = time.year == WrittenTime.NO_YEAR ? "" : "%04d-".formatted(time.year);
        String zone = time.offsetSeconds == WrittenTime.NO_OFFSET
                ? ""
                : " " + java.time.ZoneOffset.ofTotalSeconds(time.offsetSeconds);
        return year + "%02d-%02d %02d:%02d".formatted(time.month, time.day, time.hour, time.minute) + zone;
    }
}
