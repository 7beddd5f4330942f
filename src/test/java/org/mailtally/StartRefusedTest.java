package org.mailtally;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailtally.settings.Settings;

/** What is said, in one line, where the process cannot start as asked. */
class StartRefusedTest {

    @TempDir
    private Path folder;

    private static String errorOf(String... arguments) {
        PrintStream before = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            assertThat(Mailtally.execute(arguments)).isEqualTo(2);
        } finally {
            System.setErr(before);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Test
    void demoFolder_thatIsAFile_isNamedWithoutATrace() throws IOException {
        Files.createDirectories(folder.resolve("home/routes"));
        Path file = Files.writeString(folder.resolve("a-file"), "x");

        assertThat(errorOf("demo", "--home", folder.resolve("home").toString(), "--dir", file.toString()))
                .isEqualTo("mailtally: --dir " + file + ": " + file + ": is no folder: give a folder that this user may"
                        + " write to with --dir" + System.lineSeparator());
    }

    @Test
    void zone_thatIsNone_isNamedWithoutAClass() {
        assertThat(errorOf("try", "--zone", "Mars", "x", "y"))
                .isEqualTo("mailtally: Invalid value for option '--zone': 'Mars' is no zone: give an IANA id as"
                        + " Europe/Berlin or UTC (see --help)" + System.lineSeparator());
    }

    @Test
    void port_keptFromThisUser_isNotRemediedByTheNextOne() {
        assertThat(Service.cannotListen("127.0.0.1", 80, "Permission denied"))
                .hasMessage("http.host=127.0.0.1, http.port=80: Permission denied: ports below 1024 are for root: give"
                        + " another with --set http.port=8025");
        assertThat(Service.cannotListen("127.0.0.1", 8025, "Address already in use"))
                .hasMessageEndingWith("give another with --set http.port=8026, or end what listens there");
    }

    @Test
    void brokersWithoutAnAddress_areNamedByTheirKey_notTheRoutes() {
        Settings settings = Settings.read(
                folder,
                List.of("kafka.enabled=true", "kafka.brokers=nosuchhost.invalid:9092"),
                Map.of(),
                new Properties());

        assertThat(StartFault.explain(
                        new IllegalStateException(
                                new ConfigException("No resolvable bootstrap urls given in bootstrap.servers")),
                        settings))
                .hasMessage("kafka.brokers=nosuchhost.invalid:9092: No resolvable bootstrap urls given in"
                        + " bootstrap.servers: correct the address, or set kafka.enabled=false");
    }
}
