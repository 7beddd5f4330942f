package org.mailtally.pattern.automaton;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailtally.pattern.automaton.LineSearch.Outcome;
import org.mailtally.rounds.Rounds;
import org.mailtally.rounds.Seed;

final class SearchWithinBoundsTest {

    private static final int PATTERNS = Rounds.of("mailtally.patterns", 12_000, 60_000);

    @RegisterExtension
    private final Seed seed = Seed.of(20_261_201);

    private static Optional<LineExpression> read(String pattern) {
        try {
            return Optional.of(LineExpression.of(pattern));
        } catch (UnsupportedPatternException unsupported) {
            return Optional.empty();
        }
    }

    private static @Nullable Pattern java(String pattern) {
        try {
            return Pattern.compile(pattern, Pattern.UNIX_LINES);
        } catch (PatternSyntaxException wrong) {
            return null;
        }
    }

    private static @Nullable Simulation simulation(String pattern) {
        try {
            return Simulation.of(PatternParser.parse(pattern).expression());
        } catch (UnsupportedPatternException unsupported) {
            return null;
        }
    }

    private static Outcome find(LineExpression expression, String line) {
        byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
        return expression.search().find(bytes, 0, bytes.length);
    }

    @Test
    void find_randomPatternsThatLookAroundAndReferBack_findsWhatJavaFinds() {
        RandomPatterns random = new RandomPatterns(seed.value(), true);
        int compared = 0;
        int simulated = 0;
        while (compared < PATTERNS) {
            String pattern = random.pattern();
            Pattern java = java(pattern);
            Optional<LineExpression> expression = java == null ? Optional.empty() : read(pattern);
            if (java == null || expression.isEmpty()) {
                continue;
            }
            Simulation simulation = simulation(pattern);
            LineSearch search = expression.get().search();
            for (int i = 0; i < 5; i++) {
                String line = random.line();
                byte[] bytes = ("x" + line + "x").getBytes(StandardCharsets.ISO_8859_1);
                Matcher matcher = java.matcher(line);
                Outcome expected = matcher.find() ? Outcome.FOUND : Outcome.NOT_FOUND;
                Outcome found = search.find(bytes, 1, bytes.length - 1);
                assertThat(found).as("%s over %s", pattern, line).isIn(expected, Outcome.UNDECIDED);
                if (search.isLocated()) {
                    assertThat(search.start()).as("%s over %s", pattern, line).isEqualTo(matcher.start());
                }
                if (simulation != null) {
                    assertThat(simulation.decide(bytes, 1, bytes.length - 1))
                            .as("%s over %s", pattern, line)
                            .isEqualTo(expected);
                    simulated++;
                }
            }
            compared++;
        }
        assertThat(simulated).isGreaterThan(PATTERNS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "<(?<to>[^>]*)>#to=<a@b>, relay#a@b",
                "(?<x>a|ab)(?:c|bcd)$#abcd#a",
                "(?:(?<x>a)|b)*#aab#a",
                "(?<x>.*?)b#aab#aa",
                "(?=(?<x>\\w+)).#abc d#abc",
                "(?<=:)(?<x>\\d++)#a:12#12",
                "(?<x>a{2,3}?)#aaaa#aa",
            })
    void group_isWhereJavaHasIt(String pattern, String line, String value) {
        Matcher java = Pattern.compile(pattern).matcher(line);
        LineSearch search = LineExpression.of(pattern).search();
        byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);

        assertThat(java.find()).isTrue();
        String group = pattern.contains("(?<to>") ? "to" : "x";
        assertThat(java.group(group)).isEqualTo(value);
        assertThat(search.find(bytes, 0, bytes.length)).isEqualTo(Outcome.FOUND);
        assertThat(line.substring(search.start(group), search.end(group))).isEqualTo(value);
    }

    /** At a line's end java.util.regex tries 2⁴⁰ ways without looking at one character. */
    @Test
    @Timeout(60)
    void find_manyWaysAtALinesEnd_isDecided() {
        LineExpression expression = LineExpression.of("\\z" + "(?:a?|b?)".repeat(40) + "(?=x)");

        assertThat(find(expression, "to=<a@b>, relay=none")).isEqualTo(Outcome.NOT_FOUND);
        assertThat(expression.bound()).startsWith("it is large and looks around: a line longer than ");
    }

    /** java.util.regex keeps a set of places for each repetition. */
    @Test
    @Timeout(60)
    void find_repetitionsThatLookAheadOverAMegabyte_isDecidedInLittleMemory() {
        LineExpression expression = LineExpression.of("(?:a|b)+(?:a|b)+(?:a|b)+(?:a|b)+(?!c0)!");
        String line = "ab".repeat(1 << 19);

        assertThat(find(expression, line)).isEqualTo(Outcome.NOT_FOUND);
        assertThat(find(expression, line + "!")).isEqualTo(Outcome.FOUND);
        assertThat(expression.bound()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a+)+\\1$",
                "(?:(a|aa)+\\1)+c",
                "(?:(?>a|ab)?)*(?:(?>a|ab)?)*c",
                "(?:(?:a|b|ab)*+)*c\\z",
                "(?:(?:(?:a?){3}){3}){3}c",
                "(?<=(?>a{0,200}b?){0,200})c",
            })
    @Timeout(60)
    void find_whatHasNoLinearWay_endsWithinItsStepsAndSaysSo(String pattern) {
        LineExpression expression = LineExpression.of(pattern);

        for (int length : new int[] {10, 1_000, 100_000}) {
            assertThat(find(expression, "ab".repeat(length) + "a".repeat(length) + "!"))
                    .isNotEqualTo(Outcome.FOUND);
        }
        assertThat(expression.bound()).contains("counts as undecided");
    }

    /** Each way that is left open takes memory. */
    @Test
    @Timeout(60)
    void find_waysLeftOpenBeyondTheMemory_isGivenUp() {
        LineExpression expression = LineExpression.of("(?:(a)|b)*\\1c");
        String line = "ab".repeat(1 << 19);

        assertThat(find(expression, line)).isEqualTo(Outcome.UNDECIDED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\X", "(?U)\\bx", "\\b{g}", "(?<=(?:a+|b))c", "(?=(a))?\\1", "(a?)*\\1", "(?iu)(a)\\1"})
    void of_whatIsNotKnownToBeBounded_isRefused(String pattern) {
        assertThat(read(pattern)).isEmpty();
    }
}
