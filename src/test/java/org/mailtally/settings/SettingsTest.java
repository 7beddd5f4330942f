package org.mailtally.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which of the places where a key may stand wins, and what is said of a key or value that cannot be. */
class SettingsTest {

    @TempDir
    private Path home;

    @BeforeEach
    void routes() throws IOException {
        Files.createDirectory(home.resolve("routes"));
        Files.writeString(home.resolve("routes/own.camel.yaml"), "# {{my.key}}\n");
    }

    private Settings read(Map<String, String> environment, Properties system, String... set) {
        return Settings.read(home, List.of(set), environment, system);
    }

    private Settings read(String... set) {
        return read(Map.of(), new Properties(), set);
    }

    private void file(String text) throws IOException {
        Files.writeString(home.resolve("application.properties"), text);
    }

    @Test
    void port_setEverywhere_isThatOfSetThenSystemThenEnvironmentThenFile() throws IOException {
        Map<String, String> environment = Map.of("HTTP_PORT", "2");
        Properties system = new Properties();
        system.setProperty("http.port", "3");

        assertThat(read().number(Setting.HTTP_PORT)).isEqualTo(8025);
        file("http.port=1");
        assertThat(read().number(Setting.HTTP_PORT)).isEqualTo(1);
        assertThat(read(environment, new Properties()).number(Setting.HTTP_PORT))
                .isEqualTo(2);
        assertThat(read(environment, system).number(Setting.HTTP_PORT)).isEqualTo(3);
        assertThat(read(environment, system, "http.port=4").number(Setting.HTTP_PORT))
                .isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http.port=0|not a number from 1 to 65535",
                "maillog.depth=two|not a number from 1 to 100",
                "maillog.poll=5x|give a number with ms, s, m, h or d",
                "maillog.poll=0ms|must be longer than nothing: give a number with ms, s, m, h or d",
                "check.silence=0s|must be longer than nothing",
                "maillog.zone=Mars|give an IANA id",
                "maillog.include=(mail|Unclosed group near index 5: give a regular expression on file names",
                "mongodb.uri=foo:bar|no store's address: give embedded:FOLDER, or an address as mongodb://host:27017",
                "mongodb.uri=embedded:|names no folder: give embedded:FOLDER",
                "mongodb.uri=mongodb://a:99999|port must be an integer between 0 and 65535",
                "mongodb.database=a.b|letters, digits",
                "gviz.restricted=yes|not true or false",
                "gviz.origins=*, https://a.example/|'https://a.example/' is no origin: give such as https://charts",
                "gviz.origins=a.example|'a.example' is no origin",
                "gviz.origins=https://A.example|in small letters",
            })
    void value_thatCannotBe_isNamedWithItsKeyAndARemedy(String assignment, String remedy) {
        assertThatThrownBy(() -> read(assignment))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("--set: " + assignment + ": ")
                .hasMessageContaining(remedy)
                .satisfies(fault -> assertThat(fault.getMessage()).hasLineCount(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"::1", "::", "my_host", "127.0.0.1:80", "a b", "mx1/", "me@mx1", "127.1"})
    void host_thatAUrlReadsOtherwise_isRefusedLestAllMayAsk(String host) {
        assertThatThrownBy(() -> read("http.host=" + host))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("--set: http.host=" + host + ": no host's name or address: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "0.0.0.0", "[::1]", "[::]", "localhost", "mx1.example.com", "mx-1"})
    void host_asAUrlReadsIt_isTaken(String host) {
        assertThat(read("http.host=" + host).get(Setting.HTTP_HOST)).isEqualTo(host);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "https://a.example", "http://a.example:8080, https://b.example", "http://[::1]:80"})
    void origins_asBrowsersSendThem_areTaken(String origins) {
        assertThat(read("gviz.origins=" + origins).get(Setting.GVIZ_ORIGINS)).isEqualTo(origins);
    }

    @Test
    void storeAddress_thatCannotBe_isNamedWithTheFileButWithoutItsPassword() throws IOException {
        file("mongodb.uri=mongodb://mail:se:cret@db/logs\n");

        assertThatThrownBy(this::read)
                .hasMessageStartingWith(home.resolve("application.properties") + ": mongodb.uri=mongodb://…@db/logs: ")
                .satisfies(fault -> assertThat(fault.getMessage()).doesNotContain("cret"));
    }

    @Test
    void key_thatNothingReads_isRefusedByName() throws IOException {
        file("mailog.zone=UTC\n");
        assertThatThrownBy(this::read)
                .hasMessage(home.resolve("application.properties")
                        + ": unknown key mailog.zone: did you mean maillog.zone?");

        file("my.key=1\n");
        assertThat(read().forRoutes()).containsEntry("my.key", "1");
    }

    @Test
    void systemProperty_misspelt_isRefusedWhereThoseOfTheJvmAreNot() {
        Properties system = new Properties();
        system.setProperty("http.proxyPort", "3128");
        system.setProperty("http.agent", "x");
        assertThat(read(Map.of(), system).number(Setting.HTTP_PORT)).isEqualTo(8025);

        system.setProperty("http.prot", "8026");
        assertThatThrownBy(() -> read(Map.of(), system))
                .hasMessage("-D: unknown key http.prot: did you mean http.port?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"maillog.source=m\u00e4x\n", "# \u00fc\n"})
    void file_inLatin1_isSaidToBe(String text) throws IOException {
        Files.write(home.resolve("application.properties"), text.getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(this::read)
                .hasMessage(home.resolve("application.properties")
                        + " can't be read: it is not in UTF-8: save it as UTF-8");
    }
}
