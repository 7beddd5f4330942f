package org.mailtally.simulation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** A real file, and which stream's beginning it holds. A deleted one can still be written to by who has it open. */
final class LogFile {

    private final boolean compressed;
    private Stream stream;
    private Path path;
    private @Nullable Path aside;
    private int length;
    private long modified;
    private long compressedSize;
    private boolean whole = true;
    private boolean deleted;
    private String key = "";
    private @Nullable FileChannel channel;

    private LogFile(Path path, Stream stream, boolean compressed) {
        this.path = path;
        this.stream = stream;
        this.compressed = compressed;
    }

    static LogFile create(Path path, Stream stream, long modified) throws IOException {
        LogFile file = new LogFile(path, stream, false);
        file.open(StandardOpenOption.CREATE_NEW);
        file.touch(modified);
        return file;
    }

    /** A copy, byte by byte; it may end early, to be {@link #copyOn copied on} later. */
    static LogFile copy(LogFile from, Path path, int length, long modified) throws IOException {
        LogFile copy = create(path, from.stream, modified);
        copy.append(Arrays.copyOf(from.stream.bytes(), length), modified);
        return copy;
    }

    /** The beginning of a compressed copy, as long as the compressor is at work; none of it counts before the end. */
    static LogFile compress(LogFile from, Path path, int percent, long modified) throws IOException {
        LogFile copy = new LogFile(path, from.stream, true);
        copy.length = from.length;
        copy.whole = false;
        byte[] whole = copy.compressed();
        byte[] begun = Arrays.copyOf(whole, whole.length * percent / 100);
        copy.compressedSize = begun.length;
        copy.open(StandardOpenOption.CREATE_NEW).write(ByteBuffer.wrap(begun));
        copy.touch(modified);
        return copy;
    }

    boolean isCompressed() {
        return compressed;
    }

    Stream stream() {
        return stream;
    }

    Path path() {
        return path;
    }

    String name() {
        return path.getFileName().toString();
    }

    boolean isDeleted() {
        return deleted;
    }

    /** Whether it is a compressed file that was not completed. */
    boolean isCutShort() {
        return compressed && !whole;
    }

    /** The bytes of its stream that are safe in it. */
    int kept() {
        return isDeleted() || !whole ? 0 : length;
    }

    int length() {
        return length;
    }

    /** What Camel's file component knows a file by as it is now: name, last-modified time and size. */
    String key() {
        if (key.isEmpty()) {
            key = name() + "-" + modified + "-" + size();
        }
        return key;
    }

    /** Writes to the stream and the file. */
    void write(byte[] bytes, Moment when) throws IOException {
        stream.write(bytes, when, isDeleted());
        append(bytes, when.millis());
    }

    private void append(byte[] bytes, long modified) throws IOException {
        length += bytes.length;
        channel().write(ByteBuffer.wrap(bytes));
        touch(modified);
    }

    /** Copies what a file holds by now behind what was copied of it; nothing where it is another stream's meanwhile. */
    void copyOn(LogFile from, long modified) throws IOException {
        if (from.stream == stream && from.length > length) {
            append(Arrays.copyOfRange(stream.bytes(), length, from.length), modified);
        }
    }

    /** Completes a compressed copy, which takes its original's last-modified time. */
    void finishCompressing(long modified) throws IOException {
        whole = true;
        if (!isDeleted()) {
            byte[] bytes = compressed();
            compressedSize = bytes.length;
            channel().truncate(0).write(ByteBuffer.wrap(bytes));
            touch(modified);
        }
    }

    private byte[] compressed() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(stream.bytes(), 0, length);
        }
        return bytes.toByteArray();
    }

    /** Nobody may read it any more, and its name leads nowhere: what it holds lies in another folder. */
    void makeUnreadable(Path otherFolder) throws IOException {
        if (aside == null && !isDeleted()) {
            Path there = otherFolder.resolve(name());
            Files.move(path, there, StandardCopyOption.ATOMIC_MOVE);
            Files.createSymbolicLink(path, path.getFileName());
            aside = there;
        }
    }

    void makeReadable() throws IOException {
        Path there = aside;
        if (there != null) {
            Files.delete(path);
            Files.move(there, path, StandardCopyOption.ATOMIC_MOVE);
            aside = null;
        }
    }

    boolean isUnreadable() {
        return aside != null;
    }

    void rename(Path to) throws IOException {
        Path there = aside;
        if (there != null) {
            Path next = there.resolveSibling(to.getFileName());
            Files.move(there, next, StandardCopyOption.ATOMIC_MOVE);
            Files.delete(path);
            Files.createSymbolicLink(to, to.getFileName());
            aside = next;
        } else if (!isDeleted()) {
            Files.move(path, to, StandardCopyOption.ATOMIC_MOVE);
        }
        path = to;
        key = "";
    }

    private FileChannel open(StandardOpenOption how) throws IOException {
        FileChannel opened = FileChannel.open(path, how, StandardOpenOption.APPEND);
        channel = opened;
        return opened;
    }

    private FileChannel channel() {
        return Objects.requireNonNull(channel);
    }

    /** Puts other bytes into the file, in place. */
    void rewrite(Stream next, long modified) throws IOException {
        stream = next;
        length = next.length();
        channel().truncate(0).write(ByteBuffer.wrap(next.bytes()));
        touch(modified);
    }

    void truncate(Stream next, long modified) throws IOException {
        stream = next;
        length = 0;
        channel().truncate(0);
        touch(modified);
    }

    void delete() throws IOException {
        makeReadable();
        deleted = true;
        Files.delete(path);
    }

    long modified() {
        return isDeleted() ? 0 : modified;
    }

    /** The bytes of the file itself, compressed ones where it is compressed. */
    long size() {
        return compressed ? compressedSize : length;
    }

    /** Removes what is left of it when the history has ended. */
    void discard() {
        try {
            channel().close();
            makeReadable();
            if (!deleted) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void touch(long time) throws IOException {
        modified = time;
        key = "";
        if (!deleted) {
            Files.setLastModifiedTime(aside == null ? path : aside, FileTime.fromMillis(time));
        }
    }
}
