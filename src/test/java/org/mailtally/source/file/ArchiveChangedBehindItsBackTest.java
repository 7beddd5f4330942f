package org.mailtally.source.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an archive is known by differs where it holds another log, however alike the two are in name and size. */
class ArchiveChangedBehindItsBackTest {

    private static final String LINE =
            "2026-11-23T09:%02d:01+00:00 mx1 postfix/cleanup[913]: 4XyZ1q: message-id=<a@b>\n";
    private static final int LINES = 60;

    @TempDir
    private Path folder;

    @Test
    void anotherBeginning_end_length_orSource_isAnotherImprint() throws IOException {
        String text = lines();
        String known = imprint(text, "mx1");
        assertThat(imprint(text, "mx1")).isEqualTo(known);
        assertThat(imprint(text, "mx2")).isNotEqualTo(known);
        assertThat(imprint(text.replace("T09:07", "T08:07"), "mx1"))
                .as("eighth line")
                .isNotEqualTo(known);
        assertThat(imprint(text.replace("T09:59", "T08:59"), "mx1"))
                .as("last line")
                .isNotEqualTo(known);
        assertThat(imprint(text.replace("T09:30", "T09:30:00"), "mx1"))
                .as("longer")
                .isNotEqualTo(known);
    }

    @Test
    void compressedFile_isKnownByItsCheckSum_whicheverByteDiffers() throws IOException {
        String text = lines();
        String known = imprint(compressed(text), "mx1");
        assertThat(imprint(compressed(text), "mx1")).isEqualTo(known);
        for (int minute = 0; minute < LINES; minute++) {
            String other = text.replace("T09:%02d".formatted(minute), "T08:%02d".formatted(minute));
            assertThat(imprint(compressed(other), "mx1")).isNotEqualTo(known);
        }
    }

    @Test
    void fileThatIsGone_hasNone() {
        assertThat(logs("mx1").imprint(folder.resolve("gone").toFile())).isNull();
    }

    private static String lines() {
        StringBuilder text = new StringBuilder();
        for (int minute = 0; minute < LINES; minute++) {
            text.append(LINE.formatted(minute));
        }
        return text.toString();
    }

    private static byte[] compressed(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private @Nullable String imprint(String text, String source) throws IOException {
        return imprint(text.getBytes(StandardCharsets.UTF_8), source);
    }

    private @Nullable String imprint(byte[] bytes, String source) throws IOException {
        Path file = folder.resolve("mail.log.1");
        Files.write(file, bytes);
        Imprint imprint = logs(source).imprint(file.toFile());
        return imprint == null ? null : imprint.hash();
    }

    private Logs logs(String source) {
        Clock clock = Clock.systemUTC();
        return new Logs(folder, source, ZoneOffset.UTC, new Following(clock), clock);
    }
}
