package org.mailtally.store.embedded.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file that only its owner can read, in a folder that, if it is new, only its owner can enter. */
final class PrivateFile {
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");

    private static final Logger LOG = LoggerFactory.getLogger(PrivateFile.class);

    private PrivateFile() {}

    /** Creates the file and the folders above it where they are missing; an existing file is closed to others. */
    static void create(Path path) throws IOException {
        Path folder = folderOf(path);
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (!Files.isDirectory(folder)) {
            createFolder(folder, mode(posix, FOLDER));
        }
        try {
            Files.createFile(path, mode(posix, FILE));
            keepOwner(path, folder);
            syncFolderOf(path);
        } catch (FileAlreadyExistsException e) {
            if (posix
                    && Files.isRegularFile(path)
                    && !Files.getPosixFilePermissions(path).equals(FILE)) {
                Files.setPosixFilePermissions(path, FILE);
            }
        }
    }

    private static void createFolder(Path folder, FileAttribute<?>... mode) throws IOException {
        Path above = folder;
        while (!Files.exists(above)) {
            above = folderOf(above);
        }
        Files.createDirectories(folder, mode);
        for (Path made = folder; !made.equals(above); made = folderOf(made)) {
            keepOwner(made, above);
        }
    }

    /**
     * Gives a file the owner and group of another one: where root runs once in the home of another user, the store stays
     * that one's. Who is not root may not, and need not: what it makes is its own.
     */
    static void keepOwner(Path path, Path of) throws IOException {
        PosixFileAttributeView view =
                Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        PosixFileAttributeView model = Files.getFileAttributeView(of, PosixFileAttributeView.class);
        if (view == null || model == null) {
            return;
        }
        PosixFileAttributes is = view.readAttributes();
        PosixFileAttributes wanted = model.readAttributes();
        if (is.owner().equals(wanted.owner())) {
            return;
        }
        try {
            view.setGroup(wanted.group());
            view.setOwner(wanted.owner());
        } catch (FileSystemException notRoot) {
            LOG.debug("{} stays this user's: {}", path, notRoot.getMessage());
        }
    }

    /** Writes a file that only its owner can read, from its first byte on, and whole in the place of the one that was there. */
    static void write(Path path, String content) throws IOException {
        Path written = path.resolveSibling(path.getFileName() + ".new");
        Files.deleteIfExists(written);
        create(written);
        try (FileChannel file = FileChannel.open(written, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(content);
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(true);
        }
        Files.move(written, path, StandardCopyOption.ATOMIC_MOVE);
        syncFolderOf(path);
    }

    /** Whether only its owner can read a file, as far as the system tells. */
    static boolean isPrivate(Path path) throws IOException {
        return !path.getFileSystem().supportedFileAttributeViews().contains("posix")
                || Files.getPosixFilePermissions(path).stream()
                        .allMatch(permission -> permission.name().startsWith("OWNER_"));
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
