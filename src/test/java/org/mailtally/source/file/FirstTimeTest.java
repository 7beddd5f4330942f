package org.mailtally.source.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mailtally.time.Walked;

final class FirstTimeTest {

    private static final String UNDATED = "an undated line, such as a dump has\n";

    private final Path folder;
    private LogFolder logs;

    FirstTimeTest(@TempDir Path folder) {
        this.folder = folder;
        this.logs = new LogFolder(folder);
    }

    @ParameterizedTest
    @CsvSource({
        // first line, last line, last modified, year of the first line
        "Nov 23 09:00:00, Nov 23 09:53:00, 2026-11-23T09:53:00Z, 2026",
        "Nov 22 09:00:00, Nov 23 09:53:00, 2026-11-23T00:00:00Z, 2026",
        "Nov 22 09:00:00, Nov 23 23:59:00, 2026-11-23T00:00:00Z, 2026",
        "Nov 24 00:01:00, Nov 24 00:01:00, 2026-11-23T00:00:00Z, 2025",
        "Nov 22 09:00:00, Nov 24 00:01:00, 2026-11-23T00:00:00Z, 2026",
        "Jun  1 09:00:00, Jun 30 09:53:00, 2026-11-23T00:00:00Z, 2026",
        "Dec  1 09:00:00, Dec 31 23:59:59, 2027-01-01T00:00:03Z, 2026",
        "Dec  1 09:00:00, Dec 31 23:59:59, 2026-12-31T23:59:59Z, 2026",
        "Dec  1 09:00:00, Dec 31 23:59:59, 2027-11-23T00:00:00Z, 2026",
        "Dec  1 09:00:00, Jan  5 00:00:00, 2027-01-05T00:00:00Z, 2026",
        "Dec 31 23:59:59, Jan  1 00:00:00, 2027-01-01T00:00:00Z, 2026",
        "Nov 23 09:54:00, Nov 23 09:53:59, 2026-11-23T09:54:00Z, 2026",
        "Nov 23 09:54:00, Nov 23 06:00:00, 2026-11-23T06:00:00Z, 2026",
        "Feb 29 12:00:00, Mar  1 00:00:00, 2028-03-01T00:00:00Z, 2028",
        "Feb 29 12:00:00, Mar  1 00:00:00, 2031-03-01T00:00:00Z, 2028",
        "Feb 28 12:00:00, Feb 29 00:00:00, 2028-02-29T00:00:00Z, 2028",
        "Jan  1 00:00:00, Jan  1 00:10:00, 2026-12-31T23:00:00Z, 2027",
    })
    void find_datesWithoutAYear_takesTheLatestYearTheFilesTimeAllows(
            String first, String last, Instant modified, int year) throws IOException {
        String text = first + " mx1 x\n" + last + " mx1 x\n";

        assertThat(yearOf(text, modified)).isEqualTo(year);
    }

    @Test
    void find_logOfAWholeYear_takesTheYearItWalkedThrough() throws IOException {
        String text = monthly() + "Dec 31 23:59:59 mx1 x\n";

        assertThat(yearOf(text, Instant.parse("2026-12-31T23:59:59Z"))).isEqualTo(2026);
    }

    @Test
    void find_logOfThreeYears_takesTheYearItWalkedFrom() throws IOException {
        String text = monthly().repeat(3);

        assertThat(yearOf(text, Instant.parse("2026-12-01T00:00:00Z"))).isEqualTo(2024);
    }

    @Test
    void find_clockSetBackByHoursMeanwhile_staysInTheYear() throws IOException {
        String text = "Feb 29 10:00:00 mx1 x\nFeb 29 02:00:00 mx1 x\n2028-02-29T02:00:01Z mx1 x\n";

        assertThat(yearOf(text, Instant.parse("2028-02-29T02:00:01Z"))).isEqualTo(2028);
    }

    @Test
    void find_fileThatWasCopiedMuchLater_takesTheYearOfItsLastLineFromItsTime() throws IOException {
        assertThat(yearOf("Dec 30 09:00:00 mx1 x\nJun 30 09:00:00 mx1 x\n", Instant.parse("2026-11-23T10:00:00Z")))
                .isEqualTo(2025);
    }

    @ParameterizedTest
    @EnumSource(Packed.class)
    void find_compressedArchiveOfLastDecember_takesTheYearThatEnded(Packed packed) throws IOException {
        String text = "Dec  1 00:00:01 mx1 x\n".repeat(400_000) + "Dec 31 23:59:59 mx1 x\n";

        OptionalLong first = logs.firstTime(packed.pack(bytes(text)), Instant.parse("2027-01-02T06:25:00Z"));

        assertThat(first).hasValue(Instant.parse("2026-12-01T00:00:00Z").getEpochSecond());
    }

