package org.mailtally.tally;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailtally.pattern.LinePattern;
import org.mailtally.source.Place;
import org.mailtally.source.Processors;
import org.mailtally.source.file.OpenLog;

/** A line that says how often a message was repeated stands for so many. */
final class RepeatedMessagesTest {

    private static final String HEAD = "Nov 23 09:53:01 ";
    private static final String PATTERN = "/smtpd\\[\\d+\\]: connect from (?<client>\\S+)";

    private final Random random = new Random(23);
    private final LogUnderTest log;

    RepeatedMessagesTest(@TempDir Path folder) {
        log = new LogUnderTest(folder);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "mx1 postfix/smtpd[9]: message repeated 3 times: [ connect from a] ; 1+3",
                "mx1 postfix/smtpd[9]: message repeated 3 times: [connect from a] ; 1+3",
                "mx1 last message repeated 3 times ; 1+3",
                "mx1 last message repeated 1 time ; 1+1",
                "mx1 --- last message repeated 3 times --- ; 1+3",
                "mx1 syslogd: last message repeated 3 times ; 1+3",
                "mx2 last message repeated 3 times ; 1",
                "mx1 postfix/smtpd[9]: message repeated 3 times: [ disconnect from a] ; 1",
                "mx1 postfix/smtpd[9]: message repeated 0 times: [ connect from a] ; 1",
                "mx1 postfix/smtpd[9]: message repeated 1000001 times: [ connect from a] ; 1",
                "mx1 last message repeated 1000001 times ; 1",
                "mx1 last message repeated 99999999999 times ; 1",
                "mx1 postfix/smtpd[9]: helo=<message repeated 9 times: [ x> connect from a] ; 1",
                "mx1 postfix/smtpd[9]: helo=<last message repeated 9 times> ; 1",
                "mx1 last message repeated 9 times, or so ; 1",
            })
    void count_lineThatSaysHowOften_isSoManyWhereItCanBeBelieved(String repeat, String counts) throws IOException {
        log.write(HEAD + "mx1 postfix/smtpd[9]: connect from a\n" + HEAD + repeat + "\n");
        long expected = List.of(counts.strip().split("\\+")).stream()
                .mapToLong(Long::parseLong)
                .sum();

        assertThat(counted(trackers(null, true))).containsEntry("x", expected).containsEntry("lines", 2L);
        assertThat(counted(trackers(null, false))).containsEntry("x", 1L).containsEntry("lines", 2L);
    }

    @Test
    void count_repeatsOfARepeatedLine_areAllThatOneLine() throws IOException {
        log.write(HEAD + "mx1 postfix/smtpd[9]: message repeated 2 times: [ connect from a]\n" + HEAD
                + "mx2 postfix/smtpd[9]: disconnect\n" + HEAD + "mx1 last message repeated 3 times\n" + HEAD
                + "an undated one\n" + HEAD + "mx1 last message repeated 4 times\r\n" + HEAD
                + "mx2 last message repeated 5 times\n");

        assertThat(counted(trackers(null, true))).containsEntry("x", 9L);
    }

    @Test
    void count_repeatBehindTheHeadOfRfc5424_isSoMany() throws IOException {
        String head = "<22>1 2026-11-23T09:53:01Z mx1 postfix/smtpd 9 - - ";
        log.write(head + "connect from a\n" + head + "message repeated 3 times: [ connect from a]\n");
        MatchCounting counting = new MatchCounting(LinePattern.compile(" - connect from a"));
        try (OpenLog open = log.open();
                Processors one = Processors.of(1)) {
            LogUnderTest.portion(open, open.start()).read(counting, one);
        }

        assertThat(counting.windows().values()).containsExactly(4L);
    }

    @Test
    void count_lineTooFarBefore_isNotRepeated() throws IOException {
        String far = HEAD + "mx2 postfix/smtpd[9]: " + "y".repeat(1_000) + "\n";
        String first = HEAD + "mx1 postfix/smtpd[9]: connect from a\n";
        String last = HEAD + "mx1 last message repeated 3 times\n";

        log.write(first + far.repeat(3) + last);
        assertThat(counted(trackers(null, true))).containsEntry("x", 4L);
        log.write(first + far.repeat(4) + last);
        assertThat(counted(trackers(null, true))).containsEntry("x", 1L);
    }

    @Test
    void values_repeatedLine_countsUnderItsValue() throws IOException {
        log.write(
                HEAD + "mx1 postfix/smtpd[9]: connect from a\n" + HEAD + "mx2 postfix/smtpd[9]: connect from b\n" + HEAD
                        + "mx1 last message repeated 3 times\n" + HEAD
                        + "mx2 postfix/smtpd[9]: message repeated 5 times: [ connect from c]\n");

        assertThat(values("client")).isEqualTo(Map.of("a", 4L, "b", 1L, "c", 5L));
        assertThat(values("host")).isEqualTo(Map.of("mx1", 4L, "mx2", 6L));
    }

    private Map<String, Long> values(String by) throws IOException {
        Trackers trackers = trackers(by, true);
        Map<String, Long> values = new HashMap<>();
        try (OpenLog open = log.open()) {
            Tally tally = trackers.aggregate(trackers.filter(
                    new Task.OfPortion(LogUnderTest.portion(open, open.start()), Set.of("x"), trackers.now(), null)));
            for (BreakDown each : tally.breakDowns()) {
                NamedValues named = new NamedValues();
                each.values().forEach(value -> named.put(value.text(), 0));
                Objects.requireNonNull(tally.recount()).count(Map.of(each.key(), named));
                for (BreakDown.Value value : each.values()) {
                    values.put(value.text(), value.count());
                    assertThat(named.count(value.text())).isEqualTo(value.count());
                }
                assertThat(each.total())
                        .isEqualTo(each.values().stream()
                                .mapToLong(BreakDown.Value::count)
                                .sum());
            }
        }
        return values;
    }

    @Test
    void counts_ofRandomLogsInAnyParts_areThoseOfTheLinesThatAreMeant() throws IOException {
        for (int round = 0; round < 400; round++) {
            Map<String, Long> meant = new HashMap<>();
            List<String> lines = lines(1 + random.nextInt(50), meant);
            log.write(String.join("", lines));
            Trackers trackers = trackers("host", true);
            int cut = String.join("", lines.subList(0, random.nextInt(lines.size() + 1)))
                    .length();

            assertThat(countedInParts(trackers, cut)).as("%d of %s", cut, lines).isEqualTo(meant);
        }
    }

    @Test
    void counts_ofALongLogByTwoProcessors_areThoseOfTheLinesThatAreMeant() throws IOException {
        Map<String, Long> meant = new HashMap<>();
        log.write(String.join("", lines(60_000, meant)));
        MatchCounting alone = new MatchCounting(LinePattern.compile(PATTERN));
        try (OpenLog open = log.open();
                Processors two = Processors.of(2)) {
            LogUnderTest.portion(open, open.start()).read(alone, two);
        }

        assertThat(alone.windows().values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(meant.values().stream().mapToLong(Long::longValue).sum());
        assertThat(countedInParts(trackers("host", true), 0)).isEqualTo(meant);
    }

    /** Lines of which none is further from what it repeats than is looked back. */
    private List<String> lines(int count, Map<String, Long> meant) {
        List<String> lines = new ArrayList<>();
        int sinceAll = 0;
        for (int line = 0; line < count; line++) {
            String host = "mx" + random.nextInt(3);
            int times = 1 + random.nextInt(5);
            boolean matches = random.nextBoolean();
            String message = matches ? "connect from a" : "disconnect from a";
            int kind = sinceAll > 20 ? 0 : random.nextInt(4);
            if (kind == 0) {
                sinceAll = 0;
            }
            sinceAll++;
            switch (kind) {
                case 0, 1 -> lines.add(HEAD + host + " postfix/smtpd[9]: " + message + "\n");
                case 2 ->
                    lines.add(HEAD + host + " postfix/smtpd[9]: message repeated " + times + " times: [ " + message
                            + "]\n");
                default -> lines.add(HEAD + host + " last message repeated " + times + " times\n");
            }
            boolean counts = kind == 3 ? known(lines, host) : matches;
            if (counts) {
                meant.merge(host, kind < 2 ? 1L : times, Long::sum);
            }
        }
        return lines;
    }

    /** Whether the nearest line of a host matches, in the last 4096 bytes before the line that was added last. */
    private static boolean known(List<String> lines, String host) {
        int bytes = 0;
        for (int line = lines.size() - 2; line >= 0; line--) {
            bytes += lines.get(line).length();
            boolean isOfHost = lines.get(line).startsWith(HEAD + host + " ")
                    && !lines.get(line).contains(" last ");
            if (bytes > 4_096 || isOfHost) {
                return bytes <= 4_096 && lines.get(line).matches("(?s).*[ :]connect from.*");
            }
        }
        return false;
    }

    private static Trackers trackers(@Nullable String by, boolean repeats) {
        TrackerDefinition tracker = new TrackerDefinition("x", "X", LinePattern.compile(PATTERN), by);
        return new Trackers(() -> List.of(tracker), 10, Processors.of(1), repeats);
    }

    private Map<String, Long> counted(Trackers trackers) throws IOException {
        Map<String, Long> counted = new HashMap<>();
        try (OpenLog open = log.open()) {
            trackers.aggregate(trackers.filter(new Task.OfPortion(
                            LogUnderTest.portion(open, open.start()), Set.of("x", "lines"), trackers.now(), null)))
                    .entries()
                    .forEach(entry -> add(counted, entry));
        }
        return counted;
    }

    private static void add(Map<String, Long> counted, Tally.Entry entry) {
        if (entry.key().step() == Step.DAY) {
            counted.merge(entry.key().tracker(), entry.count(), Long::sum);
        }
    }

    /** The counts by host of the lines before a byte, and of those behind it. */
    private Map<String, Long> countedInParts(Trackers trackers, int cut) throws IOException {
        Map<String, Long> counted = new HashMap<>();
        try (OpenLog open = log.open()) {
            Place place = open.start();
            for (long most : new long[] {cut, Long.MAX_VALUE}) {
                var portion = most == 0 ? null : open.portion(place, most);
                if (portion != null) {
                    Tally tally = trackers.aggregate(
                            trackers.filter(new Task.OfPortion(portion, Set.of("x"), trackers.now(), null)));
                    place = portion.end();
                    tally.breakDowns().stream()
                            .filter(each -> each.key().step() == Step.DAY)
                            .flatMap(each -> each.values().stream())
                            .forEach(value -> counted.merge(value.text(), value.count(), Long::sum));
                }
            }
        }
        return counted;
    }
}
