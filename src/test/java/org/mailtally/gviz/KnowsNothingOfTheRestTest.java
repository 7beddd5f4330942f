package org.mailtally.gviz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The data source could be published by itself: it knows no Camel, no Mongo, and none of Mailtally's words. */
class KnowsNothingOfTheRestTest {
    private static final Path ROOM = Path.of("src/main/java/org/mailtally/gviz");
    private static final Pattern NAMED = Pattern.compile("(?:import (?:static )?|@link\\s+)((?:[a-z0-9]+\\.)+)");
    private static final Pattern WORDS = Pattern.compile("tracker|mailtally|maillog|camel|mongo|jetty|syslog|nagios");

    @Test
    void sources_nameThePlatformAndTwoLibrariesAlone() throws IOException {
        for (Path source : sources()) {
            List<String> packages = NAMED.matcher(Files.readString(source))
                    .results()
                    .map((MatchResult found) -> found.group(1))
                    .toList();
            assertThat(packages)
                    .as("%s", source)
                    .allMatch(name -> name.startsWith("java.")
                            || name.equals("com.google.re2j.")
                            || name.equals("org.jspecify.annotations.")
                            || name.startsWith("org.mailtally.gviz."));
        }
    }

    @Test
    void sources_useNoWordOfTheRest() throws IOException {
        for (Path source : sources()) {
            String text =
                    Files.readString(source).replace("org.mailtally.gviz", "").toLowerCase(Locale.ROOT);
            assertThat(WORDS.matcher(text).results().map(MatchResult::group))
                    .as("%s", source)
                    .isEmpty();
        }
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(ROOM)) {
            List<Path> sources = files.filter(Files::isRegularFile).toList();
            assertThat(sources).hasSizeGreaterThan(50);
            return sources;
        }
    }
}
