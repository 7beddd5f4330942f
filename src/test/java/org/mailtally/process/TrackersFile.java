package org.mailtally.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The trackers file of a home, as an operator edits it. */
final class TrackersFile {

    private final Path file;
    private final String shipped;

    TrackersFile(Product product) {
        this.file = product.home().resolve("routes/trackers.camel.yaml");
        try {
            this.shipped = Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path path() {
        return file;
    }

    /** The shipped trackers and no other. */
    void shipped() {
        write(shipped);
    }

    /** The shipped trackers and one more. */
    void with(String name, String label, String pattern) {
        write(shipped + more(name, label, pattern));
    }

    /** The shipped trackers and one more, which is broken down by a group of its pattern. */
    void with(String name, String label, String pattern, String by) {
        write(shipped + more(name, label, pattern) + "        by: " + by + "\n");
    }

    /** What {@link #with} adds. */
    static String more(String name, String label, String pattern) {
        return """
                    - name: %s
                      type: org.mailtally.Tracker
                      properties:
                        label: %s
                        pattern: '%s'
                """
                .formatted(name, label, pattern);
    }

    void write(String text) {
        try {
            assertThat(file).exists();
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
