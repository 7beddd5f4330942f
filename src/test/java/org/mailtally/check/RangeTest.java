package org.mailtally.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RangeTest {

    @ParameterizedTest
    @CsvSource({
        "10,      0 10,     -1 11",
        ":15,     0 15,     -1 16",
        "@:15,    -1 16,    0 15",
        "10:,     10 99,    9 0 -5",
        "~:10,    10 -99 0, 11",
        "10:20,   10 15 20, 9 21",
        "@10:20,  9 21 -3,  10 15 20",
        "@10,     -1 11,    0 10",
        "@~:0,    1,        0 -1",
        "@5:,     4,        5 6",
        "~:,      0 -9 9,   ''",
        "0,       0,        1 -1",
        "-5:-2,   -5 -2,    -6 -1 0",
        "0.5:1.5, 1,        0 2",
        ".5:2.,   1 2,      0 3"
    })
    void alertsOn_guidelineExamples_alertsOutsideUnlessAt(String text, String quiet, String alerting) {
        Range range = Range.parse("warning", text);

        assertThat(numbers(quiet)).noneMatch(range::alertsOn);
        assertThat(numbers(alerting)).allMatch(range::alertsOn);
    }

    private static List<Long> numbers(String text) {
        return Arrays.stream(text.split(" ", -1))
                .filter(number -> !number.isEmpty())
                .map(Long::valueOf)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                ":",
                "@:",
                "::10",
                ":~",
                "~",
                "@",
                "10:20:30",
                "10 :20",
                " 10",
                "1e3",
                "+1",
                "1,5",
                "10-20",
                "@@1",
                "--1",
                "0x10",
                "٣",
                "10:~",
                "."
            })
    void parse_notARange_namesItAndTheForm(String text) {
        assertThatThrownBy(() -> Range.parse("critical", text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("critical range '" + text + "' is not a range: ")
                .hasMessageContaining("[@]START:END");
    }

    @ParameterizedTest
    @ValueSource(strings = {"20:10", "@1:0", "-1", "0.2:0.1"})
    void parse_startAboveEnd_isRefused(String text) {
        assertThatThrownBy(() -> Range.parse("warning", text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("warning range '" + text + "' starts above its end");
    }

    /** A range as the guideline's prose has it, apart from its text; tenths, so that decimals are exact. */
    record Meant(boolean at, Optional<Integer> startTenths, Optional<Integer> endTenths, boolean startLeftOut) {

        String text() {
            String start = startLeftOut ? "" : startTenths.map(Meant::decimal).orElse("~") + ":";
            return (at ? "@" : "") + start + endTenths.map(Meant::decimal).orElse("");
        }

        private static String decimal(int tenths) {
            return tenths % 10 == 0 ? Integer.toString(tenths / 10) : String.format(Locale.ROOT, "%.1f", tenths / 10.0);
        }

        boolean alerts(int value) {
            boolean below = startTenths.isPresent() && value * 10 < startTenths.get();
            boolean above = endTenths.isPresent() && value * 10 > endTenths.get();
            return at ? !below && !above : below || above;
        }
    }

    @Provide
    Arbitrary<Meant> meant() {
        Arbitrary<Integer> tenths = Arbitraries.integers().between(-300, 300);
        return tenths.optional(0.8).flatMap(start -> tenths.optional(0.8)
                .flatMap(end -> Arbitraries.of(true, false).flatMap(at -> Arbitraries.of(true, false)
                        .map(left -> ordered(at, start.orElse(null), end.orElse(null), left)))));
    }

    private static Meant ordered(boolean at, @Nullable Integer start, @Nullable Integer end, boolean startLeftOut) {
        if (startLeftOut && end != null) {
            return new Meant(at, Optional.of(0), Optional.of(Math.abs(end)), true);
        }
        boolean swap = start != null && end != null && start > end;
        return new Meant(at, Optional.ofNullable(swap ? end : start), Optional.ofNullable(swap ? start : end), false);
    }

    @Property(tries = 2000)
    void alertsOn_anyRange_agreesWithTheGuideline(
            @ForAll("meant") Meant meant, @ForAll @IntRange(min = -40, max = 40) int value) {
        Range range = Range.parse("warning", meant.text());

        assertThat(range.alertsOn(value)).as(meant.text()).isEqualTo(meant.alerts(value));
        assertThat(range.text()).isEqualTo(meant.text());
    }

    /** Half a million digits, as many as a request may hold, take seconds to become a number. */
    @Test
    void parse_numberOfVeryManyDigits_isRefusedAtOnce() {
        assertThatThrownBy(() -> Range.parse("warning", "9".repeat(500_000)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("warning range '999")
                .hasMessageContaining("…' is not a range");
    }
}
