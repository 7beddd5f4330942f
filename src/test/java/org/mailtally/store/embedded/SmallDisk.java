package org.mailtally.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;

/** A file system of its own in memory, where the user may mount one; elsewhere the test that wants it is skipped. */
record SmallDisk(Path folder) implements AutoCloseable {
    static SmallDisk at(Path folder, String size) {
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=" + size, "none", folder.toString()),
                "this user cannot mount a tmpfs");
        return new SmallDisk(folder);
    }

    void makeReadOnly() {
        assertThat(run("mount", "-o", "remount,ro", folder.toString())).isTrue();
    }

    @Override
    public void close() {
        assertThat(run("umount", folder.toString())).isTrue();
    }

    private static boolean run(String... command) {
        try {
            return new ProcessBuilder(command).start().onExit().join().exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
