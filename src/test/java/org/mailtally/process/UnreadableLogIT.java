package org.mailtally.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs that root wrote and the process, an ordinary user, may not read: said at once by the check, the page and /health. */
class UnreadableLogIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String CHECK = "/check?tracker=outgoing&minutes=60";

    @TempDir
    private Path home;

    private final MailLog writer = new MailLog(5);

    @BeforeEach
    void letOthersIn() throws IOException {
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void logThatMayNotBeRead_isNotNothing_andFillsItsWindowsOnceItMay() throws IOException {
        try (Product product = new Product(home.resolve("of"))) {
            Path log = product.logs().resolve("mail.log");
            writeMail(log);
            product.asNobody();
            permit(log, false);
            product.start();

            awaitCheck(product, "MAILTALLY UNKNOWN - nobody has read mail.log since ", ": permission denied");
            demandNamed(product, "mail.log can't be read: permission denied");

            permit(log, true);
            product.awaitCounts("outgoing", writer.messages());
            awaitCheck(product, "MAILTALLY OK - ");
            assertThat(product.body("/health")).contains("\"status\":\"up\"");

            permit(log, false);
            awaitCheck(product, "MAILTALLY UNKNOWN - nobody has read mail.log since ", ": permission denied");
            demandNamed(product, "mail.log can't be read: permission denied");
            writeMail(log);
            permit(log, true);
            product.awaitCounts("outgoing", writer.messages());
        }
    }

    @Test
    void folderBelowThatMayNotBeListed_makesTheCountsAPart() throws IOException {
        try (Product product = new Product(home.resolve("of"))) {
            writeMail(product.logs().resolve("mail.log"));
            Path exim = Files.createDirectory(product.logs().resolve("exim4"));
            product.asNobody();
            permit(exim, false);
            product.start();

            awaitCheck(
                    product,
                    "MAILTALLY UNKNOWN - ",
                    ", only a part: nobody has read exim4/ since ",
                    ": permission denied");
            demandNamed(product, "exim4/ can't be read: permission denied");
        }
    }

    @Test
    void archiveThatMayNotBeRead_isNamed_andHoldsNothingBack() throws IOException {
        try (Product product = new Product(home.resolve("of"))) {
            writeMail(product.logs().resolve("mail.log"));
            Path archive = product.logs().resolve("mail.log.3.gz");
            Files.writeString(archive, "x");
            assertThat(archive.toFile()
                            .setLastModified(
                                    Instant.now().minus(Duration.ofDays(3)).toEpochMilli()))
                    .isTrue();
            product.asNobody();
            permit(archive, false);
            product.start();
            product.awaitCounts("outgoing", writer.messages());

            awaitCheck(product, "MAILTALLY OK - ");
            demandNamed(product, "mail.log.3.gz can't be read: permission denied");
        }
    }

    /** Writes mails of the last half hour, the newest now. */
    private void writeMail(Path log) throws IOException {
        for (int minutes = 30; minutes >= 0; minutes -= 5) {
            writer.mail(log, Instant.now().minus(Duration.ofMinutes(minutes)), MailLog.Form.RFC_3339);
        }
    }

    private static void awaitCheck(Product product, String... says) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(product.body(CHECK)).contains(says));
    }

    private static void demandNamed(Product product, String fault) {
        await().atMost(PATIENCE)
                .until(() -> product.body("/health").contains("\"status\":\"degraded\"")
                        && product.body("/health").contains(fault));
        assertThat(product.status("/health")).isEqualTo(200);
    }

    /** As root: whose file it is decides who may read it. */
    private static void permit(Path path, boolean mayRead) throws IOException {
        assertThat(FullDisk.run("chown", "0:0", path.toString())).isTrue();
        Set<PosixFilePermission> permissions = PosixFilePermissions.fromString(mayRead ? "rw-r--r--" : "rw-------");
        Files.setPosixFilePermissions(path, permissions);
    }
}
