package org.mailtally.log;

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
                "<22>1 2026-11-23T09:53:01.003Z mx1 postfix/cleanup 912 - - x | mx1"
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
                "  continued mx1 x",
                ""
            })
    void find_lineThatNamesNone_isFalse(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
        assertThat(host.find(bytes, 0, bytes.length)).isFalse();
    }
}
