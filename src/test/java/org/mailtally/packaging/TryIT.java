package org.mailtally.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/mailtally try} of the built product, as people and scripts call it. */
class TryIT {

    private static final Path MAILTALLY = Path.of(
                    Objects.requireNonNull(System.getProperty("mailtally.distribution"), "run mvn verify"))
            .resolve("bin/mailtally");
    private static final String PATTERN = "message-id=<[^>]*@(?<domain>[^>]+)>";

    @TempDir
    private Path folder;

    private Path log;

    @BeforeEach
    void write() throws IOException {
        log = folder.resolve("mail.log");
        Files.writeString(
                log,
                """
                2026-11-23T09:55:01Z mx1 postfix/cleanup[9]: A: message-id=<x@a.example.com>
                2026-11-23T09:55:02Z mx1 postfix/qmgr[9]: A: removed
                2026-11-23T10:05:01Z mx1 postfix/cleanup[9]: B: message-id=<y@b.example.com>
                """);
    }

    @Test
    void intoAPipe_isALineAWindow_andTheTotal() throws Exception {
        assertThat(say(PATTERN, log.toString())).isEqualTo("2026-11-23T09:55Z 1\n2026-11-23T10:05Z 1\ntotal 2\n");
    }

    @Test
    void patternThatIsWrong_isRefused_withTheCaretUnderIt() throws Exception {
        assertThat(say("cleanup.[[:digit:]]", log.toString()).lines())
                .containsExactly(
                        "mailtally: pattern: [:digit:] is a class of POSIX: write \\d",
                        "  cleanup.[[:digit:]]",
                        "           ^");
        assertThat(say("(", log.toString()).lines())
                .containsExactly("mailtally: pattern: Unclosed group", "  (", "   ^");
    }

    @Test
    void fromAPipe_isCountedAsAFileIs() throws Exception {
        assertThat(run(log, PATTERN)).isEqualTo(run(null, PATTERN, log.toString()));
        assertThat(run(log, PATTERN, "-", "--format", "plain")).endsWith("total 2\n");
    }

    @Test
    void zstandard_whereItsLibraryCannotBeUnpacked_saysWhatToDo() throws Exception {
        Path packed = folder.resolve("mail.log.2.zst");
        try (OutputStream out = new ZstdOutputStream(Files.newOutputStream(packed))) {
            Files.copy(log, out);
        }
        Path missing = folder.resolve("missing");
        Command.Outcome outcome = Command.of(
                        MAILTALLY, "-Djava.library.path=", "-Djava.io.tmpdir=" + missing, "try", PATTERN, packed)
                .run();

        assertThat(outcome.exit()).isEqualTo(2);
        assertThat(outcome.err())
                .contains(packed + " can't be read: ", "cannot be loaded from " + missing, "-Djava.io.tmpdir=FOLDER")
                .hasLineCount(1);
        assertThat(say(PATTERN, packed.toString())).isEqualTo(say(PATTERN, log.toString()));
    }

    @Test
    void bars_showTheNewestMatches_marked_andWhatItIsSearchedBy() throws Exception {
        String shown = say("--format", "bars", "--color", "always", "--zone", "UTC", PATTERN, log.toString());

        assertThat(shown)
                .contains("\u001b[31mmessage-id=<y@\u001b[0m\u001b[1;35mb.example.com\u001b[0m\u001b[31m>\u001b[0m")
                .contains("Mon 23 Nov 09:55 1 ")
                .contains("2 of 3 lines match")
                .contains("searched for 'message-id=<'")
                .doesNotContain("removed");
        assertThat(say("--format", "bars", "--lines", "0", "(?i)A\\.EXAMPLE", log.toString()))
                .contains("no literal to search for")
                .doesNotContain("message-id");
    }

