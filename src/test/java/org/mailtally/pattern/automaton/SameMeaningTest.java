package org.mailtally.pattern.automaton;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailtally.rounds.Rounds;
import org.mailtally.rounds.Seed;

final class SameMeaningTest {

    private static final int PATTERNS = Rounds.of("mailtally.patterns", 20_000, 110_000);
    private static final int MOST_LINES = 14;

    @RegisterExtension
    private final Seed seed = Seed.of(20_261_128);

    @Test
    void keepMatching_randomPatternsOverRandomLines_keepsWhatJavaFinds() {
        RandomPatterns random = new RandomPatterns(seed.value());
        int compared = 0;
        for (int i = 0; compared < PATTERNS; i++) {
            assertThat(i).isLessThan(PATTERNS * 2);
            String pattern = random.pattern();
            Optional<Pattern> java = compiled(pattern);
            LineAutomaton automaton = java.isEmpty() ? null : automaton(pattern);
            if (automaton != null) {
                List<String> lines = new ArrayList<>();
                for (int line = random.number(MOST_LINES); line >= 0; line--) {
                    lines.add(random.line());
                }
                assertSame(pattern, java.orElseThrow(), automaton, lines);
                compared++;
            }
        }
    }

    private static Optional<Pattern> compiled(String pattern) {
        try {
            return Optional.of(Pattern.compile(pattern, Pattern.UNIX_LINES));
        } catch (PatternSyntaxException wrong) {
            return Optional.empty();
        }
    }

    private static void assertSame(String pattern, Pattern java, LineAutomaton automaton, List<String> lines) {
        byte[] bytes = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.ISO_8859_1);
        int[] starts = new int[lines.size()];
        List<Integer> expected = new ArrayList<>();
        int at = 0;
        for (int line = 0; line < starts.length; line++) {
            String text = lines.get(line);
            starts[line] = at;
            if (java.matcher(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text)
                    .find()) {
                expected.add(at);
            }
            assertThat(automaton.matches(bytes, at, at + text.length()))
                    .as("%s over %s", pattern, text)
                    .isEqualTo(expected.contains(at));
            at += text.length() + 1;
        }
        int kept = automaton.keepMatching(bytes, starts, starts, starts.length, bytes.length);
        List<Integer> found = new ArrayList<>();
        for (int line = 0; line < kept; line++) {
            found.add(starts[line]);
        }
        assertThat(found).as("%s over %s", pattern, lines).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(?=a)b",
                "(?!a)b",
                "(?<=a)b",
                "(?<!a)b",
                "(?>a)b",
                "a*+b",
                "a++b",
                "(a)\\1",
                "(?<n>a)\\k<n>",
                "\\X",
                "(?m)^a",
                "(?:a|^){3}b",
                "(a{100}){100}",
                "((((){1000}){1000}){1000}){1000}"
            })
    void of_whatIsNotKnownToMeanTheSame_isNone(String pattern) {
        assertThat(compiled(pattern)).isPresent();
        assertThat(automaton(pattern)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\b[45]\\.\\d\\.\\d\\b",
                "(?i)status=(?:deferred|bounced)",
                "message-id=<[^>]*@invites\\.example\\.com>",
                "from=<(?<sender>[^>]*)>",
                "^\\S+ \\S+ (?:[+-]\\d{4} )?(?:\\[\\d+\\] )?[0-9A-Za-z]{6}-[0-9A-Za-z]{6,11}-[0-9A-Za-z]{2,4} <= ",
                ".*reject:.*",
                "\\R",
                "\\Ga",
                "a{2}+b",
                "(?x)a b",
                "(?u)a",
                "\\x{61}",
                "\\u0061",
                "\\0141",
                "\\cA",
                "^*a"
            })
    void of_whatPatternsOfMailLogsAreMadeOf_isThere(String pattern) {
        assertThat(automaton(pattern)).isNotNull();
    }

    @Test
    void keepMatching_moreStatesThanAreKept_stillKeepsWhatJavaFinds() {
        String pattern = "a[ab]{12}c";
        LineAutomaton automaton = of(pattern);
        RandomPatterns random = new RandomPatterns(7);
        Pattern java = Pattern.compile(pattern, Pattern.UNIX_LINES);
        for (int round = 0; round < 200; round++) {
            List<String> lines = new ArrayList<>();
            for (int line = 0; line < 20; line++) {
                StringBuilder text = new StringBuilder();
                for (int i = 0; i < 60; i++) {
                    text.append("aaabbbc".charAt(random.number(7)));
                }
                lines.add(text.toString());
            }
            assertSame(pattern, java, automaton, lines);
        }
    }

    @Test
    void matches_byteThatIsPartOfAWordOnThisPlatformOnly_isAsJavaHasIt() {
        for (int each = 0; each < 256; each++) {
            if (each != '\n' && each != '\r') {
                String line = "a" + (char) each;
                byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);

                assertThat(of("a\\b").matches(bytes, 0, 2))
                        .as("byte %d", each)
                        .isEqualTo(Pattern.compile("a\\b").matcher(line).find());
            }
        }
    }

    private static @Nullable LineAutomaton automaton(String pattern) {
        try {
            return LineExpression.of(pattern).automaton();
        } catch (UnsupportedPatternException unsupported) {
            return null;
        }
    }

    private static LineAutomaton of(String pattern) {
        @Nullable LineAutomaton automaton = automaton(pattern);
        if (automaton == null) {
            throw new AssertionError("there is no automaton of " + pattern);
        }
        return automaton;
    }
}
