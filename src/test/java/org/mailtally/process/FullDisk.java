package org.mailtally.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A small file system of its own in memory, which can be filled; where the user may not mount one, the test is skipped. */
record FullDisk(Path folder) implements AutoCloseable {

    private static final String SIZE = "16m";

    static FullDisk at(Path folder) {
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "none", folder.toString()),
                "this user cannot mount a tmpfs");
        return new FullDisk(folder);
    }

    /** Leaves not one byte free. */
    void fill() throws IOException {
        byte[] block = new byte[1 << 16];
        Arrays.fill(block, (byte) 'x');
        try (var out = Files.newOutputStream(ballast())) {
            for (int written = 0; written < 1 << 30; written += block.length) {
                out.write(block);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    void free() throws IOException {
        Files.delete(ballast());
    }

    private Path ballast() {
        return folder.resolve("ballast");
    }

    @Override
    public void close() {
        assertThat(run("umount", folder.toString())).isTrue();
    }

    static boolean run(String... command) {
        try {
            return new ProcessBuilder(command).start().onExit().join().exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
