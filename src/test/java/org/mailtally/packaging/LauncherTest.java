package org.mailtally.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher against a stand-in for Java that prints its arguments, one a line. */
class LauncherTest {

    private Path folder;
    private Path launcher;
    private Command command;

    @BeforeEach
    void install(@TempDir Path temporary) throws IOException {
        folder = temporary;
        launcher = folder.resolve("an installation/bin/mailtally");
        Files.createDirectories(launcher.getParent());
        Files.copy(Path.of("packaging/mailtally"), launcher);
        command = Command.of("/bin/sh", launcher)
                .set("JAVA_HOME", java("jdk", "openjdk version \"17.0.15\" 2025-04-15"))
                .set("MAILTALLY_JAVA_OPTS", "");
    }

    private Path java(String name, String version) throws IOException {
        Path home = folder.resolve(name);
        Command.script(
                home.resolve("bin/java"),
                "if [ \"$1\" = -version ]; then echo 'Picked up JAVA_TOOL_OPTIONS: -Dx=\"1\"' >&2; echo '" + version
                        + "' >&2; exit; fi\nprintf '%s\\n' \"$@\"");
        return home;
    }

    private List<String> arguments(Object... given) {
        Command.Outcome outcome = command.with(given).run();
        assertThat(outcome)
                .extracting(Command.Outcome::exit, Command.Outcome::err)
                .containsExactly(0, "");
        return outcome.out().lines().toList();
    }

    private static List<String> afterMain(List<String> arguments) {
        return arguments.subList(arguments.indexOf("org.mailtally.Mailtally") + 1, arguments.size());
    }

    @Test
    void start_anyFolder_namesInstallationAndLibraries() throws IOException {
        command = command.in(folder);

        Path installation = folder.toRealPath().resolve("an installation");
        assertThat(arguments("run"))
                .contains("-Dmailtally.installation=" + installation)
                .containsSubsequence("-cp", installation + "/lib/*", "org.mailtally.Mailtally", "run");
    }

