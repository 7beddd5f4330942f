package org.mailtally.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs that are turned over while they are followed: renamed, compressed, cut; and lines that are not whole yet. */
class RotationIT {

    @TempDir
    private Path home;

    private Product product;
    private final MailLog writer = new MailLog(7);
    private Instant time = Instant.now().minus(Duration.ofHours(5));
    private Path log;

    @BeforeEach
    void start() throws IOException {
        product = new Product(home);
        log = product.logs().resolve("mail.log");
        product.start();
    }

    @AfterEach
    void end() {
        product.close();
    }

    private void write(int mails, Path file) throws IOException {
        for (int mail = 0; mail < mails; mail++) {
            time = time.plusMillis(700);
            writer.mail(file, time, MailLog.Form.RFC_3339);
        }
    }

    @Test
    void renamedAndCompressed_whileFollowed_everyLineOnce() throws IOException {
        write(500, log);
        product.awaitCounts("outgoing", writer.messages());
        Path first = product.logs().resolve("mail.log.1");
        Files.move(log, first);
        write(50, first);
        write(500, log);
        Files.move(first, product.logs().resolve("mail.log.2"));
        Turnover.compress(product.logs().resolve("mail.log.2"));
        Files.move(log, first);
        write(300, log);

        product.awaitCounts("outgoing", writer.messages());
        product.awaitCounts("lines", writer.lines());
    }

    @Test
    void copyTruncated_afterItWasRead_everyLineOnce() throws IOException {
        write(400, log);
        product.awaitCounts("outgoing", writer.messages());
        Files.copy(log, product.logs().resolve("mail.log.1"));
        Turnover.cut(log);
        write(900, log);

        product.awaitCounts("outgoing", writer.messages());
    }

    @Test
    void halfALine_waitsForItsRest() throws IOException {
        write(20, log);
        product.awaitCounts("outgoing", writer.messages());
        Map<Instant, Long> before = new TreeMap<>(writer.messages());
        String lines = writer.mail(time.plusSeconds(400), MailLog.Form.RFC_3339);
        int half = lines.indexOf("message-id=") + 5;
        MailLog.append(log, lines.substring(0, half));
        product.awaitCounts("outgoing", before);
        MailLog.append(log, lines.substring(half));

        product.awaitCounts("outgoing", writer.messages());
    }

    @Test
    void archivesFoundAtTheStart_andStrayFiles_countedOnce() throws IOException {
        Path archive = product.logs().resolve("mail.log.3");
        write(600, archive);
        Turnover.compress(archive);
        write(100, product.logs().resolve("mail.log.1"));
        write(100, log);
        Files.createDirectory(product.logs().resolve("mail.log.d"));
        Files.write(product.logs().resolve("mail.log.9"), new byte[3_000_000]);
        MailLog.append(product.logs().resolve("syslog"), "not a mail log\n");

        product.awaitCounts("outgoing", writer.messages());
        product.kill();
        product.start();
        product.awaitCounts("outgoing", writer.messages());
        assertThat(product.status("/health")).isEqualTo(200);
    }
}
