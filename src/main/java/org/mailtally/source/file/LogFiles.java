package org.mailtally.source.file;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The files of a folder that are called as logs are.
 *
 * @param folder the folder that is followed
 * @param include what the whole of a file's name must match
 * @param depth how many folders deep; 1 for the folder itself
 */
public record LogFiles(Path folder, Pattern include, int depth) {

    /** How many folders are distinguished, for the watch over them. */
    static final int MOST_FOLDERS = 100;

    private static final Pattern ANY = Pattern.compile(".*");

    /** Every file that lies directly in a folder. */
    public static LogFiles allOf(Path folder) {
        return new LogFiles(folder, ANY, 1);
    }

    /**
     * The files as they are at a look, each with what tells it from another one under the same name. What cannot be read
     * is passed over.
     */
    Map<Path, Object> look() throws IOException {
        Map<Path, Object> found = new TreeMap<>();
        Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), depth, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
                return isHidden(visited) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile()
                        && include.matcher(fileName(file)).matches()) {
                    found.put(file, Objects.requireNonNullElse(attributes.fileKey(), ""));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException fault) {
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }

    /** The folders that logs may lie in, and when each last had another entry; {@link #MOST_FOLDERS} at most. */
    Map<Path, FileTime> folders() throws IOException {
        Map<Path, FileTime> found = new LinkedHashMap<>();
        Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), depth - 1, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
                if (isHidden(visited)) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                found.put(visited, attributes.lastModifiedTime());
                return found.size() < MOST_FOLDERS ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
            }

            /** A folder too, where it lies at the last depth. */
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                return attributes.isDirectory() ? preVisitDirectory(file, attributes) : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException fault) {
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }

    boolean isHidden(Path visited) {
        return !visited.equals(folder) && fileName(visited).startsWith(".");
    }

    /** What a file is called: its path, relative to the folder that is followed. */
    String name(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        Path base = folder.toAbsolutePath().normalize();
        return absolute.startsWith(base) ? base.relativize(absolute).toString() : path.toString();
    }

    private static String fileName(Path path) {
        return String.valueOf(path.getFileName());
    }
}
