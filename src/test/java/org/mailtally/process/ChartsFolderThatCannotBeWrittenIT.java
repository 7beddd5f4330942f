package org.mailtally.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where charts cannot be written it is said, in words, and everything else goes on. */
class ChartsFolderThatCannotBeWrittenIT {

    @TempDir
    private Path home;

    @Test
    void chartsFolderThatIsAFile_isNamedWithoutATrace() throws IOException {
        Path charts = Files.writeString(home.resolve("a-file"), "x");
        try (Product product = new Product(home).set("charts.directory", charts).start()) {
            await().atMost(Duration.ofSeconds(30)).until(() -> product.output().contains("Rejected.html"));

            assertThat(product.stop()).isEqualTo(143);
            assertThat(product.output()).contains(charts.toString()).doesNotContain("\tat ", "Exception");
        }
    }
}
