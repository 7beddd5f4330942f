package org.mailtally.store.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Folders of one try of a property, which JUnit makes only for a whole test. */
final class Folders {

    private Folders() {}

    static Path make() throws IOException {
        return Files.createTempDirectory("mailtally-store");
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
