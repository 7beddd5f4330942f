package org.mailtally.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/mailtally validate} of the built product, as an operator's configuration repository calls it. */
class ValidateIT {

    private static final Path DISTRIBUTION =
            Path.of(Objects.requireNonNull(System.getProperty("mailtally.distribution"), "run mvn verify"));

    @TempDir
    private Path home;

    @BeforeEach
    void copy() throws IOException {
        Files.copy(DISTRIBUTION.resolve("application.properties"), home.resolve("application.properties"));
        Files.createDirectories(home.resolve("routes"));
        try (Stream<Path> routes = Files.list(DISTRIBUTION.resolve("routes"))) {
            for (Path route : routes.toList()) {
                Files.copy(route, home.resolve("routes").resolve(route.getFileName()));
            }
        }
    }

    private Command.Outcome validate() {
        return Command.of(DISTRIBUTION.resolve("bin/mailtally"), "validate", "--home", home)
                .run();
    }

    private void edit(String file, String before, String after) throws IOException {
        Path path = home.resolve(file);
        String text = Files.readString(path);
        assertThat(text).contains(before);
        Files.writeString(path, text.replace(before, after));
    }

    @Test
    void whatShips_isRight() throws IOException {
        Command.Outcome outcome = validate();

        assertThat(outcome.exit()).as(outcome.err()).isZero();
        assertThat(outcome.out()).startsWith(home + " is right: ").endsWith(" routes, 6 trackers\n");
        assertThat(outcome.err()).isEmpty();
        try (Stream<Path> left = Files.list(home)) {
            assertThat(left).as("it writes nothing").hasSize(2);
        }
    }

    @Test
    void patternThatIsWrong_exits1_withTheCaretUnderTheFault() throws IOException {
        edit(
                "routes/trackers.camel.yaml",
                "label: Deferred\n        pattern: '",
                "label: Deferred\n        pattern: '*");

        Command.Outcome outcome = validate();

        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err().lines()).hasSize(3);
        assertThat(outcome.err())
                .startsWith("routes/trackers.camel.yaml, line ")
                .contains("pattern of deferred: Dangling meta character '*'");
        String[] lines = outcome.err().split("\n");
        assertThat(lines[1].charAt(lines[2].indexOf('^'))).isEqualTo('*');
    }

    @Test
    void settingThatIsWrong_exits1_namingIt() throws IOException {
        edit("application.properties", "http.port=8025", "http.port=none");

        Command.Outcome outcome = validate();

        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(outcome.err()).contains("http.port=none").doesNotContain("\tat ");
    }
}
