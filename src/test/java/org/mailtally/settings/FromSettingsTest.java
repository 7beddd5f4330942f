package org.mailtally.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FromSettingsTest {

    @TempDir
    private Path home;

    private Settings settings(String port) {
        return Settings.read(home, List.of("http.port=" + port), Map.of(), new Properties());
    }

    @Test
    void sameSettings_madeOnce_others_madeAgain() {
        AtomicReference<Settings> active = new AtomicReference<>(settings("8026"));
        AtomicInteger made = new AtomicInteger();
        FromSettings<String> port = new FromSettings<>(active::get, settings -> {
            made.incrementAndGet();
            return settings.get(Setting.HTTP_PORT);
        });
        assertThat(List.of(port.get(), port.get())).containsOnly("8026");
        assertThat(made).hasValue(1);
        active.set(settings("8027"));
        assertThat(List.of(port.get(), port.get())).containsOnly("8027");
        assertThat(made).hasValue(2);
    }
}
