package org.mailtally.source.file.content;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The uncompressed bytes of a file, from the first one on, for those who read it once and in order. A compressed file
 * that is cut short ends where no more of it can be decompressed. Not thread-safe.
 */
public final class LogBytes extends InputStream {

    private final Content content;
    private long position;

    private LogBytes(Content content) {
        this.content = content;
    }

    /**
     * Opens a file, compressed or not.
     *
     * @throws IOException where it cannot be read, or is no regular file
     */
    public static LogBytes open(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(Files.exists(file) ? "it is no regular file" : "it is gone");
        }
        return new LogBytes(Contents.open(file));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int at, int length) throws IOException {
        int read = content.read(position, into, at, length);
        position += read;
        return read == 0 && length > 0 ? -1 : read;
    }

    @Override
    public void close() throws IOException {
        content.close();
    }
}