    @Test
    void csvAndJson_ofARange() throws Exception {
        assertThat(say("--format", "csv", "--from", "2026-11-23T10:00:00Z", PATTERN, log.toString()))
                .isEqualTo("window,count\n2026-11-23T10:05Z,1\n");
        assertThat(say("--format", "json", "--to", "2026-11-23T10:00:00Z", PATTERN, log.toString()))
                .isEqualTo("{\"windows\":[{\"window\":\"2026-11-23T09:55Z\",\"count\":1}],\"total\":1}\n");
    }

    @Test
    void byAGroup_countsPerValue_inEveryForm() throws Exception {
        String quote = "2026-11-23T10:05:02Z mx2 postfix/cleanup[9]: C: message-id=<z@\"q,\\>\n";
        Files.writeString(log, quote + quote, StandardOpenOption.APPEND);

        assertThat(say("--by", "domain", PATTERN, log.toString()))
                .isEqualTo("\"q,\\ 2\na.example.com 1\nb.example.com 1\ntotal 4\n");
        assertThat(say("--by", "domain", "--format", "csv", PATTERN, log.toString()))
                .isEqualTo("value,count\n\"\"\"q,\\\",2\n\"a.example.com\",1\n\"b.example.com\",1\n");
        assertThat(say("--by", "domain", "--format", "json", "--to", "2026-11-23T10:00Z", PATTERN, log.toString()))
                .isEqualTo("{\"windows\":[{\"window\":\"2026-11-23T09:55Z\",\"count\":1}],"
                        + "\"values\":[{\"value\":\"a.example.com\",\"count\":1}],\"total\":1}\n");
        assertThat(say("--by", "domain", "--format", "json", "--from", "2026-11-23T10:00Z", PATTERN, log.toString()))
                .contains("{\"value\":\"\\\"q,\\\\\",\"count\":2}");
        assertThat(say("--by", "host", "--format", "bars", PATTERN, log.toString()))
                .contains("matches by host\n", "2  50.0 % ██████████           mx1", "4 of 5 lines match");
    }

    @Test
    void byAGroup_ofEachWindowTheFirstHundredValuesAreNamed() throws Exception {
        StringBuilder many = new StringBuilder();
        for (int value = 0; value < 130; value++) {
            many.append("2026-11-23T10:15:01Z mx1 postfix/cleanup[9]: D: message-id=<x@d%03d>\n".formatted(value));
        }
        Files.writeString(log, many);

        List<String> lines =
                say("--by", "domain", PATTERN, log.toString()).lines().toList();
        assertThat(lines)
                .hasSize(102)
                .contains("d000 1", "d099 1", "other 30", "total 130")
                .doesNotContain("d100 1");
    }

    @Test
    void byAGroupThatThePatternHasNot_isRefused_namingTheRemedy() throws Exception {
        assertThat(say("--by", "queue", PATTERN, log.toString()))
                .isEqualTo("mailtally: --by queue: the pattern has no group of that name: write one as (?<queue>…), or"
                        + " give --by host\n");
    }

    @Test
    void wrongUse_isOneLine() throws Exception {
        Path broken = Files.writeString(folder.resolve("mail.log.3.bz2"), "BZh9, and no more");
        for (List<String> wrong : List.of(
                List.of("--format", "xml", "a", log.toString()),
                List.of("--from", "yesterday", "a", log.toString()),
                List.of("a", broken.toString()),
                List.of("a", folder.resolve("gone.log").toString()))) {
            assertThat(say(wrong.toArray(String[]::new)).lines())
                    .as("%s", wrong)
                    .singleElement()
                    .asString()
                    .startsWith("mailtally: ");
        }
    }

    private String say(String... arguments) throws Exception {
        return run(null, arguments);
    }

    private String run(@Nullable Path input, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(MAILTALLY.toString(), "try"));
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out");
        ProcessBuilder process =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
        process.redirectInput(
                input == null ? ProcessBuilder.Redirect.PIPE : ProcessBuilder.Redirect.from(input.toFile()));
        Process running = process.start();
        running.getOutputStream().close();
        assertThat(running.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return Files.readString(out);
    }
}
