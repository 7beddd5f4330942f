package org.mailtally.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailtally.packaging.Command;

/** {@code maillog.source} is the host's name by default: one that is renamed goes on with its counts, or learns how. */
class RenamedHostIT {

    private final Instant window = Instant.now().minusSeconds(3_600).truncatedTo(ChronoUnit.HOURS);

    @TempDir
    Path home;

    @Test
    void renamedHost_sameHome_goesOnUnderTheNameOfTheFirstStart() throws IOException {
        try (Product product = product("mx1")) {
            append(product, 44);
            product.start().awaitCounts("lines", Map.of(window, 44L));
            product.stop();
            append(product, 6);
            product.environment("HOSTNAME", "mx2").start().awaitCounts("lines", Map.of(window, 50L));

            assertThat(product.body("/health")).contains("\"source\":\"mx1\"", "\"notices\":[]");
            assertThat(home.resolve("data/source")).hasContent("mx1\n");
            assertThat(product.verify().exit()).isZero();
        }
    }

    @Test
    void renamedHost_nameIsNotKept_countsNothingTwiceAndNamesTheRemedy() throws IOException {
        try (Product product = product("mx1")) {
            append(product, 44);
            product.start().awaitCounts("lines", Map.of(window, 44L));
            product.stop();
            Files.delete(home.resolve("data/source"));
            Files.move(product.logs().resolve("mail.log"), product.logs().resolve("mail.log.1"));
            append(product, 6);
            product.environment("HOSTNAME", "mx2").start();

            await().until(() -> product.body("/health").contains("maillog.source=mx1 is set"));
            assertThat(product.body("/health")).contains("\"status\":\"degraded\"");
            assertThat(product.output())
                    .contains("mail.log.1 is counted in this store already, under maillog.source=mx1");
            assertThat(home.resolve("data/source")).doesNotExist();
            product.awaitCounts("lines", Map.of(window, 44L));
            Command.Outcome verified = product.verify();
            assertThat(verified.exit()).isEqualTo(2);
            assertThat(verified.out()).contains("mail.log.1 is counted under maillog.source=mx1");
            product.stop();

            product.set("maillog.source", "mx1").start().awaitCounts("lines", Map.of(window, 50L));
            assertThat(product.verify().exit()).isZero();
        }
    }

    private Product product(String host) throws IOException {
        return new Product(home).unset("maillog.source").environment("HOSTNAME", host);
    }

    private void append(Product product, int lines) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines; i++) {
            text.append(window)
                    .append(" mx postfix/qmgr[1]: ")
                    .append(lines)
                    .append(" line ")
                    .append(i)
                    .append('\n');
        }
        Files.writeString(
                product.logs().resolve("mail.log"), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
