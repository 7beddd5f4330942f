package org.mailtally.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PatternMeaningTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "M\u00fcller M\u00fcller",
                "M\u00fc+ller M\u00fc\u00fc\u00fcller",
                "^\u00e9{3}$ \u00e9\u00e9\u00e9",
                "\\\u00e9 \u00e9",
                "\\\ud83d\udce7+$ \ud83d\udce7\ud83d\udce7",
                "\\Qa.\u00e9\\E a.\u00e9",
                "\\Qa\\\\E|\u00e9+x \u00e9\u00e9x",
                "[]x]\u00e9 ]\u00e9",
                "[^]x]\u00e9 y\u00e9",
                "(?:a|\u00e9)b \u00e9b",
                "(?:\ud83d\udce7|x) \ud83d\udce7",
                "\\p{L}\u00e9? x",
                "\\[\u00e9 [\u00e9",
            })
    void compile_nonAsciiText_standsForItsUtf8Bytes(String pattern, String line) {
        assertThat(Matched.matches(pattern, line)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[\u00e9]",
                "[a\u00e9]",
                "[^\u00e9]",
                "[]\u00e9]",
                "[^]\u00e9]",
                "[[a]\u00e9]",
                "[[:alpha:]\u00e9]",
                "[\\\u00e9]",
                "[\\Q]\u00e9\\E]",
                "[\\]\u00e9]",
                "x[a&&[^\u00e9]]"
            })
    void compile_nonAsciiTextInAClass_isRefused(String pattern) {
        assertThatThrownBy(() -> LinePattern.compile(pattern))
                .isInstanceOfSatisfying(PatternSyntaxException.class, e -> {
                    assertThat(e.getDescription()).contains("\u00e9").contains("(?:a|b)");
                    assertThat(e.getPattern()).isEqualTo(pattern);
                    assertThat(pattern.charAt(e.getIndex())).isEqualTo('\u00e9');
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "a)", "[", "*a", "a{2", "\\", "\u00e9(", "(?<n>", "\u00e9[z-a]", "\u00e9\u00e9)"})
    void compile_wrongPattern_isRefusedAsItWasWritten(String pattern) {
        assertThatThrownBy(() -> LinePattern.compile(pattern))
                .isInstanceOfSatisfying(PatternSyntaxException.class, e -> assertThat(e.getPattern())
                        .isEqualTo(pattern));
    }

    @Test
    void find_dot_matchesEveryByteOfALetter() {
        assertThat(Matched.matches("^from=<.*>$", "from=<\u00c5sa@example.com>"))
                .isTrue();
        assertThat(Matched.matches("Subject: .* from", "Subject: s\u0105d from"))
                .isTrue();
        assertThat(Matched.found(LinePattern.compile("a.b").matcher(), "a\u0085b\na\rb\na\0b\n"))
                .hasSize(3);
    }

    @Test
    void find_ends_areThoseOfTheLineAlone() {
        String text = "foo\r\nfoo\r\r\nfoo\u0085\nfoo\nxfoo\nfoox\n";

        assertThat(Matched.found(LinePattern.compile("^foo$").matcher(), text)).containsExactly(0L, 16L);
    }

    @Test
    void find_emptyPattern_matchesEveryLine() {
        assertThat(Matched.found(LinePattern.compile("").matcher(), "a\n\n\r\nb"))
                .containsExactly(0L, 2L, 3L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\nab", "ab\n", "a\nb", "\n\n", "\r\nab"})
    @Timeout(60)
    void find_patternWithALineEndInIt_endsAndMatchesNothing(String pattern) {
        assertThat(Matched.found(LinePattern.compile(pattern).matcher(), "ab\nab\n\n\nab\r\nab\n"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"(a+)+\\1b", "(a|aa)+b\\1?$", "(?>(?:a|aa)+)+\\z|(a|aa)+\\1b"})
    @Timeout(60)
    void find_hostileLine_isGivenUpAndCountedAndDoesNotHoldUpTheNext(String pattern) {
        LineMatcher matcher = LinePattern.compile(pattern).matcher();
        String hostile = "a".repeat(100) + "!\n";

        assertThat(Matched.found(matcher, hostile + "aab\n" + hostile)).containsExactly((long) hostile.length());
        assertThat(matcher.undecided()).isBetween(1L, 2L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a+)+$",
                "(a|a)*b",
                "^(a?){60}a{60}b",
                "(?:a|aa)+$",
                "(?i)(A+)+b",
                ".*.*.*.*.*.*.*b",
                "(?=a).*.*.*.*.*.*.*b"
            })
    @Timeout(60)
    void find_lineThatTheEngineCanDecide_isDecided(String pattern) {
        LineMatcher matcher = LinePattern.compile(pattern).matcher();

        assertThat(Matched.found(matcher, "a".repeat(100) + "!\n")).isEmpty();
        assertThat(matcher.undecided()).isZero();
    }

    /** Whether a pattern is content with nothing is found out on lines too. */
    @Test
    @Timeout(60)
    void written_patternOfManyWaysAtALinesEnd_isRead() {
        String pattern = "\\z" + "(?:a?|b?)".repeat(40) + "(?=x)";

        assertThat(LinePattern.written(pattern).text()).isEqualTo(pattern);
    }

    @Test
    void find_recursionDeeperThanTheStack_isCountedAsUndecided() {
        LineMatcher matcher = LinePattern.compile("^(?:(a)|b)*\\1?$").matcher();

        assertThat(Matched.found(matcher, "ab".repeat(400_000) + "\nab\n")).hasSize(1);
        assertThat(matcher.undecided()).isEqualTo(1);
    }

    @Test
    void find_recursionDeeperThanTheStackThatLooksAround_isDecided() {
        LineMatcher matcher = LinePattern.compile("^(?=a)(?:a|b)*$").matcher();

        assertThat(Matched.found(matcher, "ab".repeat(400_000) + "\nab\n")).hasSize(2);
        assertThat(matcher.undecided()).isZero();
    }

    @Test
    void find_recursionDeeperThanTheStackWithAnAutomaton_isDecided() {
        LineMatcher matcher = LinePattern.compile("^(?:a|b)*$").matcher();

        assertThat(Matched.found(matcher, "ab".repeat(400_000) + "\nab\n")).hasSize(2);
        assertThat(matcher.undecided()).isZero();
    }

    @Test
    void compile_deepNesting_isRefusedOrWorksAndNeverBreaks() {
        for (int depth : new int[] {10, 1_000, 4_900}) {
            String pattern = "(".repeat(depth) + "a" + ")".repeat(depth);
            try {
                assertThat(LinePattern.compile(pattern).text()).isEqualTo(pattern);
            } catch (PatternSyntaxException tooDeep) {
                assertThat(depth).isGreaterThan(500);
            }
        }
    }

    @Test
    void compile_longPattern_isRefused() {
        assertThat(LinePattern.compile("a".repeat(LinePattern.LONGEST)).text()).hasSize(LinePattern.LONGEST);
        assertThatThrownBy(() -> LinePattern.compile("a".repeat(LinePattern.LONGEST + 1)))
                .isInstanceOf(PatternSyntaxException.class)
                .hasMessageContaining("10000");
    }

    @Test
    void equals_sameText_isTheSamePattern() {
        assertThat(LinePattern.compile("a+"))
                .isEqualTo(LinePattern.compile("a+"))
                .hasToString("a+");
        assertThat(LinePattern.compile("a+")).isNotEqualTo(LinePattern.compile("a"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "Nov 23 09:53:01 mx1 postfix/cleanup[913]: 4XyZ1q: message-id=<x@y> ~ 1",
                "Nov 23 09:53:01 mx1 postfix-in/cleanup[913]: [ID 197553 mail.info] 4XyZ1q: message-id= ~ 1",
                "Nov 23 09:53:01 mx1 postfix/cleanup[913]: 4XyZ1q: resent-message-id=<x@y> ~ 0",
                "Nov 23 09:53:01 mx1 sm-mta[913]: 8ANGr1aB000913: from=<a@b>, size=512, msgid=<x@y>, ... ~ 1",
                "Nov 23 09:53:01 mx1 dovecot: msgid=<x@y>: saved mail to INBOX ~ 0",
                "2026-11-23 09:53:01 1tEk9G-000000005vi-0000 <= a@example.com H=x ~ 1",
                "2026-11-23 09:53:01.123 +0100 [1234] 1tEk9G-000000005vi-0000 <= a@example.com ~ 1",
                "2026-11-23 09:53:01 +0100 [1234] 1tEk9G-000000005vi-0000 <= a@example.com ~ 1",
                "2026-11-23 09:53:01 1tEk9G-000000005vi-0000 => b@c C=\"250 OK id=x\" ~ 0",
            })
    void find_arrivalsOfEachMailServer_matchAndNothingElse(String line, int matches) {
        String arrivals = "/cleanup\\[\\d+\\]: ?(?:\\[ID \\d+ \\S+\\] )?[0-9A-Za-z]+: message-id="
                + "|\\b(?:sendmail|sm-mta|sm-msp-queue|sm-msp)\\[\\d+\\]: \\w+: from=.*, msgid="
                + "|^\\S+ \\S+ (?:[+-]\\d{4} )?(?:\\[\\d+\\] )?[0-9A-Za-z]{6}-[0-9A-Za-z]{6,11}-[0-9A-Za-z]{2,4} <= ";

        assertThat(Matched.matches(arrivals, line)).isEqualTo(matches == 1);
        assertThat(RequiredLiterals.options(arrivals).get(0)).isEqualTo(List.of(": message-id=", ", msgid=", " <= "));
    }
}
