package org.mailtally.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Several patterns searched for in one pass, against java.util.regex line by line. */
final class SharedSearchLawsTest {

    private static final int ROUNDS = 400;
    private static final String[] WORDS = {
        "status=",
        "deferred",
        "bounced",
        "Status=DEFERRED",
        "message-id=<",
        "@invites.example.com>",
        "a",
        " <= ",
        "x\r",
        "dsn=4."
    };
    private static final String[] PATTERNS = {
        "status=deferred",
        "status=(?:deferred|bounced)",
        "(?i)status=deferred",
        "message-id=<[^>]*@invites\\.example\\.com>",
        "@invites\\.example\\.com>|message-id=",
        "^status=",
        "deferred$",
        " <= ",
        "bounced.*deferred",
        "(?=s)status=deferred",
        "a <= |deferred",
        "invites\\.example.*message-id=<",
        "",
        "(?i)BOUNCED",
        "message-id=<@invites\\.example\\.com>",
        "dsn=4\\.",
        "status.*dsn=4\\.",
    };

    private final Random random = new Random(5);

    @Test
    void search_severalPatternsAtOnce_findsForEachWhatItFindsAlone() {
        for (int round = 0; round < ROUNDS; round++) {
            List<String> patterns =
                    Stream.of(PATTERNS).filter(each -> random.nextBoolean()).toList();
            String text = text();
            List<LineMatcher> matchers = patterns.stream()
                    .map(each -> LinePattern.compile(each).matcher())
                    .toList();

            byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
            new BlockSearch(matchers).search(bytes, bytes.length);

            for (int i = 0; i < patterns.size(); i++) {
                assertThat(Matched.found(matchers.get(i)))
                        .as("%s among %s over %s", patterns.get(i), patterns, text)
                        .isEqualTo(Matched.expected(patterns.get(i), text));
            }
        }
    }

    private String text() {
        StringBuilder text = new StringBuilder("\n");
        for (int words = random.nextInt(60); words > 0; words--) {
            text.append(WORDS[random.nextInt(WORDS.length)]);
            text.append(random.nextInt(3) == 0 ? "\n" : "");
            text.append("z".repeat(random.nextInt(20)));
        }
        return text.append("\n").toString();
    }
}
