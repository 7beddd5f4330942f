package org.mailtally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailtally.settings.Settings;
import org.mailtally.settings.UserError;

/** What is refused before a port is open. */
class GuardsTest {

    @TempDir
    private Path home;

    private Settings settings(String... set) {
        return Settings.read(home, List.of(set), Map.of(), new Properties());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "[::]", "192.0.2.7"})
    void beyondLoopback_withoutUsers_isRefused_unlessItIsSaidToBeOpen(String host) throws IOException {
        assertThatThrownBy(() -> Guards.access(settings("http.host=" + host)))
                .isInstanceOf(UserError.class)
                .hasMessageContainingAll("http.host=" + host, "http.users=FILE", "http.open=true");
        assertThat(Guards.access(settings("http.host=" + host, "http.open=true"))
                        .isGuarded())
                .isFalse();
        Files.writeString(home.resolve("tokens"), "0123456789abcdef\n");
        assertThat(Guards.access(settings("http.host=" + host, "http.tokens=tokens"))
                        .isGuarded())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "[::1]", "localhost"})
    void onLoopback_everybodyMayRead(String host) {
        assertThat(Guards.access(settings("http.host=" + host)).isGuarded()).isFalse();
    }

    @Test
    void fileThatIsNotThere_isNamedWithItsKey() {
        assertThatThrownBy(() -> Guards.access(settings("http.users=none")))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("http.users: ")
                .hasMessageEndingWith("none is not there");
        assertThatThrownBy(() -> Guards.tls(settings("http.tls.certificate=none")))
                .hasMessageContaining("http.tls.key");
    }

    @Test
    void address_isHttpsWithACertificate() {
        assertThat(Guards.address(settings("http.host=0.0.0.0"))).isEqualTo("http://127.0.0.1:8025");
        assertThat(Guards.address(settings("http.tls.certificate=x"))).isEqualTo("https://127.0.0.1:8025");
    }
}
