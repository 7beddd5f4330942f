package org.mailtally.source.file.content;

import java.io.IOException;

/** Thrown where decompressing a file takes more memory than it may have. */
final class TooMuchMemoryException extends IOException {

    private static final long serialVersionUID = 1;

    private final long needed;
    private final long most;

    /** @param needed the bytes that it takes */
    TooMuchMemoryException(long needed, long most) {
        super("it takes " + needed + " bytes of memory");
        this.needed = needed;
        this.most = most;
    }

    long needed() {
        return needed;
    }

    long most() {
        return most;
    }
}
