package org.mailtally.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The jars of the built distribution beside {@code packaging/known-vulnerabilities.txt}. */
class KnownVulnerabilitiesIT {

    private static final Path LIST = Path.of("packaging/known-vulnerabilities.txt");
    private static final Path DISTRIBUTION =
            Path.of(Objects.requireNonNull(System.getProperty("mailtally.distribution"), "run mvn verify"));

    private static final Pattern JAR = Pattern.compile("(.+?)-([0-9].*)\\.jar");

    @Test
    void noAffectedVersionShips_withoutAReason() throws IOException {
        assertThat(unexplained(jars())).isEmpty();
    }

    @Test
    void aVersionThatIsAffected_isFound() throws IOException {
        Map<String, String> jars = new TreeMap<>(jars());
        jars.put("jetty-http", "12.1.6");
        jars.put("netty-handler", "4.2.9.Final");

        assertThat(unexplained(jars))
                .extracting(KnownVulnerability::advisory)
                .containsExactly("CVE-2026-2332", "CVE-2026-19203", "CVE-2026-45416", "CVE-2026-62243");
    }

    /** A reason for what ships no longer would be believed of the next version that does. */
    @Test
    void eachReason_isOfAVersionThatShips() throws IOException {
        Map<String, String> jars = jars();

        assertThat(listed()).filteredOn(KnownVulnerability::isExplained).allMatch(known -> known.isIn(jars));
    }

    private static List<KnownVulnerability> unexplained(Map<String, String> jars) throws IOException {
        return listed().stream()
                .filter(known -> known.isIn(jars) && !known.isExplained())
                .toList();
    }

    private static List<KnownVulnerability> listed() throws IOException {
        try (Stream<String> lines = Files.lines(LIST)) {
            return lines.filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(KnownVulnerability::of)
                    .toList();
        }
    }

    /** The version of each jar that ships, by the artifact's name. */
    private static Map<String, String> jars() throws IOException {
        try (Stream<Path> files = Files.list(DISTRIBUTION.resolve("lib"))) {
            Map<String, String> jars = new TreeMap<>();
            files.forEach(file -> {
                Matcher name = JAR.matcher(file.getFileName().toString());
                assertThat(name.matches()).as("a name with a version: " + file).isTrue();
                jars.put(name.group(1), name.group(2));
            });
            assertThat(jars).as("the jars of the distribution").containsKeys("jetty-http", "mailtally");
            return jars;
        }
    }
}
