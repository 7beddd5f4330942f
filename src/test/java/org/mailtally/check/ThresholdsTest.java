package org.mailtally.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThresholdsTest {

    private static String line(Counted counted, @Nullable String warning, @Nullable String critical) {
        return Thresholds.parse(warning, critical).judge(counted).line();
    }

    @ParameterizedTest
    @CsvSource({
        "1284, 50:5000, 1:20000, OK, 0",
        "49, 50:5000, 1:20000, WARNING, 1",
        "5001, 50:5000, 1:20000, WARNING, 1",
        "0, 50:5000, 1:20000, CRITICAL, 2",
        "20001, 50:5000, 1:20000, CRITICAL, 2",
        "7, , , OK, 0",
        "7, 8:, , WARNING, 1",
        "7, , 8:, CRITICAL, 2",
        "7, '', '', OK, 0"
    })
    void judge_count_criticalWinsOverWarning(
            long messages, @Nullable String warning, @Nullable String critical, State state, int exitCode) {
        Result result = Thresholds.parse(warning, critical).judge(Counted.of("outgoing", 60, messages));

        assertThat(result.state()).isEqualTo(state);
        assertThat(result.state().exitCode()).isEqualTo(exitCode);
    }

    @Test
    void line_bothRanges_echoesThemAsGiven() {
        assertThat(line(Counted.of("outgoing", 60, 1284), "50:5000", "1:20000"))
                .isEqualTo("MAILTALLY OK - 1284 messages in the last 60 minutes | outgoing=1284;50:5000;1:20000;0");
    }

    @Test
    void line_noRanges_leavesTheirFieldsEmpty() {
        assertThat(line(Counted.of("bounced", 5, 3), null, null))
                .isEqualTo("MAILTALLY OK - 3 messages in the last 5 minutes | bounced=3;;;0");
    }

    @Test
    void line_oneMessageInOneMinute_isSingular() {
        assertThat(line(Counted.of("outgoing", 1, 1), null, "@1"))
                .isEqualTo("MAILTALLY CRITICAL - 1 message in the last minute | outgoing=1;;@1;0");
    }

    @Test
    void line_linesReadAndUnreadMinutes_areSaidBeforeThePerformanceData() {
        Counted counted = Counted.of("outgoing", 60, 0)
                .withLinesRead(12431)
                .withUnreadMinutes(20)
                .withRemark("mail.log is silent");

        assertThat(line(counted, "1:", null))
                .isEqualTo("MAILTALLY WARNING - 0 messages in the last 60 minutes (12,431 lines read), 20 of 60 minutes"
                        + " were not read, mail.log is silent | outgoing=0;1:;;0");
    }

    @Test
    void line_everythingRead_saysNothingOfUnreadMinutes() {
        assertThat(line(Counted.of("outgoing", 60, 2).withLinesRead(1).withUnreadMinutes(0), null, null))
                .startsWith("MAILTALLY OK - 2 messages in the last 60 minutes (1 line read) |");
    }

    @Test
    void line_oneMinuteUnread_isSingular() {
        assertThat(line(Counted.of("outgoing", 60, 2).withUnreadMinutes(1), null, null))
                .contains(", 1 of 60 minutes was not read |");
    }

    @Test
    void line_labelWithBlankOrQuote_isQuoted() {
        assertThat(line(Counted.of("a b", 60, 2), null, null)).endsWith("| 'a b'=2;;;0");
        assertThat(line(Counted.of("it's", 60, 2), null, null)).endsWith("| 'it''s'=2;;;0");
        assertThat(line(Counted.of("a=b-c_d", 60, 2), null, null)).endsWith("| a_b-c_d=2;;;0");
    }

    @Test
    void unknown_textWithBarAndLineBreak_staysOneLineWithoutPerformanceData() {
        assertThat(Result.unknown("no such tracker 'a|b\r\nc'; there are: outgoing, bounced")
                        .line())
                .isEqualTo("MAILTALLY UNKNOWN - no such tracker 'a/b c'; there are: outgoing, bounced");
    }

    @Test
    void parse_badRange_namesWhichOne() {
        assertThatThrownBy(() -> Thresholds.parse("1:2", "2:1")).hasMessageStartingWith("critical range '2:1'");
        assertThatThrownBy(() -> Thresholds.parse("x", "y")).hasMessageStartingWith("warning range 'x'");
    }

    @Property
    void line_anyText_isReadBackAsTheSameResult(@ForAll State state, @ForAll String text) {
        Result result = new Result(state, "about " + text, "outgoing=1;;;0");

        assertThat(result.line()).doesNotContain("\n", "\r");
        assertThat(Result.parse(result.line())).contains(result);
    }
}
