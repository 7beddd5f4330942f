package org.mailtally.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A writer without O_APPEND goes on at its old offset when copytruncate cut its log, which then begins with NULs. */
class WriterWithoutAppendIT {

    private static final int LINES = 3_000;

    private final Instant window = Instant.now().minusSeconds(3_600).truncatedTo(ChronoUnit.HOURS);

    @TempDir
    Path home;

    @Test
    void copytruncateTwice_everyLineIsCountedOnce() throws IOException {
        try (Product product = new Product(home)) {
            Path log = product.logs().resolve("mail.log");
            try (FileChannel writer = FileChannel.open(log, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                write(writer, 1);
                product.start().awaitCounts("lines", Map.of(window, (long) LINES));
                for (int rotation = 1; rotation <= 2; rotation++) {
                    Path archive = product.logs().resolve("mail.log." + (3 - rotation));
                    Files.copy(log, archive, StandardCopyOption.COPY_ATTRIBUTES);
                    try (FileChannel logrotate = FileChannel.open(log, StandardOpenOption.WRITE)) {
                        logrotate.truncate(0);
                    }
                    write(writer, rotation + 1);
                    product.awaitCounts("lines", Map.of(window, (rotation + 1L) * LINES));
                }
            }

            assertThat(product.body("/health")).contains("\"notices\":[]", "\"gaps\":[]", "\"fault\":null");
            assertThat(product.verify().exit()).isZero();
            product.kill();
            product.start().awaitCounts("lines", Map.of(window, 3L * LINES));
        }
    }

    private void write(FileChannel writer, int part) throws IOException {
        for (int i = 0; i < LINES; i++) {
            String line = window + " mx postfix/qmgr[1]: part " + part + " line " + i + "\n";
            writer.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.ISO_8859_1)));
        }
    }
}
