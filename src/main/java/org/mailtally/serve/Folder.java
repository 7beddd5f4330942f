package org.mailtally.serve;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.mailtally.dashboard.FolderState;
import org.mailtally.dashboard.Situation;

/** The folder that is followed, as it is at a look. Immutable and thread-safe. */
public final class Folder {

    private static final int SHOWN_NAMES = 8;

    private final Path directory;
    private final Pattern include;
    private final int depth;
    private final boolean mayBeEmpty;

    /** @param mayBeEmpty whether lines come from elsewhere too, so that no log needs to be there */
    public Folder(Path directory, Pattern include, int depth, boolean mayBeEmpty) {
        this.directory = directory;
        this.include = include;
        this.depth = depth;
        this.mayBeEmpty = mayBeEmpty;
    }

    /** A folder in which logs are expected. */
    public Folder(Path directory, Pattern include, int depth) {
        this(directory, include, depth, false);
    }

    /**
     * What a look finds.
     *
     * @param folder what is said of the folder
     * @param names the files that match, relative to it
     */
    record Look(Situation.Folder folder, List<String> names) {}

    /** The files that match, as they are now; none where the folder cannot be read. */
    public List<Path> files() {
        return look().names().stream().map(directory::resolve).toList();
    }

    /** What was looked for in vain, and what to do; in lines, none where there is a log. */
    public List<String> complaint() {
        Situation.Folder folder = look().folder();
        return folder.state() == FolderState.FOUND ? List.of() : folder.lines();
    }

    Look look() {
        if (!Files.exists(directory)) {
            return nothing(FolderState.MISSING, List.of());
        }
        if (!Files.isDirectory(directory)) {
            return nothing(FolderState.NOT_A_FOLDER, List.of());
        }
        if (!Files.isReadable(directory) || !Files.isExecutable(directory)) {
            return nothing(FolderState.UNREADABLE, List.of());
        }
        List<String> matching = new ArrayList<>();
        List<String> others = new ArrayList<>();
        list(directory, 1, matching, others);
        if (matching.isEmpty()) {
            List<String> shown = others.stream().sorted().limit(SHOWN_NAMES).toList();
            return nothing(FolderState.NO_MATCH, shown);
        }
        return new Look(folder(FolderState.FOUND, List.of()), matching);
    }

    private void list(Path folder, int level, List<String> matching, List<String> others) {
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.toList()) {
                String name = entry.getFileName().toString();
                if (Files.isDirectory(entry)) {
                    if (include.matcher(name).matches()) {
                        others.add(directory.relativize(entry) + "/ (a folder)");
                    }
                    if (level < depth && !name.startsWith(".")) {
                        list(entry, level + 1, matching, others);
                    }
                } else if (include.matcher(name).matches()) {
                    matching.add(directory.relativize(entry).toString());
                } else {
                    others.add(directory.relativize(entry).toString());
                }
            }
        } catch (AccessDeniedException denied) {
            others.add(directory.relativize(folder) + "/ (can't be read)");
        } catch (IOException | DirectoryIteratorException e) {
            others.add(directory.relativize(folder) + "/ (" + e.getMessage() + ")");
        }
    }

    private Look nothing(FolderState state, List<String> names) {
        return mayBeEmpty
                ? new Look(folder(FolderState.FOUND, List.of()), List.of())
                : new Look(folder(state, names), List.of());
    }

    private Situation.Folder folder(FolderState state, List<String> names) {
        return new Situation.Folder(directory.toString(), include.pattern(), state, names);
    }
}
