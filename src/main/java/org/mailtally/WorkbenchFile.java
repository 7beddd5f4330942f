package org.mailtally;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.mailtally.settings.Settings;
import org.mailtally.settings.UserError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file that holds the address of the running process's workbench with its key, readable by its owner alone: who may read
 * it may read the logs. It lies in the embedded store's folder, or, where the store is elsewhere, in the folder that would be
 * the default's.
 */
final class WorkbenchFile {

    private static final String NAME = "workbench";

    private WorkbenchFile() {}

    /** Writes the address; where that cannot be, says so and goes on without. */
    static void write(Settings settings, String address) {
        Path folder = settings.storeFolder();
        Path file = folder.resolve(NAME);
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(file);
            Files.createFile(file, ownersAlone(file));
            Files.writeString(file, address + "\n");
        } catch (IOException e) {
            Logger log = LoggerFactory.getLogger(WorkbenchFile.class);
            log.warn("{} can't be written, so `mailtally workbench` can't print the address: {}", file, e.toString());
        }
    }

    /** Removes the address of a process that ends. */
    static void remove(Settings settings) {
        try {
            Files.deleteIfExists(settings.storeFolder().resolve(NAME));
        } catch (IOException left) {
            LoggerFactory.getLogger(WorkbenchFile.class).debug("The workbench's address is left", left);
        }
    }

    /** @throws UserError where there is none that this user may read */
    static String read(Settings settings) {
        Path file = settings.storeFolder().resolve(NAME);
        try {
            return Files.readString(file).strip();
        } catch (NoSuchFileException none) {
            throw new UserError("no Mailtally runs on the home " + settings.home()
                    + ", or it has no workbench: there is no " + file);
        } catch (AccessDeniedException denied) {
            throw new UserError(file + " can't be read by this user: run this as the user that Mailtally runs as");
        } catch (IOException e) {
            throw new UserError(file + " can't be read: " + e.getMessage());
        }
    }

    private static FileAttribute<?>[] ownersAlone(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
