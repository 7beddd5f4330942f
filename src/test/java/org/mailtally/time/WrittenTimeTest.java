package org.mailtally.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
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
                "Nov 23 2026 09:53:01 mx1 x | 2026-11-23 09:53",
                "Nov 3 2026 09:53:01.123 mx1 x | 2026-11-03 09:53",
                "Nov 23, 2026 09:53:01 mx1 x | 2026-11-23 09:53",
                "Nov 23 2026 09:53:01 UTC: %SYS-5-CONFIG_I: x | 2026-11-23 09:53 Z",
                "2026 Nov 23 09:53:01 mx1 x | 2026-11-23 09:53",
                "23 Nov 2026 09:53:01 mx1 x | 2026-11-23 09:53",
                "3 Nov 2026 09:53:01 mx1 x | 2026-11-03 09:53",
                "23 Nov 09:53:01.123 x | 11-23 09:53",
                "23-Nov-2026 09:53:01.123 x | 2026-11-23 09:53",
                "23/Nov/2026:09:53:01 +0000 x | 2026-11-23 09:53 Z",
                "[23/Nov/2026:09:53:01 +0100] x | 2026-11-23 09:53 +01:00",
                "NOV 23 09:53:01 mx1 x | 11-23 09:53",
                "nov 23 09:53:01 mx1 x | 11-23 09:53",
                "November 23 2026 09:53:01 mx1 x | 2026-11-23 09:53",
                "Mon Nov 23 09:53:01 2026 mx1 x | 2026-11-23 09:53",
                "Mon Nov  3 09:53:01 2026 | 2026-11-03 09:53",
                "[Mon Nov 23 09:53:01.123456 2026] [core] x | 2026-11-23 09:53",
                "Mon Nov 23 09:53:01 2026 +0100 x | 2026-11-23 09:53 +01:00",
                "Mon Nov 23 09:53:01 CET 2026 x | 2026-11-23 09:53",
                "Mon Nov 23 09:53:01 UTC 2026 x | 2026-11-23 09:53 Z",
                "Mon Nov 23 09:53:01 PM CET 2026 x | 2026-11-23 21:53",
                "Mon Nov 23 12:53:01 AM CET 2026 x | 2026-11-23 00:53",
                "Mon, 23 Nov 2026 09:53:01 +0100 x | 2026-11-23 09:53 +01:00",
                "Monday 23 November 2026 09:53:01 x | 2026-11-23 09:53",
                "Mon 2026-11-23 09:53:01 CET mx1 x | 2026-11-23 09:53",
                "Mon 2026-11-23 09:53:01 UTC mx1 x | 2026-11-23 09:53 Z",
                "Mon 2026-11-23 09:53:01.123456 -03 mx1 x | 2026-11-23 09:53 -03:00",
                "2026/11/23 09:53:01 [notice] x | 2026-11-23 09:53",
                "2026.11.23 09:53:01 x | 2026-11-23 09:53",
                "[2026-11-23 09:53:01] x | 2026-11-23 09:53",
                "[2026-11-23 09:53:01,123 +0100] x | 2026-11-23 09:53 +01:00",
                "(2026-11-23T09:53:01Z) x | 2026-11-23 09:53 Z",
                "[Nov 23 09:53:01] x | 11-23 09:53",
                "\"2026-11-23T09:53:01.123Z\",mx1 | 2026-11-23 09:53 Z",
                "20261123T095301Z mx1 x | 2026-11-23 09:53 Z",
                "20261123T095301.12+0100 mx1 x | 2026-11-23 09:53 +01:00",
                "20261123T095301 mx1 x | 2026-11-23 09:53",
                "20261123 09:53:01 x | 2026-11-23 09:53",
                "20261123095301Z x | 2026-11-23 09:53 Z",
                "2026-11-23t09:53:01z mx1 x | 2026-11-23 09:53 Z",
                "2026-11-23T09:53:01+01 mx1 x | 2026-11-23 09:53 +01:00",
                "2026-11-23T09:53:01.12-03 mx1 x | 2026-11-23 09:53 -03:00",
                "2026-11-23 09:53:01 +01 x | 2026-11-23 09:53 +01:00",
                "2026-11-23 09:53:01 UTC x | 2026-11-23 09:53 Z",
                "2026-11-23T09:53:01UTC x | 2026-11-23 09:53 Z",
                "2026-11-23 09:53:01 GMT x | 2026-11-23 09:53 Z",
                "2026-11-23 09:53:01 GMT+0100 (CET) | 2026-11-23 09:53 +01:00",
                "2026-11-23 09:53:01 CET x | 2026-11-23 09:53",
                "2026-11-23 09:53:01 PM x | 2026-11-23 21:53",
                "Nov 23 09:53:01 UTC mx1 x | 11-23 09:53 Z",
                "Nov 23 09:53:01+01:00 mx1 x | 11-23 09:53 +01:00",
                "Nov\t23\t09:53:01\tmx1\tx | 11-23 09:53",
                "2026-11-23\t09:53:01\tx | 2026-11-23 09:53",
                "1795427581 mx1 x | 2026-11-23 09:53 Z",
                "1795427581.25 mx1 x | 2026-11-23 09:53 Z",
                "1795427581,250 mx1 x | 2026-11-23 09:53 Z",
                "1795427581: x | 2026-11-23 09:53 Z",
                "1795427581250 mx1 x | 2026-11-23 09:53 Z",
                "1795427581250.5 mx1 x | 2026-11-23 09:53 Z",
                "[1795427581.250] x | 2026-11-23 09:53 Z",
                "@400000004be0f8b01a2b3c4d info msg 77: x | 2010-05-05 04:48 Z",
                "@400000004be0f8b0 info msg 77: x | 2010-05-05 04:48 Z",
                "*Nov 23 09:53:01.123: %SYS-5-CONFIG_I: x | 11-23 09:53",
                ".Nov 23 09:53:01.123 UTC: %SYS-5-CONFIG_I: x | 11-23 09:53 Z",
                "<189>123: Nov 23 09:53:01: %SYS-5-CONFIG_I: x | 11-23 09:53",
                "<189>123: *Nov 23 2026 09:53:01.123: %SYS-5-CONFIG_I: x | 2026-11-23 09:53",
                "000123: Nov 23 09:53:01: %SYS-5-CONFIG_I: x | 11-23 09:53",
                "<189>123: router1: Nov 23 09:53:01: %SYS-5-CONFIG_I: x | 11-23 09:53",
                "123 <22>1 2026-11-23T09:53:01Z mx1 x | 2026-11-23 09:53 Z",
                "99 <22>Nov 23 09:53:01 mx1 x | 11-23 09:53",
                "<22>1 2026-11-23T09:53:01Z mx1 x 9 - [m a=\"b \\] c\"] x | 2026-11-23 09:53 Z",
                "mail_1  | Nov 23 09:53:01 mx1 x | 11-23 09:53",
                "mail-1 | 2026-11-23T09:53:01.123456789Z Nov 23 09:53:01 mx1 x | 2026-11-23 09:53 Z",
                "\033[36mmail_1  |\033[0m Nov 23 09:53:01 mx1 x | 11-23 09:53",
                "\033[36mmail-1  | \033[0mNov 23 09:53:01 mx1 x | 11-23 09:53",
                "\u00ef\u00bb\u00bfNov 23 09:53:01 mx1 x | 11-23 09:53",
                "\0\0\0\0\0\0\0\0Nov 23 09:53:01 mx1 x | 11-23 09:53",
            })
    void parse_otherFormThatIsKnown_readsTheMinute(String line) {
        int bar = line.lastIndexOf('|');
        assertThat(written(line.substring(0, bar).strip()))
                .isEqualTo(line.substring(bar + 1).strip());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"log\":\"Nov 23 09:54:01 mx1 x\\n\",\"stream\":\"stdout\",\"time\":\"2026-11-23T09:53:01.1Z\"} ; 2026-11-23 09:53 Z",
                "{ \"time\" : \"2026-11-23T09:53:01+01:00\", \"msg\" : \"x\" } ; 2026-11-23 09:53 +01:00",
                "{\"@timestamp\":\"2026-11-23T09:53:01Z\",\"message\":\"a \\\"time\\\":\\\"b\"} ; 2026-11-23 09:53 Z",
                "{\"a\":{\"time\":\"1999-11-23T09:53:01Z\"},\"b\":[1,{}],\"ts\":1795427581.25,\"msg\":\"x\"} ; 2026-11-23 09:53 Z",
                "{\"timestamp\":1795427581250,\"message\":\"x\"} ; 2026-11-23 09:53 Z",
                "{\"__REALTIME_TIMESTAMP\":\"1795427581250000\",\"MESSAGE\":\"x\"} ; 2026-11-23 09:53 Z",
                "{\"time\":\"2026-11-23 09:53:01\",\"message\":\"Nov 23 09:54:01 mx1 x\"} ; 11-23 09:54",
                "{\"time\":\"2026-11-23 09:53:01\",\"message\":\"x\"} ; 2026-11-23 09:53",
                "{\"log\":\"Nov 23 09:54:01 mx1 x\"} ; 11-23 09:54",
                "mail_1  | {\"time\":\"2026-11-23T09:53:01Z\"} ; 2026-11-23 09:53 Z",
                "{\"time\":\"2026-11-23T09:53:01Z\" ; no time",
                "{\"time\":\"2026-11-23T09:53:01Z ; no time",
                "{\"time\":\"09:53:01\",\"msg\":\"x\"} ; no time",
                "{\"a\":\"2026-11-23T09:53:01Z\"} ; no time",
                "{\"msg\":\"{\"} ; no time",
                "{} ; no time",
                "{ ; no time",
            })
    void parse_lineOfJson_readsItsFieldOrTheLineInside(String line, String time) {
        assertThat(written(line)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "11/12/2026 09:53:01 mx1 x",
                "23/11/2026 09:53:01 mx1 x",
                "11-12-2026 09:53:01 mx1 x",
                "23 Nov 26 09:53:01 mx1 x",
                "2026-11/23 09:53:01 mx1 x",
                "Nov 23 2026 mx1 x",
                "Nov 23 0000 09:53:01 mx1 x",
                "Nov 31 2026 09:53:01 mx1 x",
                "Feb 29 2026 09:53:01 mx1 x",
                "29 Feb 2026 09:53:01 mx1 x",
                "Mon Feb 29 09:53:01 2026",
                "Mon 09:53:01 mx1 x",
                "20261323T095301Z mx1 x",
                "20261123T245301Z mx1 x",
                "20261123T0953Z mx1 x",
                "1795427581mx1 x",
                "1795427581.M1P2.mx1 x",
                "0123456789 x",
                "9999999999 x",
                "179542758 x",
                "17954275811 x",
                "555-1234567890 x",
                "@400000004be0f8b01a2b3c info msg 77: x",
                "@000000004be0f8b01a2b3c4d info msg 77: x",
                "@ffffffffffffffff00000000 info msg 77: x",
                "@400000004be0f8b0xyz info msg 77: x",
                "[12345.678901] usb 1-1: x",
                "mail_1 Nov 23 09:53:01 mx1 x",
                "123: mx1 x",
                "\t23 Nov 2026 09:53:01 +0100",
                "Date: Mon, 23 Nov 2026 09:53:01 +0100",
            })
    void parse_numbersThatMayMeanSomethingElse_areNoTime(String line) {
        assertThat(written(line)).isEqualTo(NONE);
    }

    @Test
    void parse_headCutAnywhere_isReadWithinItsEnd() {
        for (WrittenForm form : WrittenForm.values()) {
            byte[] line = form.line(Instant.parse("2026-11-23T09:53:01Z"), ZoneId.of("Europe/Berlin"))
                    .getBytes(StandardCharsets.ISO_8859_1);
            for (int end = 0; end <= line.length; end++) {
                byte[] cut = Arrays.copyOf(line, end);
                byte[] within = line.clone();
                WrittenTime time = new WrittenTime();
                boolean isTime = time.parse(cut, 0, end);
                assertThat(new WrittenTime().parse(within, 0, end))
                        .as("%s %d", form, end)
                        .isEqualTo(isTime);
                assertThat(!isTime || time.end <= end || time.json() != null)
                        .as("%s %d", form, end)
                        .isTrue();
            }
        }
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
                "<>Nov  9 12:01:01 mx1 x",
                "<22Nov  9 12:01:01 mx1 x",
                "<1234567>Nov  9 12:01:01 mx1 x",
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
