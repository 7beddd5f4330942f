package org.mailtally.store.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A process of its own that opens a store, prints where it can be reached, and ends where its memory is exceeded. */
final class StoreInLittleMemory {

    private StoreInLittleMemory() {}

    static Process start(Path directory, Path said) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx112m",
                        "-XX:+UseSerialGC",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StoreInLittleMemory.class.getName(),
                        directory.toString()))
                .redirectOutput(said.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    public static void main(String[] arguments) throws InterruptedException {
        try (EmbeddedStore store = EmbeddedStore.open(Path.of(arguments[0]))) {
            System.out.println(store.clientsAddress());
            Thread.currentThread().join();
        }
    }
}