    @ParameterizedTest
    @EnumSource(Packed.class)
    void find_compressedArchiveOverNewYear_takesTheYearBefore(Packed packed) throws IOException {
        String text = "Dec 28 00:00:01 mx1 x\n".repeat(400_000) + "Jan  2 06:25:00 mx1 x\n" + UNDATED;

        OptionalLong first = logs.firstTime(packed.pack(bytes(text)), Instant.parse("2027-01-02T06:25:00Z"));

        assertThat(first).hasValue(Instant.parse("2026-12-28T00:00:00Z").getEpochSecond());
    }

    @Test
    void find_undatedLinesFirst_takesTheFirstDatedOne() throws IOException {
        String text = UNDATED.repeat(100_000) + "Nov 20 09:53:01 mx1 x\nNov 23 09:53:01 mx1 x\n" + UNDATED;

        assertThat(first(text)).hasValue(Instant.parse("2026-11-20T09:53:00Z").getEpochSecond());
    }

    @Test
    void find_undatedLinesLast_takesTheLastDatedOne() throws IOException {
        String text = "Dec 20 09:53:01 mx1 x\nJan 20 09:53:01 mx1 x\n" + UNDATED.repeat(50_000);

        assertThat(yearOf(text, Instant.parse("2026-01-23T10:00:00Z"))).isEqualTo(2025);
    }

    @ParameterizedTest
    @CsvSource({
        // odd lines, where they stand among some of Nov 23
        "Nov 20 09:00:00, first",
        "Jan  1 00:00:12, first",
        "Nov 25 09:00:00, last",
        "Jan  1 00:00:12, last",
        "Jun  1 00:00:12, last",
        "2037-05-05T00:00:00Z, last",
        "Nov 25 09:00:00, everywhere",
        "Feb 29 09:00:00, everywhere",
    })
    void find_oddLines_leaveTheOthersInTheirYear(String odd, String place) throws IOException {
        String line = odd + " mx1 odd\n";
        String others = "Nov 23 09:53:00 mx1 x\n".repeat(3);
        String text =
                switch (place) {
                    case "first" -> line + others;
                    case "last" -> others + line;
                    default -> (others + line).repeat(8);
                };
        long first = logs.firstTime(bytes(text), LogFolder.NOW).orElseThrow();
        List<Instant> windows = Walked.through("UTC", first, List.of(text.split("\n")));

        assertThat(windows)
                .filteredOn(Instant.parse("2026-11-23T09:50:00Z")::equals)
                .hasSizeGreaterThanOrEqualTo(text.split(others, -1).length * 3 - 3);
    }

    @ParameterizedTest
    @EnumSource(Packed.class)
    void find_logOfEighteenMonthsAndMoreThan10MB_isAsRightAsASmallOne(Packed packed) throws IOException {
        byte[] text = days(LocalDate.parse("2025-06-01"), 540, 600);

        OptionalLong first = logs.firstTime(packed.pack(text), Instant.parse("2026-11-23T06:25:00Z"));

        assertThat(text.length).isGreaterThan(10 << 20);
        assertThat(first).hasValue(Instant.parse("2025-06-01T00:00:00Z").getEpochSecond());
    }

    @Test
    void find_largeLogWhoseYearsLieInFewBytes_isWalkedThroughThemClosely() throws IOException {
        byte[] dense = days(LocalDate.parse("2023-11-20"), 4, 60_000);
        byte[] sparse = days(LocalDate.parse("2023-11-24"), 1_090, 25);
        byte[] denseAgain = days(LocalDate.parse("2026-11-18"), 5, 50_000);
        byte[] text = concat(dense, sparse, denseAgain);

        assertThat(logs.firstTime(text, Instant.parse("2026-11-23T06:25:00Z")))
                .hasValue(Instant.parse("2023-11-20T00:00:00Z").getEpochSecond());
    }

