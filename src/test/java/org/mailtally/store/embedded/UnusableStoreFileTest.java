package org.mailtally.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailtally.store.embedded.file.EmbeddedStoreException;

class UnusableStoreFileTest {
    @Test
    void open_sameFileInThisProcess_isRefused(@TempDir Path directory) {
        try (OpenStore open = OpenStore.in(directory)) {
            assertThatThrownBy(() -> EmbeddedStore.open(directory))
                    .isInstanceOf(EmbeddedStoreException.class)
                    .hasMessage("%s is in use by another Mailtally; stop it, or set mongodb.uri to another place"
                            .formatted(directory.resolve("mailtally.mv")));
            open.collection("mail").insertOne(new Document());
        }
    }

    @Test
    void open_sameFileInAnotherProcess_isRefused(@TempDir Path directory) throws Exception {
        Path acknowledged = directory.resolve("acknowledged");
        Process other = WritingProcess.start(directory, 0, acknowledged);
        try {
            await().until(() -> Files.size(acknowledged) > 0);
            assertThatThrownBy(() -> EmbeddedStore.open(directory))
                    .isInstanceOf(EmbeddedStoreException.class)
                    .hasMessageContaining("is in use by another Mailtally");
        } finally {
            other.destroyForcibly().waitFor();
        }
        try (OpenStore open = OpenStore.in(directory)) {
            assertThat(open.collection("mail").countDocuments()).isPositive();
        }
    }

    @Test
    void open_notAStore_isRefusedAndLeftAsItIs(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("mailtally.mv"), "not a store\n".repeat(10_000));
        assertThatThrownBy(() -> EmbeddedStore.open(directory))
                .isInstanceOf(EmbeddedStoreException.class)
                .hasMessageContaining("is not a Mailtally store, or is damaged; move it away");
        assertThat(file).hasContent("not a store\n".repeat(10_000));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 4_096, 5_000, 100_000})
    void open_fileOfNoise_isSaidToBeDamaged(int length, @TempDir Path directory) throws Exception {
        byte[] noise = new byte[length];
        new Random(length).nextBytes(noise);
        Path file = Files.write(directory.resolve("mailtally.mv"), noise);
        assertThatThrownBy(() -> EmbeddedStore.open(directory))
                .isInstanceOf(EmbeddedStoreException.class)
                .hasMessageContaining("is not a Mailtally store, or is damaged; move it away");
        assertThat(file).hasBinaryContent(noise);
    }

    @Test
    void open_folderIsAFile_isRefused(@TempDir Path directory) throws Exception {
        Path file = Files.createFile(directory.resolve("data"));
        assertThatThrownBy(() -> EmbeddedStore.open(file))
                .isInstanceOf(EmbeddedStoreException.class)
                .hasMessageContaining(file + " is no folder; move it away")
                .hasMessageContaining("or set mongodb.uri to another place");
    }

    @Test
    void open_readOnlyDisk_isRefused(@TempDir Path directory) throws Exception {
        try (SmallDisk disk = SmallDisk.at(directory, "6m")) {
            OpenStore.in(disk.folder()).close();
            disk.makeReadOnly();
            assertThatThrownBy(() -> EmbeddedStore.open(disk.folder()))
                    .isInstanceOf(EmbeddedStoreException.class)
                    .hasMessageContaining("mailtally.mv can only be read; let this user write it");
            assertThatThrownBy(() -> EmbeddedStore.open(disk.folder().resolve("data")))
                    .isInstanceOf(EmbeddedStoreException.class)
                    .hasMessageContaining("cannot be created (Read-only file system)");
        }
    }

    @Test
    void open_folderIsMissing_createsItForItsOwnerAlone(@TempDir Path directory) throws Exception {
        assumeTrue(directory.getFileSystem().supportedFileAttributeViews().contains("posix"), "no POSIX modes here");
        Path data = directory.resolve("var/data");
        OpenStore.in(data).close();
        assertThat(mode(data)).isEqualTo("rwx------");
        assertThat(mode(data.resolve("mailtally.mv"))).isEqualTo("rw-------");
    }

    @Test
    void open_fileOthersCanRead_isClosedToThem(@TempDir Path directory) throws Exception {
        assumeTrue(directory.getFileSystem().supportedFileAttributeViews().contains("posix"), "no POSIX modes here");
        OpenStore.in(directory).close();
        Path file = directory.resolve("mailtally.mv");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        OpenStore.in(directory).close();
        assertThat(mode(file)).isEqualTo("rw-------");
    }

    private static String mode(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
