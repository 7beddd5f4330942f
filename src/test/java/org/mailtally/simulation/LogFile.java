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
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** A real file, and which stream's beginning it holds. A deleted one can still be written to by who has it open. */
final class LogFile {

    private final boolean compressed;
    private Stream stream;
    private Path path;
    private int length;
    private long modified;
    private long compressedSize;
    private boolean whole = true;
    private @Nullable FileChannel open;

    private LogFile(Path path, Stream stream, boolean compressed) {
        this.path = path;
        this.stream = stream;
        this.compressed = compressed;
    }

    static LogFile create(Path path, Stream stream, long modified) throws IOException {
        Files.write(path, new byte[0], StandardOpenOption.CREATE_NEW);
        LogFile file = new LogFile(path, stream, false);
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
        Files.write(path, begun, StandardOpenOption.CREATE_NEW);
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
        return open != null;
    }

    /** The bytes of its stream that are safe in it. */
    int kept() {
        return isDeleted() || !whole ? 0 : length;
    }

    int length() {
        return length;
    }

    /** Writes to the stream and the file. */
    void write(byte[] bytes, long modified) throws IOException {
        stream.write(bytes);
        append(bytes, modified);
    }

    private void append(byte[] bytes, long modified) throws IOException {
        length += bytes.length;
        FileChannel channel = open;
        if (channel != null) {
            channel.write(ByteBuffer.wrap(bytes));
        } else {
            Files.write(path, bytes, StandardOpenOption.APPEND);
            touch(modified);
        }
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
            Files.write(path, bytes);
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

    void rename(Path to) throws IOException {
        if (!isDeleted()) {
            Files.move(path, to, StandardCopyOption.ATOMIC_MOVE);
        }
        path = to;
    }

    /** Puts other bytes into the file, in place. */
    void rewrite(Stream next, long modified) throws IOException {
        stream = next;
        length = next.length();
        Files.write(path, next.bytes());
        touch(modified);
    }

    void truncate(Stream next, long modified) throws IOException {
        stream = next;
        length = 0;
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            channel.truncate(0);
        }
        touch(modified);
    }

    void delete() throws IOException {
        open = FileChannel.open(path, StandardOpenOption.APPEND);
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
            FileChannel channel = open;
            if (channel != null) {
                channel.close();
            } else {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void touch(long time) throws IOException {
        modified = time;
        Files.setLastModifiedTime(path, FileTime.fromMillis(time));
    }
}
