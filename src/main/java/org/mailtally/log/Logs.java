package org.mailtally.log;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** The entry to this room: opens the files of one folder as logs of one source. Thread-safe. */
public final class Logs {

    private static final long ARCHIVE_MILLIS = Duration.ofMinutes(10).toMillis();

    private final Path folder;
    private final String source;
    private final ZoneId zone;
    private final Following following;
    private final Clock clock;

    /**
     * @param folder the folder that is followed; names are relative to it
     * @param source the name of the source: equal on all instances that follow the same files
     * @param zone the zone of line times that name none
     * @param following takes notes for the pages
     * @param clock tells archives from live logs
     */
    public Logs(Path folder, String source, ZoneId zone, Following following, Clock clock) {
        this.folder = folder;
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
        String name = name(path);
        try {
            return opened(path, name);
        } catch (AccessDeniedException e) {
            following.fault(name, "can't be read: permission denied");
            throw e;
        } catch (IOException e) {
            if (Files.exists(path)) {
                following.fault(name, "can't be read: " + e.getMessage());
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
     * Whether a file is read beside the live logs, not among them: an archive that nobody writes to any more.
     *
     * @param file null where nothing changed: no archive
     */
    public boolean isArchive(@Nullable File file) {
        return file != null && clock.millis() - file.lastModified() > ARCHIVE_MILLIS;
    }

    private OpenLog opened(Path path, String name) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        if (!attributes.isRegularFile()) {
            throw new IOException("it is no regular file");
        }
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            Content content = content(channel);
            following.opened(name, attributes, content.isCompressed());
            long modified = attributes.lastModifiedTime().toInstant().getEpochSecond();
            return new OpenLog(name, source, content, attributes.size(), modified, zone.getRules(), following);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static Content content(FileChannel channel) throws IOException {
        PlainContent plain = new PlainContent(channel);
        byte[] first = new byte[Compression.MAGIC_LENGTH];
        int length = plain.read(0, first, 0, first.length);
        Compression compression = Compression.of(first, length);
        return compression == null ? plain : new CompressedContent(channel, compression);
    }

    private Path path(File file) throws IOException {
        try {
            return file.toPath();
        } catch (InvalidPathException e) {
            following.fault(file.getName(), "can't be read: its name is not in this system's encoding; rename it");
            throw new IOException(e);
        }
    }

    private String name(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        Path base = folder.toAbsolutePath().normalize();
        return absolute.startsWith(base) ? base.relativize(absolute).toString() : path.toString();
    }
}
