package org.mailtally.source.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logs as the tools themselves compress them, where these are installed. */
final class CompressedByRealToolsTest {

    private static final String TEXT = String.join(
            "",
            IntStream.range(0, 40_000)
                    .mapToObj(line -> "Nov 22 %02d:%02d:01 mx1 postfix/qmgr[9]: %x: removed%n"
                            .formatted(line / 3_600, line / 60 % 60, line * 2_654_435_761L))
                    .toList());

    private final Path folder;
    private final LogFolder logs;

    CompressedByRealToolsTest(@TempDir Path folder) {
        this.folder = folder;
        this.logs = new LogFolder(folder);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gzip -c",
                "gzip -9c",
                "pigz -c",
                "bzip2 -c",
                "pbzip2 -c",
                "xz -c",
                "xz -9e -c",
                "xz -T2 --block-size=300000 -c",
                "xz --check=sha256 -c",
                "zstd -qc",
                "zstd -19 -qc",
                "zstd --ultra -21 -qc",
                "zstd --no-check -qc",
                "zstd -T2 -qc",
                "zstd --long=26 -qc",
                "pzstd -qc",
                "pzstd -p 3 -qc"
            })
    void read_logThatAToolCompressed_isThePlainOne(String command) throws Exception {
        logs.write("mail.log", TEXT.getBytes(StandardCharsets.US_ASCII), LogFolder.NOW);
        compress(command, "packed");
        try (OpenLog plain = logs.openSettled("mail.log");
                OpenLog packed = logs.openSettled("packed")) {
            assertThat(packed.isCompressed()).isTrue();
            assertThat(Given.of(packed).lines()).isEqualTo(Given.of(plain).lines());
        }
    }

    @Test
    void open_zstdWithALongWindow_isRefusedByName() throws Exception {
        logs.write("mail.log", TEXT.getBytes(StandardCharsets.US_ASCII), LogFolder.NOW);
        compress("zstd --long=27 --no-content-size -qc", "packed");

        assertThatThrownBy(() -> logs.open("packed")).isInstanceOf(IOException.class);
        assertThat(logs.following().faultOf("packed")).contains("takes 128 MiB of memory");
    }

    private void compress(String command, String name) throws IOException, InterruptedException {
        List<String> words = List.of(command.split(" "));
        assumeThat(isInstalled(words.get(0)))
                .as("%s is installed", words.get(0))
                .isTrue();
        Process tool = new ProcessBuilder(words)
                .redirectInput(folder.resolve("mail.log").toFile())
                .redirectOutput(folder.resolve(name).toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(tool.waitFor()).as(command).isZero();
    }

    private static boolean isInstalled(String tool) {
        return Stream.of(String.valueOf(System.getenv("PATH")).split(File.pathSeparator))
                .anyMatch(path -> Files.isExecutable(Path.of(path, tool)));
    }
}
