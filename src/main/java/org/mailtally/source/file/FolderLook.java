package org.mailtally.source.file;

import java.io.File;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What one look into the folder finds: the files that are called as logs are, and what of it cannot be read.
 *
 * @param files the files that are called as logs are, readable or not
 * @param unreadable why a file, or a folder that may hold logs (a slash ends its name), cannot be read, by name
 * @param fault why nothing at all can be found, in one line; null where the folder was listed
 */
record FolderLook(List<Found> files, Map<String, String> unreadable, @Nullable String fault) {

    /** What is said before the reason why a file cannot be read. */
    static final String UNREADABLE = "can't be read: ";

    private static final String NOT_TEXT = "its name is not in this system's encoding: rename it";

    /** The folder in which every program of a host has its logs, so that most folders below it are no concern of ours. */
    private static final Path OF_THE_SYSTEM = Path.of("/var/log");

    private static final Pattern OF_MAIL = Pattern.compile("(?i).*(?:mail|exim|postfix|smtp|dovecot).*");
    private static final String LOST_AND_FOUND = "lost+found";

    /**
     * A file as it is found.
     *
     * @param name its path, relative to the folder
     * @param key what tells it from another file, also when it is renamed
     * @param modified when it was last modified; null where that cannot be known
     */
    record Found(String name, Object key, long size, @Nullable Instant modified) {

        /** What changes with each line that is written to it. */
        List<Object> state() {
            return List.of(key, size, modified == null ? "" : modified);
        }
    }

    /** Looks; folders that may not be listed are named where logs were found in them before, or may be. */
    static FolderLook at(LogFiles files, Predicate<String> heldLogs) {
        Path folder = files.folder();
        Walk walk = new Walk(files, heldLogs);
        try {
            if (!Files.readAttributes(folder, BasicFileAttributes.class).isDirectory()) {
                return nothing(folder + " is a file, not a folder");
            }
            Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), files.depth(), walk);
        } catch (NoSuchFileException e) {
            return nothing(folder + " is missing");
        } catch (IOException e) {
            return nothing(folder + " " + UNREADABLE + reason(e));
        }
        return new FolderLook(walk.found, walk.unreadable, null);
    }

    /** A look that finds nothing at all, for a reason. */
    static FolderLook nothing(String fault) {
        return new FolderLook(List.of(), Map.of(), fault);
    }

    /** Why a file or folder cannot be read, in a few words. */
    static String reason(IOException fault) {
        if (fault instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (fault instanceof NoSuchFileException) {
            return "it is a link to a file that is not there";
        }
        String said = fault instanceof FileSystemException file ? file.getReason() : fault.getMessage();
        return said == null ? fault.toString() : said;
    }

    private static final class Walk extends SimpleFileVisitor<Path> {
        private final LogFiles files;
        private final Predicate<String> heldLogs;
        private final List<Found> found = new ArrayList<>();
        private final Map<String, String> unreadable = new TreeMap<>();

        Walk(LogFiles files, Predicate<String> heldLogs) {
            this.files = files;
            this.heldLogs = heldLogs;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
            return files.isHidden(visited) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isDirectory() || !isCalledAsALog(file)) {
                return FileVisitResult.CONTINUE;
            }
            String name = files.name(file);
            Object key = attributes.fileKey() == null ? name : attributes.fileKey();
            boolean isLink = attributes.isSymbolicLink();
            Instant modified = isLink ? null : attributes.lastModifiedTime().toInstant();
            found.add(new Found(name, key, isLink ? 0 : attributes.size(), modified));
            String fault = fault(file, attributes);
            if (fault != null) {
                unreadable.put(name, UNREADABLE + fault);
            }
            return FileVisitResult.CONTINUE;
        }

        /** Attributes of a link are given only where it leads to nothing that could be looked at. */
        private @Nullable String fault(Path file, BasicFileAttributes attributes) {
            if (attributes.isSymbolicLink()) {
                try {
                    Files.readAttributes(file, BasicFileAttributes.class);
                    return "it was not there a moment ago";
                } catch (IOException e) {
                    return reason(e);
                }
            }
            if (!attributes.isRegularFile()) {
                return "it is no regular file";
            }
            String name = nameFault(file);
            if (name != null) {
                return name;
            }
            return Files.isReadable(file) ? null : "permission denied";
        }

        /** What polls would not find a file by: they know names as text, in which a backslash parts folders. */
        private @Nullable String nameFault(Path file) {
            if (File.separatorChar == '/' && files.name(file).indexOf('\\') >= 0) {
                return "its name holds a backslash: rename it";
            }
            try {
                return file.equals(Path.of(file.toString())) ? null : NOT_TEXT;
            } catch (InvalidPathException e) {
                return NOT_TEXT;
            }
        }

        @Override
        public FileVisitResult visitFileFailed(Path path, IOException fault) throws IOException {
            if (path.equals(files.folder())) {
                throw fault;
            }
            String name = files.name(path);
            if (fault instanceof NoSuchFileException || fault instanceof FileSystemLoopException) {
                return FileVisitResult.CONTINUE;
            }
            if (Files.isDirectory(path)) {
                if (!files.isHidden(path) && mayHoldLogs(path)) {
                    unreadable.put(name + "/", UNREADABLE + reason(fault));
                }
            } else if (isCalledAsALog(path)) {
                found.add(new Found(name, name, 0, null));
                unreadable.put(name, UNREADABLE + reason(fault));
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException fault) throws IOException {
            if (fault != null && !visited.equals(files.folder())) {
                unreadable.put(files.name(visited) + "/", UNREADABLE + reason(fault));
                return FileVisitResult.CONTINUE;
            }
            return super.postVisitDirectory(visited, fault);
        }

        private boolean isCalledAsALog(Path file) {
            String called = String.valueOf(file.getFileName());
            return !called.startsWith(".") && files.include().matcher(called).matches();
        }

        private boolean mayHoldLogs(Path denied) {
            boolean isOfTheSystem = files.folder().toAbsolutePath().normalize().equals(OF_THE_SYSTEM);
            String called = String.valueOf(denied.getFileName());
            return heldLogs.test(files.name(denied) + "/")
                    || OF_MAIL.matcher(called).matches()
                    || (!isOfTheSystem && !called.equals(LOST_AND_FOUND));
        }
    }
}
