package org.mailtally.gviz.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;

class LikeTest {
    @Property
    void like_anyPattern_asItsRegularExpression(
            @ForAll @Chars({'a', 'b', '%', '_', '\n'}) @StringLength(max = 8) String pattern,
            @ForAll @Chars({'a', 'b', '%', '_', '\n'}) @StringLength(max = 8) String text) {
        String expression = pattern.replace("%", ".*").replace('_', '.');
        assertThat(Like.matches(pattern, text))
                .isEqualTo(Pattern.compile(expression, Pattern.DOTALL)
                        .matcher(text)
                        .matches());
    }
}
