package org.mailtally.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The built distribution: the folder, the tar.gz and the .deb. */
class DistributionIT {

    private static final Path FOLDER = built("mailtally.distribution");

    /** A member of an archive: its permissions, its owner, and its text (a link's target). */
    private record Member(int mode, String owner, String text) {}

    private static Path built(String property) {
        return Path.of(Objects.requireNonNull(System.getProperty(property), property + ": run mvn verify"));
    }

    private static Map<String, Member> tar(InputStream compressed) throws IOException {
        Map<String, Member> members = new TreeMap<>();
        TarArchiveInputStream tar = new TarArchiveInputStream(new GzipCompressorInputStream(compressed));
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            String text = entry.isSymbolicLink()
                    ? entry.getLinkName()
                    : entry.getName().endsWith(".jar") ? "" : new String(tar.readAllBytes(), StandardCharsets.UTF_8);
            members.put(entry.getName(), new Member(entry.getMode() & 0777, entry.getUserName(), text));
        }
        return members;
    }

    private static Map<String, Member> deb(String part) throws IOException {
        try (ArArchiveInputStream ar =
                new ArArchiveInputStream(new BufferedInputStream(Files.newInputStream(built("mailtally.deb"))))) {
            for (ArArchiveEntry entry = ar.getNextEntry(); entry != null; entry = ar.getNextEntry()) {
                if (entry.getName().equals(part)) {
                    return tar(ar);
                }
            }
        }
        throw new AssertionError("no " + part + " in the .deb");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bin/mailtally", "bin/check_mailtally"})
    void folder_commands_canBeRun(String command) {
        assertThat(FOLDER.resolve(command)).isExecutable();
    }

    @Test
    void folder_checkPlugin_isOfTheSameVersion() {
        String version = Command.of(FOLDER.resolve("bin/check_mailtally"), "-V")
                .run()
                .out()
                .strip();

        assertThat(built("mailtally.archive").getFileName())
                .hasToString(version.replace("check_mailtally ", "mailtally-") + ".tar.gz");
    }

    @Test
    void folder_libraries_eachOnceAndNoneOfTheTests() throws IOException {
        try (Stream<Path> jars = Files.list(FOLDER.resolve("lib"))) {
            assertThat(jars.map(jar -> jar.getFileName().toString().replaceFirst("-\\d[^-]*(-[a-z].*)?\\.jar$", "$1")))
                    .contains("mailtally", "camel-main", "camel-mongodb")
                    .doesNotHaveDuplicates()
                    .doesNotContain("assertj-core", "junit-jupiter-api", "jqwik");
        }
    }

    @Test
    void folder_files_holdLicenceSettingsAndRoutesOfTheClone() throws IOException {
        assertThat(FOLDER.resolve("LICENSE")).hasSameTextualContentAs(Path.of("LICENSE"));
        for (Path source : Stream.concat(Stream.of(Path.of("application.properties")), routes())
                .toList()) {
            assertThat(FOLDER.resolve(source.toString())).hasSameTextualContentAs(source);
        }
    }

    private static Stream<Path> routes() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("routes"))) {
            return files.toList().stream();
        }
    }

    @Test
    void folder_documents_linkToWhatIsThere() throws IOException {
        assertThat(DocumentLinks.documents(FOLDER)).hasSizeGreaterThan(5).allSatisfy(document -> assertThat(
                        DocumentLinks.broken(document))
                .as(document.toString())
                .isEmpty());
    }

    @Test
    void deb_documentsAndPresets_areThoseOfTheFolder() throws IOException {
        Map<String, Member> data = deb("data.tar.gz");

        for (Path document : DocumentLinks.documents(FOLDER)) {
            assertThat(data).containsKey("./usr/share/doc/mailtally/" + FOLDER.relativize(document));
        }
        assertThat(data)
                .containsKeys(
                        "./usr/share/doc/mailtally/docs/overview.png", "./usr/share/mailtally/presets/dovecot.yaml");
    }

    @Test
    void archive_members_belongToRootAndKeepTheirPermissions() throws IOException {
        Map<String, Member> members;
        try (InputStream in = Files.newInputStream(built("mailtally.archive"))) {
            members = tar(in);
        }

        assertThat(members.values()).extracting(Member::owner).containsOnly("root");
        assertThat(members.keySet()).allMatch(name -> name.startsWith("mailtally-"));
        assertThat(members).allSatisfy((name, member) -> assertThat(member.mode())
                .as(name)
                .isEqualTo(name.contains("/bin/") || name.endsWith("/") ? 0755 : 0644));
    }

    @Test
    void deb_settings_areConffilesAndKeepTheirDataUnderVar() throws IOException {
        Map<String, Member> data = deb("data.tar.gz");
        Member settings = Objects.requireNonNull(data.get("./etc/mailtally/application.properties"));
        String conffiles =
                Objects.requireNonNull(deb("control.tar.gz").get("./conffiles")).text();

        assertThat(settings.text().lines())
                .contains("mongodb.uri=embedded:/var/lib/mailtally/data", "charts.directory=/var/lib/mailtally/charts");
        assertThat(conffiles.lines())
                .containsExactlyInAnyOrderElementsOf(data.keySet().stream()
                        .filter(name -> name.startsWith("./etc/") && !name.endsWith("/"))
                        .map(name -> name.substring(1))
                        .toList());
    }

    @Test
    void deb_commands_areOnThePathAndAmongThePlugins() throws IOException {
        Map<String, Member> data = deb("data.tar.gz");

        assertThat(data.get("./usr/bin/mailtally"))
                .extracting(Member::text)
                .isEqualTo("../share/mailtally/bin/mailtally");
        assertThat(data.get("./usr/lib/nagios/plugins/check_mailtally"))
                .extracting(Member::text)
                .isEqualTo("../../../share/mailtally/bin/check_mailtally");
        assertThat(data.get("./usr/share/mailtally/bin/check_mailtally"))
                .extracting(Member::mode)
                .isEqualTo(0755);
    }

    @Test
    void deb_service_runsAsItsOwnUserFromTheSettingsInEtc() throws IOException {
        Member unit = Objects.requireNonNull(deb("data.tar.gz").get("./usr/lib/systemd/system/mailtally.service"));

        assertThat(unit.text().lines())
                .contains(
                        "ExecStart=/usr/share/mailtally/bin/mailtally run --home /etc/mailtally",
                        "User=mailtally",
                        "SupplementaryGroups=adm",
                        "StateDirectory=mailtally");
    }

    @Test
    void deb_maintainerScripts_canBeRun() throws IOException {
        assertThat(deb("control.tar.gz"))
                .hasEntrySatisfying(
                        "./postinst", member -> assertThat(member.mode()).isEqualTo(0755))
                .hasEntrySatisfying(
                        "./prerm", member -> assertThat(member.mode()).isEqualTo(0755))
                .hasEntrySatisfying(
                        "./postrm", member -> assertThat(member.mode()).isEqualTo(0755));
    }
}
