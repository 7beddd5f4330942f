package org.mailtally.tally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailtally.pattern.LinePattern;
import org.mailtally.source.file.OpenLog;

class ByValueTest {

    @TempDir
    private Path folder;

    /** The values of one day of a log, as {@code value*count}. */
    private List<String> values(String pattern, String by, int limit, String... lines) throws IOException {
        TrackerDefinition tracker = new TrackerDefinition("x", "X", LinePattern.compile(pattern), by);
        Trackers trackers = new Trackers(() -> List.of(tracker), limit);
        LogUnderTest log = new LogUnderTest(folder);
        StringBuilder text = new StringBuilder();
        for (String line : lines) {
            text.append(new String(line.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1))
                    .append('\n');
        }
        log.write(text.toString());
        try (OpenLog open = log.open()) {
            Tally tally = trackers.aggregate(trackers.filter(new Task.OfPortion(
                    LogUnderTest.portion(open, open.start()), Set.of("x", "lines"), trackers.now(), null)));
            List<String> found = new ArrayList<>();
            for (BreakDown each : tally.breakDowns()) {
                if (each.key().step() == Step.DAY) {
                    each.values().forEach(value -> found.add(value.text() + "*" + value.count()));
                    long named = each.values().stream()
                            .mapToLong(BreakDown.Value::count)
                            .sum();
                    found.add("+" + (each.total() - named));
                }
            }
            return found;
        }
    }

    private static String line(String rest) {
        return "Nov 23 09:5%d:01 %s".formatted(rest.length() % 10, rest);
    }

    @Test
    void host_isTheLinesOwn_orNone() throws IOException {
        assertThat(values("sent", "host", 9, line("mx1 a: sent"), line("mx2 a: sent"), line("mx1 b: sent"), " sent"))
                .containsExactly("mx1*2", "mx2*1", "-*1", "+0");
    }

    @Test
    void group_thatIsFoundInTooManySteps_isNoneAndItsLineIsCounted() throws IOException {
        String pattern = "(?:(?<x>.*.*.*.*.*.*.*b)|a+!)";

        assertThat(values(pattern, "x", 9, line("mx1 " + "a".repeat(200) + "!"), line("mx1 ab")))
                .hasSize(3)
                .startsWith("-*1");
        assertThat(values(pattern, "host", 9, line("mx1 " + "a".repeat(200) + "!")))
                .containsExactly("mx1*1", "+0");
    }

    @Test
    void groupNamedHost_winsOverTheLinesHost() throws IOException {
        assertThat(values("relay=(?<host>[a-z]+)?", "host", 9, line("mx1 a: relay=out"), line("mx1 a: relay=")))
                .containsExactly("out*1", "-*1", "+0");
    }

    @Test
    void valuesBeyondTheLimit_areTheOthers_andSoIsTheValueOther() throws IOException {
        assertThat(values(
                        "to=(?<to>\\S*)",
                        "to",
                        2,
                        line("mx a: to=other"),
                        line("mx a: to=b"),
                        line("mx a: to=a"),
                        line("mx a: to=c"),
                        line("mx a: to=b")))
                .containsExactly("b*2", "a*1", "+2");
    }

    @Test
    void hostileValues_areMadeSafeAndBounded() throws IOException {
        String longest = "x".repeat(100);
        assertThat(values(
                        "to=(?<to>.*)",
                        "to",
                        20,
                        line("mx a: to=\u001b[31mred\u0000"),
                        line("mx a: to= J\u00fcrgen "),
                        line("mx a: to=\u202egnp.exe"),
                        line("mx a: to=<b>"),
                        line("mx a: to=\ud83d\udc8c"),
                        line("mx a: to=" + longest),
                        line("mx a: to=" + longest + "y"),
                        line("mx a: to=" + longest + "z"),
                        line("mx a: to=   "),
                        line("mx a: to=a\tb\r")))
                .containsExactly(
                        "[31mred*1",
                        "J\u00fcrgen*1",
                        "\ufffdgnp.exe*1",
                        "<b>*1",
                        "\ud83d\udc8c*1",
                        longest + "*1",
                        "x".repeat(99) + "…*2",
                        "-*1",
                        "a\ufffdb*1",
                        "+0");
    }

    @Test
    void bytesThatAreNoUtf8_areReplaced() {
        byte[] latin1 = "J\u00fcrgen".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(new ValueText().of(latin1, 0, latin1.length)).isEqualTo("J\ufffdrgen");
    }

    @Test
    void longValueCutInsideACharacter_holdsWholeCharacters() {
        byte[] bytes = ("x".repeat(98) + "\ud83d\udc8c".repeat(5_000)).getBytes(StandardCharsets.UTF_8);
        assertThat(new ValueText().of(bytes, 0, bytes.length)).isEqualTo("x".repeat(98) + "…");
    }

    @ParameterizedTest
    @ValueSource(strings = {"user", "ho st", "", "to2", "(", "1"})
    void byThatIsNoGroup_isRefusedInOneLineWithTheRemedy(String by) {
        assertThatThrownBy(() -> new TrackerDefinition("out", "Out", LinePattern.compile("to=(?<to>.)\\Q(?<user>"), by))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("tracker 'out': by: " + by + ": ")
                .hasMessageContaining("by: host")
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(?<to>.)", "(?x)a # comment\n (?<to>b)", "a|(?<to>)", "(?:(?<to>x))*\\k<to>"})
    void byThatIsAGroup_isTaken(String pattern) {
        assertThatCode(() -> new TrackerDefinition("out", "Out", LinePattern.compile(pattern), "to"))
                .doesNotThrowAnyException();
    }
}
