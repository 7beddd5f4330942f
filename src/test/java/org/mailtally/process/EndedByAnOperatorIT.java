package org.mailtally.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailtally.FreePort;

/** A process that is told to end: it closes the store, leaves nothing of a demo behind, and goes on where it was. */
class EndedByAnOperatorIT {

    @TempDir
    private Path home;

    @Test
    void terminated_closesTheStore_andGoesOnWhereItWas() throws IOException {
        MailLog writer = new MailLog(2);
        try (Product product = new Product(home)) {
            Path log = product.logs().resolve("mail.log");
            writer.mail(log, Instant.now().minus(Duration.ofMinutes(30)), MailLog.Form.RFC_3339);
            product.start();
            product.awaitCounts("outgoing", writer.messages());

            assertThat(product.stop()).isEqualTo(143);

            writer.mail(log, Instant.now().minus(Duration.ofMinutes(10)), MailLog.Form.RFC_3339);
            product.start();
            product.awaitCounts("outgoing", writer.messages());
            assertThat(product.output()).doesNotContain("Exception", "ends before");
        }
    }

    @Test
    void demo_whenItEnds_removesItsTemporaryFolder() throws IOException, InterruptedException {
        ProcessBuilder demo = new ProcessBuilder(
                Product.DISTRIBUTION.resolve("bin/mailtally").toString(),
                "demo",
                "--set",
                "http.port=" + FreePort.next());
        demo.environment().put("MAILTALLY_JAVA_OPTS", "-Djava.io.tmpdir=" + home);
        Path out = home.resolve("out.txt");
        Process process =
                demo.redirectErrorStream(true).redirectOutput(out.toFile()).start();
        try {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> Files.readString(out).contains("The page: http://"));
            assertThat(demoFolders()).isEqualTo(1);
        } finally {
            process.destroy();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(demoFolders()).isZero();
    }

    private long demoFolders() throws IOException {
        try (Stream<Path> files = Files.list(home)) {
            return files.filter(file -> file.getFileName().toString().startsWith("mailtally-demo-"))
                    .count();
        }
    }
}
