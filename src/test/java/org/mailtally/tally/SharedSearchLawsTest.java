package org.mailtally.tally;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    private final LogUnderTest log;

    SharedSearchLawsTest(@TempDir Path folder) {
        log = new LogUnderTest(folder);
    }

    @Test
    void search_severalPatternsAtOnce_findsForEachWhatItFindsAlone() throws IOException {
        for (int round = 0; round < ROUNDS; round++) {
            List<String> patterns =
                    Stream.of(PATTERNS).filter(each -> random.nextBoolean()).toList();
            String text = text();
            List<LineMatcher> matchers = patterns.stream()
                    .map(each -> LinePattern.compile(each).matcher())
                    .toList();
            List<List<Long>> found = new ArrayList<>();
            patterns.forEach(pattern -> found.add(new ArrayList<>()));
            BlockSearch search = new BlockSearch(matchers);
            log.write(text);
            log.blocks(block -> {
                search.search(block);
                for (int i = 0; i < matchers.size(); i++) {
                    LineMatcher matcher = matchers.get(i);
                    for (int match = 0; match < matcher.count(); match++) {
                        found.get(i).add(block.offset() + matcher.lineStart(match));
                    }
                }
            });

            for (int i = 0; i < patterns.size(); i++) {
                assertThat(found.get(i))
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
