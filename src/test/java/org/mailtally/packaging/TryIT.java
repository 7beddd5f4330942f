package org.mailtally.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    void fromAPipe_isCountedAsAFileIs() throws Exception {
        assertThat(run(log, PATTERN)).isEqualTo(run(null, PATTERN, log.toString()));
        assertThat(run(log, PATTERN, "-", "--format", "plain")).endsWith("total 2\n");
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
    void wrongUse_isOneLine() throws Exception {
        for (List<String> wrong : List.of(
                List.of("(", log.toString()),
                List.of("--format", "xml", "a", log.toString()),
                List.of("--from", "yesterday", "a", log.toString()),
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
