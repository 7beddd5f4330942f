package org.mailtally.settings;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** application.properties that is edited while a process runs by what it held before. */
class SettingsWatchTest {

    @TempDir
    private Path home;

    private final ListAppender<ILoggingEvent> said = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(SettingsWatch.class);

    @BeforeEach
    void listen() {
        said.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(said);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(said);
        logger.setLevel(null);
    }

    private Settings read() {
        return Settings.read(home, List.of(), Map.of(), new Properties());
    }

    private void write(String text) throws IOException {
        Files.writeString(home.resolve("application.properties"), text);
    }

    private List<String> said() {
        return said.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void changedKeys_areNamedOnce_asWaitingForARestart() throws IOException {
        write("http.port=8025\n");
        LiveSettings settings = new LiveSettings(read());
        try (SettingsWatch watch = new SettingsWatch(settings, this::read)) {
            watch.look();
            assertThat(said()).isEmpty();
            write("http.port=8026\nmaillog.zone=Asia/Tokyo\nmongodb.uri=mongodb://user:secret@db1\n");
            watch.look();
            watch.look();
            assertThat(said())
                    .containsExactly(
                            "application.properties: http.port=8026 waits for a restart",
                            "application.properties: maillog.zone=Asia/Tokyo waits for a restart",
                            "application.properties: mongodb.uri=… waits for a restart");
            write("http.port=8025\n");
            watch.look();
            assertThat(said()).last().isEqualTo("application.properties agrees with the active settings again");
        }
    }

    @Test
    void changedKeyThatIsLive_isActiveAtOnce() throws IOException {
        write("check.silence=20m\nhttp.port=8025\n");
        LiveSettings settings = new LiveSettings(read());
        try (SettingsWatch watch = new SettingsWatch(settings, this::read)) {
            write("check.silence=1h\nhttp.port=8026\n");
            watch.look();
            assertThat(settings.get().duration(Setting.CHECK_SILENCE)).isEqualTo(Duration.ofHours(1));
            assertThat(settings.get().number(Setting.HTTP_PORT)).isEqualTo(8025);
            assertThat(said())
                    .containsExactly(
                            "application.properties: check.silence=1h is active",
                            "application.properties: http.port=8026 waits for a restart");
        }
    }

    @Test
    void wrongValueBesideALiveKey_changesNothing_untilItIsMended() throws IOException {
        write("check.silence=20m\n");
        LiveSettings settings = new LiveSettings(read());
        try (SettingsWatch watch = new SettingsWatch(settings, this::read)) {
            write("check.silence=1h\nhttp.port=none\n");
            watch.look();
            assertThat(settings.get().duration(Setting.CHECK_SILENCE)).isEqualTo(Duration.ofMinutes(20));
            assertThat(settings.faults()).singleElement().asString().contains("http.port=none", "stay");
            write("check.silence=1h\n");
            watch.look();
            assertThat(settings.get().duration(Setting.CHECK_SILENCE)).isEqualTo(Duration.ofHours(1));
            assertThat(settings.faults()).isEmpty();
        }
    }

    @Test
    void liveKeyGivenAtTheCommandLine_winsOverTheEditedFile() throws IOException {
        write("check.silence=20m\n");
        Supplier<Settings> read = () -> Settings.read(home, List.of("check.silence=5m"), Map.of(), new Properties());
        LiveSettings settings = new LiveSettings(read.get());
        try (SettingsWatch watch = new SettingsWatch(settings, read)) {
            write("check.silence=1h\n");
            watch.look();
            assertThat(settings.get().duration(Setting.CHECK_SILENCE)).isEqualTo(Duration.ofMinutes(5));
            assertThat(said()).isEmpty();
        }
    }

    @Test
    void wrongValue_isNamedBeforeAStartRefusesIt() throws IOException {
        write("");
        LiveSettings settings = new LiveSettings(read());
        try (SettingsWatch watch = new SettingsWatch(settings, this::read)) {
            write("http.prot=8026\n");
            watch.look();
            assertThat(said())
                    .singleElement()
                    .asString()
                    .contains("unknown key http.prot: did you mean http.port?", "the active settings stay");
        }
    }
}
