package org.mailtally.log;

import java.io.BufferedInputStream;
import java.io.InputStream;

/** A buffered stream that stays open when the decompressor above it is closed: the file below is read again. */
final class UnclosedInput extends BufferedInputStream {

    private static final int BUFFER_BYTES = 1 << 16;

    UnclosedInput(InputStream in) {
        super(in, BUFFER_BYTES);
    }

    @Override
    public void close() {}
}
