package org.mailtally.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroupNamesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "(?<host>\\w+) (?<user>\\w+)#host user",
                "(?<a>x)|(?<b>y)#a b",
                "(?<=lookbehind)x(?<!no)y#''",
                "[(?<notOne>]#''",
                "\\Q(?<quoted>x)\\E#''",
                "\\(?<escaped>x#''",
                "(?<outer>a(?<inner>b))#outer inner",
                "(?<never>(?!))#never"
            })
    void names_areThoseOfGroups_notOfWhatLooksLikeOne(String pattern, String names) {
        assertThat(LinePattern.compile(pattern).marks().names())
                .isEqualTo(names.isEmpty() ? List.of() : List.of(names.split(" ")));
    }
}
