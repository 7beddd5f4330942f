package org.mailtally.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** A distribution unpacked elsewhere and prepared there: quicker while the archives fit, and the same whatever becomes of them. */
class PreparedStartIT {

    private static final String LINE = "2026-11-23T09:53:01+00:00 mx1 postfix/cleanup[913]: 4XyZ1q: message-id=<1@x>\n";
    private static final String COUNTED = "2026-11-23T09:50Z 1\ntotal 1\n";

    @TempDir
    static Path unpacked;

    private Path archive;
    private Path log;

    @BeforeAll
    static void unpack() throws IOException {
        Path built = Path.of(Objects.requireNonNull(System.getProperty("mailtally.distribution"), "run mvn verify"));
        for (String folder : new String[] {"bin", "lib", "routes", "."}) {
            Files.createDirectories(unpacked.resolve(folder));
            try (Stream<Path> files = Files.list(built.resolve(folder))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.copy(file, unpacked.resolve(built.relativize(file)));
                }
            }
        }
        Command.Outcome outcome =
                Command.of(unpacked.resolve("bin/prepare_mailtally")).run();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.exit()).isZero();
    }

    @BeforeEach
    void writeLog(@TempDir Path folder) throws IOException {
        log = Files.writeString(folder.resolve("mail.log"), LINE);
        archive = unpacked.resolve("classes/try.jsa");
    }

    private Command.Outcome count(String options) {
        return Command.of(unpacked.resolve("bin/mailtally"), "try", "message-id=", log)
                .set("MAILTALLY_JAVA_OPTS", options)
                .run();
    }

    private void countsInSilence() {
        Command.Outcome outcome = count("");
        assertThat(outcome.out()).isEqualTo(COUNTED);
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.exit()).isZero();
    }

    @Test
    void try_prepared_takesItsClassesFromTheArchive() {
        assertThat(count("-Xlog:class+load").out().lines().filter(line -> line.contains(" org.mailtally.")))
                .isNotEmpty()
                .allMatch(line -> line.contains("shared objects file"));
        countsInSilence();
    }

    @Test
    void try_compressedLog_takesTheClassesThatUnpackItFromTheArchive() throws IOException {
        try (OutputStream out = new XZOutputStream(Files.newOutputStream(log), new LZMA2Options())) {
            out.write(LINE.getBytes(StandardCharsets.US_ASCII));
        }

        assertThat(count("-Xlog:class+load").out().lines().filter(line -> line.contains(" org.tukaani.")))
                .isNotEmpty()
                .allMatch(line -> line.contains("shared objects file"));
        countsInSilence();
    }

    @Test
    void try_zstandardAndNoFolderForTemporaryFiles_takesTheLibraryThatLiesThere() throws IOException {
        try (OutputStream out = new ZstdOutputStream(Files.newOutputStream(log))) {
            out.write(LINE.getBytes(StandardCharsets.US_ASCII));
        }

        Command.Outcome outcome = count("-Xlog:class+load -Djava.io.tmpdir=" + unpacked.resolve("missing"));

        assertThat(outcome.exit()).isZero();
        assertThat(outcome.out()).contains(COUNTED);
        assertThat(outcome.out().lines().filter(line -> line.contains(" com.github.luben.zstd.")))
                .isNotEmpty()
                .allMatch(line -> line.contains("shared objects file"));
    }

    @Test
    void try_withOtherOptionsOfTheJvm_isTheSame() {
        Command.Outcome outcome = count("-XX:-UseCompressedOops");

        assertThat(outcome.out()).isEqualTo(COUNTED);
        assertThat(outcome.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100})
    void try_archiveCutShort_isTheSame(int length) throws IOException {
        Path whole = Files.move(archive, unpacked.resolve("whole"));
        byte[] bytes = Files.readAllBytes(whole);
        Files.write(archive, Arrays.copyOf(bytes, length));
        try {
            countsInSilence();
        } finally {
            Files.move(whole, archive, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Test
    void try_libraryExchanged_isTheSame() throws IOException {
        Path library;
        try (Stream<Path> jars = Files.list(unpacked.resolve("lib"))) {
            library = jars.filter(jar -> jar.getFileName().toString().startsWith("mailtally-"))
                    .findAny()
                    .orElseThrow();
        }
        FileTime before = Files.getLastModifiedTime(library);
        Files.setLastModifiedTime(library, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));

        countsInSilence();

        Files.setLastModifiedTime(library, before);
    }

    @Test
    void run_prepared_leavesAnArchiveOfTheWholeProcess() {
        assertThat(unpacked.resolve("classes/run.jsa")).isNotEmptyFile();
    }
}
