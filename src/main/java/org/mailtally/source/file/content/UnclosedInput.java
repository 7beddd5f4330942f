package org.mailtally.source.file.content;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A buffered stream that stays open when the decompressor above it is closed, since the file below is read again, and
 * that knows whether it was read to its end, whichever thread wants to know. Read by one thread at a time.
 */
final class UnclosedInput extends FilterInputStream {

    private static final int BUFFER_BYTES = 1 << 16;

    private volatile boolean ended;

    UnclosedInput(InputStream in) {
        super(new BufferedInputStream(in, BUFFER_BYTES));
    }

    /** Whether more was requested than there is. */
    boolean hasEnded() {
        return ended;
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        ended = ended || next < 0;
        return next;
    }

    @Override
    public int read(byte[] into, int at, int length) throws IOException {
        int read = super.read(into, at, length);
        ended = ended || read < 0;
        return read;
    }

    @Override
    public void close() {}
}
