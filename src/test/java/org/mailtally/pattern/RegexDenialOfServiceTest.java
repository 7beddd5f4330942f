package org.mailtally.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Patterns and lines that are publicly known to take a backtracking engine exponential or polynomial time: those of
 * OWASP's "Regular expression Denial of Service", of Wikipedia's "ReDoS", of the outage of Stack Overflow in 2016 and of
 * Cloudflare's in 2019, and their like.
 */
@Timeout(60)
final class RegexDenialOfServiceTest {

    private static final int REPEATS = 60_000;

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            quoteCharacter = '\u00a7',
            value = {
                "(a+)+$ a !",
                "^(a+)+$ a !",
                "([a-zA-Z]+)*$ a !",
                "^([a-zA-Z0-9])(([\\-.]|[_]+)?([a-zA-Z0-9]+))*(@){1}[a-z0-9]+[.]{1}(([a-z]{2,3})|([a-z]{2,3}[.]{1}[a-z]{2,3}))$ a !",
                "(a|aa)+$ a !",
                "^(a|aa)+$ aa !",
                "(a|a?)+$ a !",
                "(.*a){20}$ a !",
                "(x+x+)+y x z",
                "^(([a-z])+.)+[A-Z]([a-z])+$ a 1",
                "^((ab)*)+$ ab a",
                "(?:.*=.*)$ =x !",
                ".*.*=.*;$ x= =",
                "[\\s\\u200c]+$ \\ x",
                "\\s+$ _ x",
                "(?:(?:\\\"|'|\\]|\\}|\\\\|\\d|(?:nan|infinity|true|false|null|undefined|symbol|math)|\\`|\\-|\\+)+[)]*;?((?:\\s|-|~|!|\\{\\}|\\|\\||\\+)*.*(?:.*=.*))) x= x",
                "(\\w+\\s?)*: a_ !",
                "^(\\d+)*\\.$ 1 x",
                "(0|[0-9]*)*;$ 0 x",
                "^(?:a?){1}(?:a*)*b$ a c",
            })
    void find_hostileLine_isDecided(String pattern, String repeated, String end) {
        LineMatcher matcher = LinePattern.compile(pattern).matcher();
        String hostile = repeated.replace('_', ' ').repeat(REPEATS) + end + "\n";

        Matched.found(matcher, hostile.repeat(3));

        assertThat(matcher.undecided()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "(a+)+\\1$ a !",
                "^(a+)+(?!b)$ a !",
                "(?=a)(a|aa)+$ a !",
                "(?<!b)(x+x+)+y x z",
                "(?=.)(.*a){20}$ a !",
                "^(\\w+)\\s\\1(\\w*)*$ a !",
            })
    void find_hostileLineOfAPatternWithoutAutomaton_isDecidedOrCountedAsUndecided(
            String pattern, String repeated, String end) {
        LineMatcher matcher = LinePattern.compile(pattern).matcher();
        String hostile = repeated.repeat(REPEATS) + end + "\n";

        assertThat(Matched.found(matcher, hostile + "plain\n" + hostile)).isEmpty();
        assertThat(matcher.undecided()).isIn(0L, 2L);
    }
}