    @Test
    void start_toTry_looksIntoFewLibraries() throws IOException {
        Path libraries = folder.toRealPath().resolve("an installation/lib");
        Files.createDirectories(libraries);
        for (String library : List.of("camel-main-4.18.0.jar", "mailtally-1.0.0.jar", "xz-1.12.jar")) {
            Files.createFile(libraries.resolve(library));
        }

        List<String> arguments = arguments("try", "a", "mail.log");

        assertThat(arguments.get(arguments.indexOf("-cp") + 1).split(":"))
                .contains(libraries + "/mailtally-1.0.0.jar", libraries + "/xz-1.12.jar")
                .noneMatch(library -> library.contains("camel") || library.isEmpty());
        assertThat(arguments("try", "a", "--lines=3", "mail.log")).contains(libraries + "/*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "demo"})
    void aProcessThatFollowsLogs_compilesWithTheFirstCompilerAlone(String subcommand) {
        assertThat(arguments("-Dhttp.port=80", subcommand))
                .contains("-XX:TieredStopAtLevel=1")
                .noneMatch(argument -> argument.startsWith("-XX:Tier4"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"try", "verify", "check"})
    void aProcessThatEnds_compilesWithBoth(String subcommand) {
        assertThat(arguments(subcommand, "run"))
                .contains("-XX:Tier4InvocationThreshold=100000", "-XX:MaxInlineLevel=9")
                .doesNotContain("-XX:TieredStopAtLevel=1");
    }

    @Test
    void start_byNameInItsOwnFolder_findsInstallation() throws IOException {
        command = Command.of("/bin/sh", "mailtally")
                .set("JAVA_HOME", folder.resolve("jdk"))
                .in(folder.resolve("an installation/bin"));

        assertThat(arguments()).contains("-Dmailtally.installation=" + folder.toRealPath() + "/an installation");
    }

    @Test
    void start_throughSymbolicLinks_findsInstallation() throws IOException {
        Path absolute = Files.createSymbolicLink(folder.resolve("absolute"), launcher);
        Path relative = Files.createSymbolicLink(folder.resolve("relative"), absolute.getFileName());
        launcher = relative;
        command = Command.of("/bin/sh", relative).set("JAVA_HOME", folder.resolve("jdk"));

        assertThat(arguments()).contains("-Dmailtally.installation=" + folder.toRealPath() + "/an installation");
    }

    @Test
    void arguments_withBlanksAndStars_arriveAsGiven() {
        assertThat(afterMain(arguments("try", "a  b*", "", "/tmp/*"))).containsExactly("try", "a  b*", "", "/tmp/*");
    }

    @Test
    void properties_anywhere_goToTheJvm() {
        List<String> all = arguments("-Dhttp.port=80", "run", "-Dmaillog.zone=Europe/Berlin x", "--set", "a=b");

        assertThat(afterMain(all)).containsExactly("run", "--set", "a=b");
        assertThat(all.subList(0, all.indexOf("-cp"))).contains("-Dhttp.port=80", "-Dmaillog.zone=Europe/Berlin x");
    }

    @Test
    void properties_afterDoubleDash_stayArguments() {
        assertThat(afterMain(arguments("try", "--", "-Dx=y", "--"))).containsExactly("try", "--", "-Dx=y", "--");
    }

    @Test
    void javaOptions_severalWords_winOverOwnOnesAndYieldToArguments() {
        command = command.set("MAILTALLY_JAVA_OPTS", "-Xmx1g -Da=1");

        List<String> all = arguments("-Da=2");
        assertThat(all).containsSubsequence("-Xmx176m", "-Xmx1g", "-Da=1", "-Da=2");
    }

    @ParameterizedTest
    @CsvSource({"try x mail.log,try.jsa", "try --lines=3 x mail.log,run.jsa", "run,run.jsa", "'',run.jsa"})
    void archive_prepared_isHandedToTheJvm(String given, String archive) throws IOException {
        Path made = Files.createDirectories(folder.resolve("an installation/classes"))
                .resolve(archive);
        Files.writeString(made, "");

        List<String> all = given.isEmpty() ? arguments() : arguments((Object[]) given.split(" "));

        assertThat(all.subList(0, all.indexOf("-cp"))).contains("-XX:SharedArchiveFile=" + made.toRealPath());
    }

    @Test
    void archive_notPrepared_isNotAskedFor() {
        assertThat(arguments("try", "x", "y")).noneMatch(argument -> argument.contains("Shared"));
    }

    @ParameterizedTest
    @CsvSource({
        ",,C.UTF-8",
        "C,,C.UTF-8",
        "POSIX,C,C.UTF-8",
        "de_DE.ISO-8859-1,,C.UTF-8",
        "de_DE.UTF-8,,",
        ",en_US.utf8,",
    })
    void locale_withoutUtf8_doesNotLoseFilesWithOtherNames(String all, String lang, String wanted) throws IOException {
        Path home = folder.resolve("telling");
        Command.script(
                home.resolve("bin/java"),
                "[ \"$1\" = -version ] && echo 'openjdk version \"17\"' || echo \"${LC_ALL:-$LC_CTYPE}\"");
        Command.Outcome outcome = command.set("JAVA_HOME", home)
                .set("LC_ALL", all == null ? "" : all)
                .set("LC_CTYPE", "")
                .set("LANG", lang == null ? "" : lang)
                .run();

        assertThat(outcome.out().strip()).isEqualTo(wanted != null ? wanted : all != null ? all : "");
    }

    @ParameterizedTest
    @CsvSource({
        "java version \"1.8.0_412\",8",
        "openjdk version \"11.0.2\" 2019-01-15,11",
        "openjdk version \"16\" 2021-03-16,16",
        "gibberish,of an unknown version"
    })
    void java_tooOld_saysHowToGetOne(String version, String found) throws IOException {
        Command.Outcome outcome = command.set("JAVA_HOME", java("old", version)).run();

        assertThat(outcome.exit()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err())
                .contains("is Java " + found + ", too old", "JDK 17 or later", "apt install", "JAVA_HOME")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"openjdk version \"17\" 2021-09-14", "openjdk version \"22-ea\" 2024-03-19"})
    void java_lateEnough_isTaken(String version) throws IOException {
        assertThat(command.set("JAVA_HOME", java("new", version)).run().exit()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"21.0.2,0", "17,0", "11.0.22,2", "1.8.0_412,2"})
    void java_withAReleaseFile_isJudgedByIt(String version, int exit) throws IOException {
        Path home = java("released", "gibberish");
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");

        assertThat(command.set("JAVA_HOME", home).run().exit()).isEqualTo(exit);
    }

    @Test
    void java_thatFails_saysSo() throws IOException {
        Path home = folder.resolve("broken");
        Command.script(
                home.resolve("bin/java"), "echo 'error while loading shared libraries: libjli.so' >&2\nexit 127");
        Command.Outcome outcome = command.set("JAVA_HOME", home).run();

        assertThat(outcome.exit()).isEqualTo(2);
        assertThat(outcome.err())
                .contains("broken/bin/java does not run (it says: error while loading", "point JAVA_HOME to one")
                .hasLineCount(1);
    }

    /** Java takes the colon for the end of a path, and finds no class. */
    @Test
    void installation_belowAPathWithAColon_isRefusedInWords() throws IOException {
        Path elsewhere = folder.resolve("12:30/mailtally/bin/mailtally");
        Files.createDirectories(elsewhere.getParent());
        Files.copy(launcher, elsewhere);
        Command.Outcome outcome = Command.of("/bin/sh", elsewhere)
                .set("JAVA_HOME", folder.resolve("jdk"))
                .run();

        assertThat(outcome.exit()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err())
                .contains("12:30/mailtally has: move Mailtally elsewhere")
                .hasLineCount(1);
    }

    @Test
    void javaOptions_withAStar_arriveAsGiven() throws IOException {
        Files.createFile(folder.resolve("-Dx=file"));
        command = command.set("MAILTALLY_JAVA_OPTS", "-Dx=* -Dy=?").in(folder);

        assertThat(arguments("run")).contains("-Dx=*", "-Dy=?").doesNotContain("-Dx=file");
    }

    @Test
    void java_missing_saysHowToGetOne() throws IOException {
        Path tools = Command.tools(folder.resolve("tools"), "dirname", "readlink", "sed", "head", "cat");
        Command.Outcome outcome =
                command.set("JAVA_HOME", "").set("PATH", tools).run();

        assertThat(outcome.exit()).isEqualTo(2);
        assertThat(outcome.err()).contains("no java on the PATH", "apt install").hasLineCount(1);
    }

    @Test
    void java_onThePath_isTakenWithoutJavaHome() throws IOException {
        Path tools = Command.tools(folder.resolve("tools"), "dirname", "readlink", "sed", "head", "cat");
        Files.createSymbolicLink(tools.resolve("java"), folder.resolve("jdk/bin/java"));

        assertThat(command.set("JAVA_HOME", "")
                        .set("PATH", tools)
                        .with("run")
                        .run()
                        .out())
                .endsWith("run\n");
    }
}
