package org.mailtally.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mailtally.time.Walked.through;
import static org.mailtally.time.Walked.windows;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TimeWalkTest {

    private static final String BERLIN = "Europe/Berlin";

    @Test
    void next_decemberToJanuary_walksForwardIntoTheNewYear() {
        assertThat(through(
                        "UTC",
                        "2026-12-31T23:54:00Z",
                        "Dec 31 23:54:59 mx1 x",
                        "Dec 31 23:59:59 mx1 x",
                        "Jan  1 00:00:00 mx1 x",
                        "Jan  1 00:05:00 mx1 x"))
                .isEqualTo(windows(
                        "2026-12-31T23:50:00Z",
                        "2026-12-31T23:55:00Z",
                        "2027-01-01T00:00:00Z",
                        "2027-01-01T00:05:00Z"));
    }

    @Test
    void next_lineLateBySecondsOverNewYear_staysInTheOldYear() {
        assertThat(through(
                        "UTC",
                        "2026-12-31T23:59:00Z",
                        "Dec 31 23:59:59 mx1 x",
                        "Jan  1 00:00:00 mx1 x",
                        "Dec 31 23:59:58 mx1 late",
                        "Jan  1 00:00:01 mx1 x"))
                .isEqualTo(windows(
                        "2026-12-31T23:55:00Z",
                        "2027-01-01T00:00:00Z",
                        "2026-12-31T23:55:00Z",
                        "2027-01-01T00:00:00Z"));
    }

    @Test
    void next_silenceOfMonthsOverNewYear_takesTheNextYear() {
        assertThat(through("UTC", "2025-12-20T10:00:00Z", "Dec 20 10:00:00 mx1 x", "Jun 18 10:00:00 mx1 x"))
                .isEqualTo(windows("2025-12-20T10:00:00Z", "2026-06-18T10:00:00Z"));
    }

    @Test
    void next_29February_belongsToALeapYear() {
        assertThat(through(
                        "UTC",
                        "2028-02-28T12:00:00Z",
                        "Feb 28 12:00:00 mx1 x",
                        "Feb 29 12:00:00 mx1 x",
                        "Mar  1 12:00:00 mx1 x"))
                .isEqualTo(windows("2028-02-28T12:00:00Z", "2028-02-29T12:00:00Z", "2028-03-01T12:00:00Z"));
    }

    @Test
    void next_29FebruaryWhereNoNearYearHasOne_belongsToTheLineBefore() {
        assertThat(through("UTC", "2025-02-28T12:00:00Z", "Feb 28 12:00:00 mx1 x", "Feb 29 18:00:00 mx1 x"))
                .isEqualTo(windows("2025-02-28T12:00:00Z", "2025-02-28T12:00:00Z"));
    }

    @Test
    void next_autumnNight_resolvesTheRepeatedHourByOrder() {
        assertThat(through(
                        BERLIN,
                        "2026-10-24T23:59:00Z",
                        "Oct 25 01:59:00 mx1 x",
                        "Oct 25 02:00:00 mx1 summer",
                        "Oct 25 02:59:59 mx1 summer",
                        "Oct 25 02:00:00 mx1 winter",
                        "Oct 25 02:30:00 mx1 winter",
                        "Oct 25 02:59:00 mx1 winter",
                        "Oct 25 03:00:00 mx1 x"))
                .isEqualTo(windows(
                        "2026-10-24T23:55:00Z",
                        "2026-10-25T00:00:00Z",
                        "2026-10-25T00:55:00Z",
                        "2026-10-25T01:00:00Z",
                        "2026-10-25T01:30:00Z",
                        "2026-10-25T01:55:00Z",
                        "2026-10-25T02:00:00Z"));
    }

    @Test
    void next_lineLateBySecondsInTheRepeatedHour_doesNotBeginItsSecondPass() {
        assertThat(through(
                        BERLIN,
                        "2026-10-25T00:29:00Z",
                        "Oct 25 02:29:59 mx1 x",
                        "Oct 25 02:30:00 mx1 x",
                        "Oct 25 02:29:58 mx1 late",
                        "Oct 25 02:30:01 mx1 x"))
                .isEqualTo(windows(
                        "2026-10-25T00:25:00Z",
                        "2026-10-25T00:30:00Z",
                        "2026-10-25T00:25:00Z",
                        "2026-10-25T00:30:00Z"));
    }

    @Test
    void next_lineLateBySecondsAtTheTurnOfTheRepeatedHour_staysInTheFirstPass() {
        assertThat(through(
                        BERLIN,
                        "2026-10-25T00:59:00Z",
                        "Oct 25 02:59:59 mx1 x",
                        "Oct 25 02:00:00 mx1 winter",
                        "Oct 25 02:59:59 mx1 late, from summer",
                        "Oct 25 02:00:01 mx1 winter"))
                .endsWith(windows("2026-10-25T01:00:00Z").get(0));
    }

    @Test
    void next_springNight_movesASkippedTimeOnByTheGap() {
        assertThat(through(
                        BERLIN,
                        "2027-03-28T00:59:00Z",
                        "Mar 28 01:59:59 mx1 x",
                        "Mar 28 02:30:00 mx1 skipped",
                        "Mar 28 03:30:00 mx1 x"))
                .isEqualTo(windows("2027-03-28T00:55:00Z", "2027-03-28T01:30:00Z", "2027-03-28T01:30:00Z"));
    }

    @Test
    void next_halfHourZone_keepsWindowsOfUtc() {
        assertThat(through("Asia/Kolkata", "2026-11-23T04:23:00Z", "Nov 23 09:53:01 mx1 x"))
                .isEqualTo(windows("2026-11-23T04:20:00Z"));
        assertThat(through("Asia/Kathmandu", "2026-11-23T04:08:00Z", "Nov 23 09:53:01 mx1 x"))
                .isEqualTo(windows("2026-11-23T04:05:00Z"));
        assertThat(through("UTC", "2026-11-23T00:00:00Z", "2026-11-23T09:53:01+05:30 mx1 x"))
                .isEqualTo(windows("2026-11-23T04:20:00Z"));
    }

    @Test
    void next_logThatChangesFormInTheMiddle_readsEachLineByItself() {
        assertThat(through(
                        BERLIN,
                        "2026-11-23T08:50:00Z",
                        "Nov 23 09:50:00 mx1 x",
                        "2026-11-23T09:55:00.123456+01:00 mx1 x",
                        "<22>1 2026-11-23T09:00:00.003Z mx1 x - - -",
                        "2026-11-23 10:05:00 1tEk9G-000000005vi-0000 <= x",
                        "<22>Nov 23 10:10:00 mx1 x"))
                .isEqualTo(windows(
                        "2026-11-23T08:50:00Z",
                        "2026-11-23T08:55:00Z",
                        "2026-11-23T09:00:00Z",
                        "2026-11-23T09:05:00Z",
                        "2026-11-23T09:10:00Z"));
    }

    @Test
    void next_undatedLines_belongToTheLineBefore() {
        assertThat(through(
                        "UTC",
                        "2026-11-23T09:53:00Z",
                        "undated, before the first dated line",
                        "Nov 23 09:53:00 mx1 x",
                        "Nov 31 10:00:00 impossible",
                        "Nov 23 10:00:00 mx1 x",
                        "",
                        "\tcontinued"))
                .isEqualTo(windows(
                        "2026-11-23T09:50:00Z",
                        "2026-11-23T09:50:00Z",
                        "2026-11-23T09:50:00Z",
                        "2026-11-23T10:00:00Z",
                        "2026-11-23T10:00:00Z",
                        "2026-11-23T10:00:00Z"));
    }

    @Test
    void next_leapSecond_belongsToItsMinute() {
        assertThat(through("UTC", "2016-12-31T23:59:00Z", "Dec 31 23:59:60 mx1 x", "2016-12-31T23:59:60.5Z mx1 x"))
                .isEqualTo(windows("2016-12-31T23:55:00Z", "2016-12-31T23:55:00Z"));
    }

    @Test
    void next_datedLineFarOff_countsAtItsOwnTime() {
        assertThat(through("UTC", "2026-11-23T09:53:00Z", "2026-11-23T09:53:00Z mx1 x", "1999-12-31T23:59:59Z mx1 x"))
                .isEqualTo(windows("2026-11-23T09:50:00Z", "1999-12-31T23:55:00Z"));
    }

    @Test
    void next_headThatOnlyResemblesTheOneBefore_isReadByItself() {
        assertThat(through(
                        BERLIN,
                        "2026-11-23T09:53:00Z",
                        "2026-11-23T09:53:01.123456Z x",
                        "2026-11-23T09:53:019123456Z x"))
                .isEqualTo(windows("2026-11-23T09:50:00Z", "2026-11-23T08:50:00Z"));
    }

    @Test
    void next_dayPaddedOrNot_isTheSameMinuteOfTheZone() {
        assertThat(through(BERLIN, "2026-11-09T11:01:00Z", "Nov  9 12:01:01 mx1 x", "Nov 9 12:01:01 mx1 x"))
                .isEqualTo(windows("2026-11-09T11:00:00Z", "2026-11-09T11:00:00Z"));
    }

    @Test
    void next_fractionsAndOffsets_areOfTheirMinute() {
        assertThat(through(
                        BERLIN,
                        "2026-11-23T08:53:00Z",
                        "2026-11-23T09:53:01.123456+01:00 mx1 x",
                        "2026-11-23T09:54:59.999999+0100 mx1 x",
                        "2026-11-23T05:25:00,5-03:30 mx1 x",
                        "2026-11-23T08:59:59.999999999Z mx1 x"))
                .isEqualTo(windows(
                        "2026-11-23T08:50:00Z",
                        "2026-11-23T08:50:00Z",
                        "2026-11-23T08:55:00Z",
                        "2026-11-23T08:55:00Z"));
    }

    @Test
    void next_lineLateBySecondsOverAWindowsEnd_countsInItsOwnWindow() {
        assertThat(through(
                        BERLIN,
                        "2026-11-23T08:55:00Z",
                        "Nov 23 09:55:00 mx1 x",
                        "Nov 23 09:54:58 mx1 late",
                        "Nov 23 09:55:01 mx1 x"))
                .isEqualTo(windows("2026-11-23T08:55:00Z", "2026-11-23T08:50:00Z", "2026-11-23T08:55:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        // a line among some of 2026-11-23, and the window that it gets
        "Nov 21 09:00:00, 2026-11-21T09:00:00Z",
        "Jan  1 00:00:12, 2027-01-01T00:00:00Z",
        "Dec 13 09:00:00, 2026-12-13T09:00:00Z",
        "May 24 09:00:00, 2027-05-24T09:00:00Z",
        "May 25 09:00:00, 2026-05-25T09:00:00Z",
        "1999-12-31T23:59:59Z, 1999-12-31T23:55:00Z",
        "2037-05-05T00:00:00Z, 2037-05-05T00:00:00Z",
        "2025-11-23T10:00:00Z, 2025-11-23T10:00:00Z",
        "9999-12-31T23:59:00-18:00, 2026-11-23T09:50:00Z",
        "1899-12-31T23:59:59Z, 2026-11-23T09:50:00Z",
        "0001-01-01T00:00:00Z, 2026-11-23T09:50:00Z",
        "Feb 30 09:00:00, 2026-11-23T09:50:00Z",
    })
    void next_oddLine_costsThatLineAlone(String odd, Instant window) {
        String line = odd + " mx1 odd";
        assertThat(through(
                        "UTC",
                        "2026-11-23T09:53:00Z",
                        "Nov 23 09:53:01 mx1 x",
                        line,
                        "\tcontinued",
                        line,
                        "Nov 23 10:13:01 mx1 x",
                        line,
                        "Nov 23 10:18:01 mx1 x"))
                .containsExactly(
                        Instant.parse("2026-11-23T09:50:00Z"),
                        window,
                        window,
                        window,
                        Instant.parse("2026-11-23T10:10:00Z"),
                        window.equals(Instant.parse("2026-11-23T09:50:00Z"))
                                ? Instant.parse("2026-11-23T10:10:00Z")
                                : window,
                        Instant.parse("2026-11-23T10:15:00Z"));
    }

    @Test
    void next_oddLineInTheRepeatedHour_leavesThePassAsItIs() {
        assertThat(through(
                        BERLIN,
                        "2026-10-25T00:30:00Z",
                        "Oct 25 02:30:00 mx1 summer",
                        "Oct 28 09:00:00 mx1 odd",
                        "Oct 25 02:31:00 mx1 summer",
                        "Oct 25 02:10:00 mx1 winter",
                        "Oct 22 09:00:00 mx1 odd",
                        "Oct 22 09:00:00 mx1 odd",
                        "Oct 25 02:20:00 mx1 winter"))
                .isEqualTo(windows(
                        "2026-10-25T00:30:00Z",
                        "2026-10-28T08:00:00Z",
                        "2026-10-25T00:30:00Z",
                        "2026-10-25T01:10:00Z",
                        "2026-10-22T07:00:00Z",
                        "2026-10-22T07:00:00Z",
                        "2026-10-25T01:20:00Z"));
    }

    @Test
    void next_clockSetBackForGood_goesOnThere() {
        for (String before : List.of("Nov 23 03:00:00", "Nov 20 10:00:00", "Sep  1 10:00:00")) {
            assertThat(through(
                                    "UTC",
                                    "2026-11-23T09:53:00Z",
                                    "Nov 23 09:53:00 mx1 x",
                                    before + " mx1 x",
                                    before + " mx1 x")
                            .get(2))
                    .isBetween(Instant.parse("2026-09-01T00:00:00Z"), Instant.parse("2026-11-23T09:50:00Z"));
        }
    }

    @Test
    void state_asText_isReadAgain_alsoOfACheckpointThatHeldOneNumber() {
        TimeState odd = new TimeState(60, 1_795_427_580, -120, TimeState.NONE);
        TimeState near = new TimeState(60, 120, 180, 240);

        assertThat(TimeState.parse(odd.text())).isEqualTo(odd);
        assertThat(TimeState.parse(near.text())).isEqualTo(near);
        assertThat(TimeState.parse("1795427580")).isEqualTo(TimeState.first(1_795_427_580));
        assertThat(TimeState.first(1_795_427_580).text()).isEqualTo("1795427580");
        assertThatThrownBy(() -> TimeState.parse("1/2")).isInstanceOf(NumberFormatException.class);
    }

    @Test
    void next_crashInTheRepeatedHour_walksOnInThePassOfTheLastLine() {
        TimeWalk crashed =
                new TimeWalk(ZoneId.of(BERLIN).getRules(), TimeState.first(epochSecond("2026-10-25T00:50:00Z")));
        next(crashed, "Oct 25 02:50:00 mx1 summer");
        TimeWalk secondPass = new TimeWalk(ZoneId.of(BERLIN).getRules(), crashed.state());

        assertThat(next(secondPass, "Oct 25 02:10:00 mx1 winter")).isEqualTo(epochSecond("2026-10-25T01:10:00Z"));
        TimeWalk stillSecondPass = new TimeWalk(ZoneId.of(BERLIN).getRules(), secondPass.state());
        assertThat(next(stillSecondPass, "Oct 25 02:50:00 mx1 winter")).isEqualTo(epochSecond("2026-10-25T01:50:00Z"));
    }

    private static long epochSecond(String time) {
        return Instant.parse(time).getEpochSecond();
    }

    private static long next(TimeWalk walk, String line) {
        byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
        return walk.next(bytes, 0, bytes.length);
    }
}
