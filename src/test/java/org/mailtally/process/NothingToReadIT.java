package org.mailtally.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No folder, a file in its place, no matching file: the process runs, says so, and goes on when that changes. */
class NothingToReadIT {

    @TempDir
    private Path home;

    @Test
    void folderThatComesLater_isSaidToBeMissing_thenCounted() throws IOException {
        MailLog writer = new MailLog(3);
        Path folder = home.resolve("later");
        try (Product product =
                new Product(home).set("maillog.directory", folder).start()) {
            assertThat(product.body("/health")).contains("No log found", "missing", folder.toString());
            assertThat(product.output())
                    .contains("No log found yet", folder + ", and it is not there", "maillog.directory");

            Files.writeString(folder, "a file");
            assertThat(product.body("/health")).contains("not a folder");
            Files.delete(folder);

            Files.createDirectory(folder);
            Files.writeString(folder.resolve("messages"), "x\n");
            await().until(() -> product.body("/health").contains("no matching file"));
            assertThat(product.body("/health")).contains("messages");

            Files.createDirectory(folder.resolve("mail.log"));
            assertThat(product.body("/health")).contains("mail.log/ (a folder)");
            Files.delete(folder.resolve("mail.log"));

            writer.mail(folder.resolve("mail.log"), Instant.now().minus(Duration.ofMinutes(20)), MailLog.Form.RFC_3339);
            product.awaitCounts("outgoing", writer.messages());
            assertThat(product.body("/health")).doesNotContain("No log found");
        }
    }
}
