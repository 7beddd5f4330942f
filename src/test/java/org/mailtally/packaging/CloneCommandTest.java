package org.mailtally.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The clone's own command, with a stand-in for the build that leaves a distribution which prints its arguments. */
class CloneCommandTest {

    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

    private Path clone;
    private Command command;

    @BeforeEach
    void makeClone(@TempDir Path temporary) throws IOException {
        clone = temporary;
        Files.copy(Path.of("mailtally"), clone.resolve("mailtally"));
        Files.createDirectories(clone.resolve("src/main"));
        Files.createDirectories(clone.resolve("routes"));
        Files.writeString(clone.resolve("pom.xml"), "<project/>");
        Files.writeString(clone.resolve("routes/page.camel.yaml"), "");
        build("mkdir -p target/mailtally/bin; echo 'printf \"%s\\n\" \"$@\"' > target/mailtally/bin/mailtally\n"
                + "chmod +x target/mailtally/bin/mailtally; echo build >> builds; touch target/mailtally/.built");
        agePaths(LONG_AGO);
        command = Command.of("/bin/sh", clone.resolve("mailtally"))
                .set("JAVA_HOME", jdk("javac 17.0.15"))
                .in(clone.resolve("src"));
    }

    private void build(String body) throws IOException {
        Command.script(clone.resolve("mvnw"), body);
    }

    private Path jdk(String version) throws IOException {
        Path home = clone.resolve("jdk");
        Command.script(home.resolve("bin/javac"), "echo '" + version + "'");
        return home;
    }

    private void agePaths(Instant time) throws IOException {
        for (String path : new String[] {"pom.xml", "src/main", "src", "routes/page.camel.yaml", "routes"}) {
            Files.setLastModifiedTime(clone.resolve(path), FileTime.from(time));
        }
    }

    private long builds() throws IOException {
        return Files.readAllLines(clone.resolve("builds")).size();
    }

    @Test
    void firstCall_noDistribution_buildsAndHandsOverArguments() throws IOException {
        Command.Outcome outcome = command.with("demo", "a  b").run();

        assertThat(outcome.out()).isEqualTo("demo\na  b\n");
        assertThat(outcome.err())
                .contains("no distribution yet", "target/build.log")
                .hasLineCount(1);
        assertThat(builds()).isOne();
    }

    @Test
    void secondCall_nothingChanged_doesNotBuildNorSpeak() throws IOException {
        command.run();
        Command.Outcome outcome = command.with("run").run();

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).isEqualTo("run\n");
        assertThat(builds()).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pom.xml", "routes/page.camel.yaml", "src/main"})
    void laterCall_sourceNewer_buildsAndNamesIt(String source) throws IOException {
        command.run();
        Files.setLastModifiedTime(clone.resolve(source), FileTime.from(Instant.parse("2999-01-01T00:00:00Z")));
        Command.Outcome outcome = command.run();

        assertThat(outcome.err()).contains(source + " is newer").hasLineCount(1);
        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void build_fails_showsItsEndAndStartsNothing() throws IOException {
        build("seq 1 100; echo 'it does not compile' >&2; exit 7");
        Command.Outcome outcome = command.run();

        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err())
                .contains("\n100\nit does not compile\n", "the build failed")
                .doesNotContain("\n60\n");
    }

    @Test
    void clone_belowAPathWithAColon_isRefusedInWords(@TempDir Path folder) throws IOException {
        Path elsewhere = Files.createDirectories(folder.resolve("12:30")).resolve("mailtally");
        Files.copy(clone.resolve("mailtally"), elsewhere);
        Command.Outcome outcome = Command.of("/bin/sh", elsewhere).run();

        assertThat(outcome.exit()).isEqualTo(2);
        assertThat(outcome.err())
                .contains("12:30 has: move the clone elsewhere")
                .hasLineCount(1);
    }

    @Test
    void build_javaTooOld_saysHowToGetOne() throws IOException {
        Command.Outcome outcome =
                command.set("JAVA_HOME", jdk("javac 1.8.0_412")).run();

        assertThat(outcome.exit()).isEqualTo(2);
        assertThat(outcome.err())
                .contains("is 8", "JDK 17 or later", "apt install")
                .hasLineCount(1);
        assertThat(clone.resolve("builds")).doesNotExist();
    }

    @Test
    void build_onlyARuntime_saysHowToGetAJdk() throws IOException {
        Files.createDirectories(clone.resolve("jre/bin"));
        Command.Outcome outcome = command.set("JAVA_HOME", clone.resolve("jre")).run();

        assertThat(outcome.exit()).isEqualTo(2);
        assertThat(outcome.err()).contains("no bin/javac", "JDK 17 or later").hasLineCount(1);
    }

    @Test
    void build_cloneThatCannotBeWritten_saysSoInALine() throws IOException {
        Files.writeString(clone.resolve("target"), "a file, in root's way too");
        Command.Outcome outcome = command.run();

        assertThat(outcome.exit()).isEqualTo(2);
        assertThat(outcome.err())
                .contains(clone.resolve("target") + " cannot be written: build it as the clone's owner")
                .hasLineCount(1);
    }
}
