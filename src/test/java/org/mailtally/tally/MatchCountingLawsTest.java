package org.mailtally.tally;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailtally.pattern.LinePattern;
import org.mailtally.source.Processors;
import org.mailtally.source.file.OpenLog;

/** Matches counted alone, against those that are counted with every line's window. */
final class MatchCountingLawsTest {

    private static final String[] FORMS = {
        "uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx' mx1 '", "MMM ppd HH:mm:ss' mx1 '", "uuuu-MM-dd HH:mm:ss' '", "'undated '"
    };

    private final Random random = new Random(17);
    private final LogUnderTest log;

    MatchCountingLawsTest(@TempDir Path folder) {
        log = new LogUnderTest(folder);
    }

    @Test
    void windows_linesThatNameAllOfTheirTimes_areThoseOfAllLines() throws IOException {
        for (int round = 0; round < 200; round++) {
            assertSame(text(1 + random.nextInt(40), 1, 0), 1);
        }
        assertSame(text(60_000, 1, 0), 4);
    }

    @Test
    void windows_linesOfSeveralForms_areThoseOfAllLines() throws IOException {
        for (int round = 0; round < 200; round++) {
            assertSame(text(1 + random.nextInt(40), FORMS.length, 3), 1);
        }
        assertSame(text(60_000, FORMS.length, 2_000), 4);
    }

    private void assertSame(String text, int processors) throws IOException {
        log.write(text);
        MatchCounting counting = new MatchCounting(LinePattern.compile("in\\b"));
        try (OpenLog open = log.open();
                Processors shared = Processors.of(processors)) {
            LogUnderTest.portion(open, open.start()).read(counting, shared);
            Map<Long, Long> expected = new TreeMap<>();
            new Counts("in\\b")
                    .whole(open).entries().stream()
                            .filter(entry -> entry.key().step() == Step.WINDOW && entry.count() > 0)
                            .filter(entry -> !entry.key().tracker().equals(Trackers.LINES))
                            .forEach(entry -> expected.put(entry.key().start(), entry.count()));

            assertThat(counting.windows()).isEqualTo(expected);
            assertThat(counting.undecided()).isZero();
        }
    }

    /** Lines, one of which in so many is of another form than the one before; 0 for all of the first form. */
    private String text(int lines, int forms, int changes) {
        StringBuilder text = new StringBuilder();
        Instant time = Instant.parse("2026-11-20T22:30:00Z");
        int form = 0;
        for (int line = 0; line < lines; line++) {
            form = changes > 0 && random.nextInt(changes) == 0 ? random.nextInt(forms) : form;
            time = time.plusSeconds(random.nextInt(9) == 0 ? random.nextInt(400) - 100 : random.nextInt(4));
            ZoneOffset zone = ZoneOffset.ofHours(form == 0 ? random.nextInt(3) : 0);
            text.append(DateTimeFormatter.ofPattern(FORMS[form], Locale.ROOT).format(time.atOffset(zone)));
            text.append(random.nextBoolean() ? "in" : "out")
                    .append("x".repeat(random.nextInt(60)))
                    .append(random.nextInt(4) == 0 ? " in\n" : "\n");
        }
        return text.toString();
    }
}
