package org.mailtally.store.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/** A file that only its owner can read, in a folder that, if it is new, only its owner can enter. */
final class PrivateFile {
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");

    private PrivateFile() {}

    /** Creates the file and the folders above it where they are missing; an existing file is closed to others. */
    static void create(Path path) throws IOException {
        Path folder = folderOf(path);
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, mode(posix, FOLDER));
        }
        try {
            Files.createFile(path, mode(posix, FILE));
            syncFolderOf(path);
        } catch (FileAlreadyExistsException e) {
            if (posix
                    && Files.isRegularFile(path)
                    && !Files.getPosixFilePermissions(path).equals(FILE)) {
                Files.setPosixFilePermissions(path, FILE);
            }
        }
    }

    /** Brings a file's name to disk, on systems on which a folder can be opened for that. */
    static void syncFolderOf(Path path) throws IOException {
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel folder = FileChannel.open(folderOf(path), StandardOpenOption.READ)) {
                folder.force(true);
            }
        }
    }

    private static Path folderOf(Path path) {
        return Objects.requireNonNull(path.toAbsolutePath().getParent(), "a file has a folder");
    }

    private static FileAttribute<?>[] mode(boolean posix, Set<PosixFilePermission> permissions) {
        return posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }
}