    @Test
    void find_largeLogWithAThousandOddLines_isInItsYear() throws IOException {
        StringBuilder text = new StringBuilder();
        for (String day : new String(days(LocalDate.parse("2026-11-01"), 22, 10_000), StandardCharsets.ISO_8859_1)
                .split("(?<=\n)")) {
            text.append(day);
            if (text.length() % 211 == 0) {
                text.append(text.length() % 2 == 0 ? "Jan  1 00:00:12 mx1 odd\n" : "Apr  2 00:00:12 mx1 odd\n");
            }
        }

        assertThat(text.length()).isGreaterThan(9_000_000);
        assertThat(yearOf(text.toString(), Instant.parse("2026-11-23T06:25:00Z")))
                .isEqualTo(2026);
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** So many lines on each of some days. */
    private static byte[] days(LocalDate from, int days, int linesOfADay) {
        DateTimeFormatter head = DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", Locale.ROOT);
        StringBuilder text = new StringBuilder();
        for (int line = 0; line < days * linesOfADay; line++) {
            LocalDateTime time = from.plusDays(line / linesOfADay)
                    .atStartOfDay()
                    .plusSeconds(line % linesOfADay * 86_400L / linesOfADay);
            text.append(head.format(time)).append(" mx1 postfix/qmgr[9]: removed\n");
        }
        return bytes(text.toString());
    }

    @Test
    void find_lastLinesNameTheirYear_countsTheFirstBackFromThere() throws IOException {
        String text = "Nov 20 09:53:01 mx1 x\n" + "2024-11-23T09:53:01.123456+01:00 mx1 x\n".repeat(2);

        assertThat(yearOf(text, LogFolder.NOW)).isEqualTo(2024);
    }

    @Test
    void find_firstLineNamesItsYear_takesItWhateverTheFilesTime() throws IOException {
        assertThat(yearOf("2019-03-01T09:53:01Z mx1 x\nNov 23 09:00:00 mx1 x\n", LogFolder.NOW))
                .isEqualTo(2019);
    }

    @Test
    void find_zoneOfTheFirstLineCutByAChunk_isReadWhole() throws IOException {
        String dated = "2026-11-23T09:53:01.123456+01:00 mx1 x\n";
        for (int place = 17; place < dated.length(); place++) {
            String text = "x".repeat((1 << 16) - place - 1) + "\n" + dated;

            assertThat(first(text))
                    .hasValue(Instant.parse("2026-11-23T08:53:00Z").getEpochSecond());
        }
    }

    @Test
    void find_firstDatedLineLongerThanAChunk_isFound() throws IOException {
        assertThat(first("Nov 20 09:53:01 mx1 " + "x".repeat(200_000) + "\n" + UNDATED))
                .hasValue(Instant.parse("2026-11-20T09:53:00Z").getEpochSecond());
    }

    @Test
    void find_noDatedLine_findsNone() throws IOException {
        assertThat(first(UNDATED.repeat(1000))).isEmpty();
    }

    @Test
    void find_halfWrittenLine_isNoLineYet() throws IOException {
        assertThat(first(UNDATED + "Nov 20 09:53:01 mx1 x")).isEmpty();
    }

    @Test
    void find_fileOfNuls_findsNone() throws IOException {
        assertThat(logs.firstTime(new byte[10 << 20], LogFolder.NOW)).isEmpty();
        assertThat(logs.firstTime(new byte[100], LogFolder.NOW)).isEmpty();
    }

    @Test
    void find_emptyFile_findsNone() throws IOException {
        assertThat(first("")).isEmpty();
    }

    @Test
    void find_fewLinesOfTheRepeatedHour_areOfThisYear() throws IOException {
        logs = new LogFolder(folder, "Europe/Berlin");
        String text = "Oct 25 02:59:00 mx1 summer\nOct 25 02:01:00 mx1 winter\n";

        assertThat(yearOf(text, Instant.parse("2026-10-25T01:01:00Z"))).isEqualTo(2026);
    }

    @Test
    void find_timeOfAZone_isThatZonesMinute() throws IOException {
        logs = new LogFolder(folder, "Europe/Berlin");

        assertThat(first("Nov 20 00:10:00 mx1 x\n"))
                .hasValue(Instant.parse("2026-11-19T23:10:00Z").getEpochSecond());
        assertThat(yearOf("Jan  1 00:10:00 mx1 x\n", Instant.parse("2026-12-31T23:10:00Z")))
                .isEqualTo(2026);
    }

    /** A line on the first of each month. */
    private static String monthly() {
        return Stream.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
                .map(month -> month + "  1 00:00:00 mx1 x\n")
                .collect(Collectors.joining());
    }

    private OptionalLong first(String text) throws IOException {
        return logs.firstTime(bytes(text), LogFolder.NOW);
    }

    private int yearOf(String text, Instant modified) throws IOException {
        long first = logs.firstTime(bytes(text), modified).orElseThrow();
        return Instant.ofEpochSecond(first).atZone(java.time.ZoneOffset.UTC).getYear();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
