package org.mailtally.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The alert rules, by Prometheus's own tool. */
class MonitoringTest {

    private static final Path PROMETHEUS = Path.of("packaging/prometheus");

    @Test
    void rules_raiseWhatTheirTestsSay() throws IOException, InterruptedException {
        boolean hasPromtool = Stream.of("/usr/bin/promtool", "/usr/local/bin/promtool")
                .anyMatch(tool -> Files.isExecutable(Path.of(tool)));
        assumeTrue(hasPromtool, "promtool (of Debian's package prometheus) is not installed");
        Process promtool = new ProcessBuilder(List.of("promtool", "test", "rules", "mailtally.rules.test.yml"))
                .directory(PROMETHEUS.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(promtool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(promtool.exitValue()).as(said).isZero();
    }
}
