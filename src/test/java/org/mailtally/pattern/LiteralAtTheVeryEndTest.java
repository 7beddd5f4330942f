package org.mailtally.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A short literal ends with the bytes that are searched, no line end behind it. */
final class LiteralAtTheVeryEndTest {

    private static final String LITERAL = "dsn=4.";

    @Test
    void search_literalEndsWithTheBytes_isFoundWhereverItBegins() {
        for (int before = 0; before < 40; before++) {
            byte[] bytes = ("x".repeat(before) + LITERAL).getBytes(StandardCharsets.ISO_8859_1);
            LineMatcher matcher = LinePattern.compile("dsn=4\\.").matcher();
            LongLiterals literals = new LongLiterals();
            literals.add(matcher, List.of(LITERAL));
            literals.arrange(new Sample(bytes, bytes.length));

            matcher.begin();
            literals.search(bytes, bytes.length);
            matcher.decide(bytes, bytes.length);

            assertThat(matcher.count()).as("%d bytes before it", before).isEqualTo(1);
        }
    }
}
