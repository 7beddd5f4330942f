package org.mailtally.source.file;

import java.io.File;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mailtally.source.LogId;
import org.mailtally.source.Place;
import org.mailtally.source.file.content.Content;
import org.mailtally.source.file.content.Contents;

/** The entry to this room: opens the files of one folder as logs of one source. Thread-safe. */
public final class Logs {

    private static final long ARCHIVE_MILLIS = Duration.ofMinutes(10).toMillis();

    private final LogFiles files;
    private final Siblings siblings;
    private final UnendedLines unended = new UnendedLines();
    private final String source;
    private final ZoneId zone;
    private final Following following;
    private final @Nullable Sightings sightings;
    private final Clock clock;

    /** Opens the files that lie directly in a folder, whatever they are called. */
    public Logs(Path folder, String source, ZoneId zone, Following following, Clock clock) {
        this(LogFiles.allOf(folder), source, zone, following, null, clock);
    }

    /**
     * @param files the files that are followed; names are relative to their folder
     * @param source the name of the source: equal on all instances that follow the same files
     * @param zone the zone of line times that name none
     * @param following takes notes for the pages
     * @param sightings takes note of where logs were seen; null where nothing is followed
     * @param clock tells archives from live logs
     */
    public Logs(
            LogFiles files,
            String source,
            ZoneId zone,
            Following following,
            @Nullable Sightings sightings,
            Clock clock) {
        this.sightings = sightings;
        this.files = files;
        this.siblings = new Siblings(files, source);
        this.source = source;
        this.zone = zone;
        this.following = following;
        this.clock = clock;
    }

    /**
     * Opens a file, whose beginning is read at once. The caller closes it.
     *
     * @throws IOException where it is gone, cannot be read, or is broken; the reason is noted for the pages
     */
    public OpenLog open(File file) throws IOException {
        Path path = path(file);
        String name = files.name(path);
        try {
            return opened(path, name);
        } catch (IOException e) {
            following.lookAgain(name);
            boolean isThere = Files.exists(path) && !(e instanceof NoSuchFileException);
            if (isThere || e instanceof AccessDeniedException) {
                following.fault(name, FolderLook.UNREADABLE + FolderLook.reason(e));
            }
            throw e;
        }
    }

    /**
     * Opens a file that changed, where that can be done; why it cannot is noted for the pages.
     *
     * @param file null where nothing changed
     * @return null where there is nothing to read
     */
    public @Nullable OpenLog openIfReadable(@Nullable File file) {
        try {
            return file == null ? null : open(file);
        } catch (IOException noted) {
            return null;
        }
    }

    /**
     * What an archive is known by.
     *
     * @return null where it cannot be read: to be opened, so that the reason is noted
     */
    public @Nullable Imprint imprint(File archive) {
        try {
            Path path = archive.toPath();
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) {
                return null;
            }
            try (Content content = Contents.open(path)) {
                following.opened(files.name(path), attributes, content.isCompressed());
                return Imprint.of(files.name(path), source, content);
            }
        } catch (IOException | InvalidPathException unreadable) {
            return null;
        }
    }

    /** Notes for the pages that an archive is known to be counted to its end, which was not read for that. */
    public void knownToItsEnd(Imprint archive, LogId log, Place end) {
        following.counted(archive.file(), log, end, end.position());
    }

    /**
     * Whether a file is read beside the live logs, not among them: an archive that nobody writes to any more.
     *
     * @param file null where nothing changed: no archive
     */
    public boolean isArchive(@Nullable File file) {
        return file != null && clock.millis() - file.lastModified() > ARCHIVE_MILLIS;
    }

    /** The files that changed last, those that cannot be read left out. */
    public List<LogOnDisk> newest(int most) throws IOException {
        return files.look().keySet().stream()
                .sorted(Comparator.comparing((Path path) -> path.toFile().lastModified())
                        .reversed())
                .limit(most)
                .flatMap(this::onDisk)
                .toList();
    }

    private Stream<LogOnDisk> onDisk(Path path) {
        try (Content content = Contents.open(path)) {
            return Stream.of(
                    new LogOnDisk(path, files.name(path), siblings.heads().read(path, content)));
        } catch (IOException unreadable) {
            return Stream.of();
        }
    }

    private OpenLog opened(Path path, String name) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        if (!attributes.isRegularFile()) {
            throw new IOException("it is no regular file");
        }
        Content content = Contents.open(path);
        try {
            following.opened(name, attributes, content.isCompressed());
            long modified = attributes.lastModifiedTime().toInstant().getEpochSecond();
            boolean archive = clock.millis() - modified * 1_000 > ARCHIVE_MILLIS;
            OpenLog.Found found = new OpenLog.Found(
                    name, source, attributes.size(), modified, archive, sighting(path, content, attributes));
            return new OpenLog(found, path, content, zone.getRules(), following, siblings, unended);
        } catch (IOException | RuntimeException e) {
            content.close();
            throw e;
        }
    }

    /** Only plain files are cut; what was compressed is not written to any more. */
    private OpenLog.Sighting sighting(Path path, Content content, BasicFileAttributes attributes) {
        Sightings all = sightings;
        return all == null || content.isCompressed() ? (log, mark, place) -> {} : all.opened(path, attributes);
    }

    private Path path(File file) throws IOException {
        try {
            return file.toPath();
        } catch (InvalidPathException e) {
            following.fault(file.getName(), "can't be read: its name is not in this system's encoding; rename it");
            throw new IOException(e);
        }
    }
}
