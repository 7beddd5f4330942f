package org.mailtally.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documents that people read: what they link to is there, and what they list is all there is. */
class DocumentsTest {

    private static final Pattern VERSION = Pattern.compile("<([\\w-]+)\\.version>([\\d.]+\\d[\\w-]*)");

    /** Parts of Maven's own machinery, beside its plugins. */
    private static final Set<String> BUILDING = Set.of("surefire", "enforcer", "palantir-java-format");

    static List<Path> documents() throws IOException {
        return DocumentLinks.documents(Path.of("."));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void document_links_leadToWhatIsThere(Path document) throws IOException {
        assertThat(DocumentLinks.broken(document)).isEmpty();
    }

    @Test
    void settings_eachKey_isListedWithItsDefault() throws IOException {
        String table = Files.readString(Path.of("docs/settings.md"));
        Properties shipped = new Properties();
        try (var settings = Files.newBufferedReader(Path.of("application.properties"))) {
            shipped.load(settings);
        }

        assertThat(shipped.stringPropertyNames()).isNotEmpty().allSatisfy(key -> {
            String value = shipped.getProperty(key).replace("|", "\\|");
            assertThat(table).contains("| `" + key + "` |" + (value.isEmpty() ? " |" : " `" + value + "` |"));
        });
    }

    @Test
    void dependencies_eachVersion_isTheOneInTheReadme() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        Stream<MatchResult> pinned =
                VERSION.matcher(Files.readString(Path.of("pom.xml"))).results();

        assertThat(pinned.filter(
                        version -> !version.group(1).endsWith("-plugin") && !BUILDING.contains(version.group(1))))
                .isNotEmpty()
                .allSatisfy(version -> assertThat(readme).as(version.group(1)).contains(version.group(2)));
    }

    @Test
    void routes_eachFile_isListedInTheGuideForEditing() throws IOException {
        String listed = Files.readString(Path.of("docs/editing.md"));
        try (Stream<Path> files = Files.list(Path.of("routes"))) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".camel.yaml", "")))
                    .allSatisfy(route -> assertThat(listed).contains("`" + route + "`"));
        }
    }

    @Test
    void packages_each_isOnTheMap() throws IOException {
        String map = Files.readString(Path.of("CONTRIBUTING.md"));
        Path root = Path.of("src/main/java/org/mailtally");
        try (Stream<Path> files = Files.walk(root)) {
            assertThat(files.filter(file -> file.endsWith("package-info.java"))
                            .map(Path::getParent)
                            .filter(folder -> !folder.equals(root))
                            .map(Path::getFileName))
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(map).contains(name + "`"));
        }
    }
}
