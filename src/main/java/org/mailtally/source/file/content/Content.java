package org.mailtally.source.file.content;

import java.io.Closeable;
import java.io.IOException;

/** The uncompressed bytes of a file, read at positions. Thread-safe where it is not compressed. */
public interface Content extends Closeable {

    /** The bytes before the last one read that may be read again at no cost. */
    int REREAD_BYTES = (1 << 16) + (1 << 13);

    /**
     * Reads bytes from a position on, as many as there are up to {@code length}.
     *
     * @return the number read; less than {@code length} only where the content ends, for now
     * @throws IOException where the file cannot be read, or is broken
     */
    int read(long position, byte[] into, int at, int length) throws IOException;

    /** Whether the file is compressed, so that its size is not that of its content. */
    boolean isCompressed();

    /** Whether it was found to end before the file says that it does; known once its end was reached. */
    default boolean isCutShort() {
        return false;
    }

    /** The file's own bytes, as they lie on disk. */
    PlainContent onDisk();
}
