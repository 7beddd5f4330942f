package org.mailtally.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenHostTest {

    private final WrittenHost host = new WrittenHost();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Nov  9 12:01:01 mx1 postfix/qmgr[912]: x | mx1",
                "Nov 9 12:01:01 mx1.example.com postfix/qmgr[912]: x | mx1.example.com",
                "Nov  9 12:01:01.123 mx1 postfix/qmgr[912]: x | mx1",
                "<22>Nov  9 12:01:01 mx1 postfix/qmgr[912]: x | mx1",
                "Nov  9 12:01:01 <4.3> mx1 sendmail[1]: x | mx1",
                "Nov  9 12:01:01 <auth.info> mx1 sendmail[1]: x | mx1",
                "Nov  9 12:01:01 src@mx1 sendmail[1]: x | src@mx1",
                "Nov  9 12:01:01 relay/mx1 sendmail[1]: x | relay/mx1",
                "Nov  9 12:01:01 mx1 last message repeated 3 times | mx1",
                "Nov  9 12:01:01 mx1 | mx1",
                "Nov  9 12:01:01 2001:db8::1 sendmail[1]: x | 2001:db8::1",
                "2026-11-23T09:53:01.123456+01:00 mx1 postfix/smtp[1]: x | mx1",
                "2026-11-23T09:53:01Z mx1 postfix/smtp[1]: x | mx1",
                "2026-11-23T09:53:01 mx1 postfix/smtp[1]: x | mx1",
                "<22>1 2026-11-23T09:53:01.003Z mx1 postfix/cleanup 912 - - x | mx1",
                "<22>1 2026-11-23T09:53:01Z mx1 x 9 - [m a=\"b \\] c\"] x | mx1",
                "Nov 23 2026 09:53:01 mx1 x | mx1",
                "Mon Nov 23 09:53:01 2026 mx1 x | mx1",
                "Mon 2026-11-23 09:53:01 CET mx1 x | mx1",
                "Mon 2026-11-23 09:53:01 UTC mx1 x | mx1",
                "1795427581.25 mx1 x | mx1",
                "2026-11-23T09:53:01Z\tmx1\tx | mx1",
                "{\"log\":\"Nov 23 09:53:01 mx1 x\\n\",\"time\":\"2026-11-23T09:53:01Z\"} | mx1",
                "{\"host\":\"mx2\",\"message\":\"Nov 23 09:53:01 mx1 x\",\"ts\":1795427581} | mx1",
                "{\"host\":\"mx2\",\"message\":\"x\",\"ts\":1795427581} | mx2"
            })
    void find_lineThatNamesAHost_isThatWord(String line, String expected) {
        byte[] bytes = ("before\n" + line + "\n").getBytes(StandardCharsets.ISO_8859_1);
        assertThat(host.find(bytes, 7, bytes.length - 1)).isTrue();
        assertThat(new String(bytes, host.start(), host.end() - host.start(), StandardCharsets.ISO_8859_1))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-23 09:53:01 1tEk9G-000000005vi-0000 <= a@example.com H=mx9",
                "2026-11-23 09:53:01 +0100 [1234] 1tEk9G-000000005vi-0000 <= a@example.com",
                "Nov  9 12:01:01  postfix/qmgr[912]: x",
                "Nov  9 12:01:01 postfix/qmgr[912]: x",
                "Nov  9 12:01:01 [exim] x",
                "Nov  9 12:01:01 kernel: x",
                "Nov  9 12:01:01 ",
                "Nov  9 12:01:01",
                "Nov  9 12:01:01 <4.3>",
                "<22>1 2026-11-23T09:53:01.003Z - postfix 912 - - x",
                "2026-11-23T09:53:01Z",
                "[2026-11-23T09:53:01Z] mx1 x",
                "2026/11/23 09:53:01 [notice] x",
                "23/Nov/2026:09:53:01 +0000 x y",
                "@400000004be0f8b01a2b3c4d info msg 77: x",
                "<189>123: *Nov 23 09:53:01.123: %SYS-5-CONFIG_I: x",
                "Nov 23 09:53:01 UTC: %SYS-5-CONFIG_I: x",
                "{\"host\":\"a b\",\"ts\":1795427581}",
                "{\"ts\":1795427581}",
                "  continued mx1 x",
                ""
            })
    void find_lineThatNamesNone_isFalse(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
        assertThat(host.find(bytes, 0, bytes.length)).isFalse();
    }
}
