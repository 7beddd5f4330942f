package org.mailtally.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A pattern that cannot mean what was meant is refused where it is written, with the right spelling and its place. */
class PatternOfAnotherDialectTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '"',
            value = {
                "cleanup\\[[[:digit:]]+\\]~10~write \\d",
                "[:space:]~0~write \\s",
                "[^[:alpha:].]~2~write \\p{Alpha}",
                "\\<deferred\\>~0~write \\b",
                "deferred\\>~8~write \\b",
                "cleanup\\[\\\\d+\\]~9~write \\d",
                "[\\\\w.]+@~1~write \\w",
                "@example\\\\.com~8~write \\.",
                "bounced\\|deferred~7~write |",
                "(a)\\|(b)~3~write |",
                "(?P<domain>[^>]*)~0~write (?<domain>",
                "to=<(?<to_domain>[^>]*)~4~write (?<todomain>",
                "(?<to-domain>[^>]*)~0~write (?<todomain>",
                "(?'domain'x)~0~write (?<domain>",
                "(?<a>x)(?P=a)~7~write \\k<a>",
                "/^Nov .*bounced/~0~leave them out",
                "/bounced/i~0~(?i)",
                "/ bounced$/~0~leave them out",
                "M\\u00fcller~1~write the character itself",
                "\\x{20ac}~0~write the character itself",
                "x\\1~1~group that there is not",
                "(a)\\2~3~group that there is not",
                "a|~0~matches every line",
                "|a~0~matches every line",
                "a*~0~matches every line",
                "^~0~matches every line",
                "(?:bounced)?~0~matches every line"
            })
    void written_whatCannotBeMeant_isRefusedWithTheRightSpelling(String pattern, int index, String remedy) {
        PatternSyntaxException refused =
                catchThrowableOfType(PatternSyntaxException.class, () -> LinePattern.written(pattern));

        assertThat(refused).as(pattern).isNotNull();
        assertThat(refused.getDescription()).contains(remedy);
        assertThat(refused.getDescription().lines()).hasSize(1);
        assertThat(refused.getIndex()).isEqualTo(index);
        assertThat(refused.getPattern()).isEqualTo(pattern);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\bdeferred", "bounced\n", "a\u0000", "a\nb"})
    void written_whatYamlMadeOfIt_isRefused(String pattern) {
        assertThat(catchThrowableOfType(PatternSyntaxException.class, () -> LinePattern.written(pattern)))
                .as(pattern)
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "to=<[^\\>]*>",
                "[\\<]",
                "\\Q[:digit:]\\<\\E",
                "\\\\Qx",
                "CORP\\\\dave",
                "CORP\\\\[a-z]+",
                "\\| ?/usr/bin/procmail",
                "[|]",
                "/submission/",
                "/cleanup\\[\\d+\\]: ",
                "(?<=x)y",
                "(?<!x)y",
                "(?<domain>x)\\k<domain>",
                "(a)\\1",
                "(?x) bounced # those that came back\n | deferred",
                "(?xi) a\n",
                ".*",
                "^$",
                "(?:a|)b",
                "\\xfc",
                "\\u0041",
                "\u00fc",
                "[[a-c]d]",
                "a:digit:]",
                "\ta"
            })
    void written_whatMayBeMeant_isTaken(String pattern) {
        assertThatCode(() -> LinePattern.written(pattern)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[[:digit:]]", "\\<a", "", "a*", "\\1"})
    void compile_whatWasStoredOnce_isTakenAsItWasCounted(String pattern) {
        assertThatCode(() -> LinePattern.compile(pattern)).doesNotThrowAnyException();
    }
}
