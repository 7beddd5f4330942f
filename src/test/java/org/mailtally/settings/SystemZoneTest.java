package org.mailtally.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TZ in the environment is read as POSIX means it: GMT-5 is ahead of UTC. */
class SystemZoneTest {

    @ParameterizedTest
    @CsvSource({
        "GMT-5, +05:00",
        "GMT+5, -05:00",
        "UTC0, Z",
        "EST5, -05:00",
        "IST-5:30, +05:30",
        "<+0330>-3:30, +03:30",
        "<-03>3, -03:00",
        "Europe/Berlin, Europe/Berlin",
        ":Europe/Berlin, Europe/Berlin",
        "posix/Europe/Berlin, Europe/Berlin",
        "EST5EDT, EST5EDT",
        "CET, CET",
        "UTC, UTC",
        "Etc/GMT-5, Etc/GMT-5"
    })
    void of_whatPosixUnderstands_isThatZone(String tz, String zone) {
        assertThat(SystemZone.of(tz)).isEqualTo(ZoneId.of(zone));
    }

    @Test
    void of_nothing_isTheSystemsZone() {
        assertThat(SystemZone.of(null)).isEqualTo(ZoneId.systemDefault());
        assertThat(SystemZone.of("")).isEqualTo(ZoneId.systemDefault());
    }

    @Test
    void of_fileOfTheDatabase_isTheZoneThatItHolds(@TempDir Path folder) throws Exception {
        Path zone = Files.createFile(
                Files.createDirectories(folder.resolve("zoneinfo/Asia")).resolve("Kolkata"));
        Path link = Files.createSymbolicLink(folder.resolve("localtime"), zone);

        assertThat(SystemZone.of(":" + link)).isEqualTo(ZoneId.of("Asia/Kolkata"));
        assertThat(SystemZone.of(zone.toString())).isEqualTo(ZoneId.of("Asia/Kolkata"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CET-1CEST,M3.5.0,M10.5.0/3", "Mars", "Europe/Berlim", "GMT-25", "/no/such/file"})
    void of_anythingElse_isRefusedWithWhatToSet(String tz) {
        assertThatThrownBy(() -> SystemZone.of(tz))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("TZ=" + tz)
                .hasMessageContaining("set maillog.zone and display.zone");
    }
}
