package org.mailtally.verify.logs;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder that is followed, and which of its files are mail logs.
 *
 * @param directory the folder
 * @param include what the whole name of a mail log matches
 * @param depth how many folders deep it is searched
 */
public record LogFolder(Path directory, Pattern include, int depth) {

    /** What is said before the reason why a file cannot be read. */
    public static final String UNREADABLE = "can't be read: ";

    /**
     * The mail logs, in the order of their names.
     *
     * @throws VerifyException where the folder cannot be read
     */
    List<Path> files() {
        if (!Files.isDirectory(directory)) {
            throw new VerifyException("maillog.directory=" + directory + " is "
                    + (Files.exists(directory) ? "no folder" : "missing") + ": give the folder that is followed");
        }
        List<Path> found = new ArrayList<>();
        list(directory, 1, found);
        found.sort(Comparator.naturalOrder());
        return found;
    }

    private void list(Path folder, int level, List<Path> found) {
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.toList()) {
                String name = entry.getFileName().toString();
                if (Files.isDirectory(entry)) {
                    if (level < depth && !name.startsWith(".")) {
                        list(entry, level + 1, found);
                    }
                } else if (include.matcher(name).matches()) {
                    found.add(entry);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            if (level == 1) {
                throw new VerifyException("maillog.directory=" + directory + " " + UNREADABLE + reason(e));
            }
        }
    }

    /** What a file is called: its path, relative to the folder. */
    public String name(Path file) {
        return directory.relativize(file).toString();
    }

    /** Why a file or folder cannot be read, in one line. */
    public static String reason(Exception fault) {
        return fault instanceof AccessDeniedException
                ? "permission denied"
                : fault instanceof NoSuchFileException ? "it is gone" : String.valueOf(fault.getMessage());
    }
}
