package org.mailtally.source.file.content;

import java.io.IOException;
import java.io.InputStream;
import org.tukaani.xz.MemoryLimitException;
import org.tukaani.xz.SingleXZInputStream;

/**
 * What one stream of an xz file holds. Its dictionary is memory of this process: one as large as that of {@code xz -9} is
 * given only where it is free, so that a file does not end the process.
 */
final class XzMember extends InputStream {

    private static final int KIB = 1 << 10;

    /** What {@code xz -7} takes, and what is given without a look. */
    private static final int MODEST_KIB = 18 * KIB;

    /** What {@code xz -9} takes. */
    private static final int MOST_KIB = 66 * KIB;

    /** The memory that is left to others. */
    private static final long RESERVE = 24L << 20;

    /** The bytes in which a stream says how large its dictionary is. */
    private static final int HEADER_BYTES = 1 << 11;

    private final InputStream compressed;
    private InputStream in;
    private boolean begun;

    XzMember(InputStream compressed) throws IOException {
        this.compressed = compressed;
        compressed.mark(HEADER_BYTES);
        this.in = new SingleXZInputStream(compressed, MODEST_KIB);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int at, int length) throws IOException {
        try {
            int read = in.read(into, at, length);
            begun = true;
            return read;
        } catch (MemoryLimitException more) {
            long needed = (long) more.getMemoryNeeded() * KIB;
            if (begun || needed > MOST_KIB * (long) KIB || !isFree(needed)) {
                throw new TooMuchMemoryException(needed, Math.min(MOST_KIB * (long) KIB, most()));
            }
            begun = true;
            compressed.reset();
            in = new SingleXZInputStream(compressed, MOST_KIB);
            return read(into, at, length);
        }
    }

    private static boolean isFree(long needed) {
        if (needed + RESERVE > free()) {
            System.gc();
        }
        return needed + RESERVE <= free();
    }

    private static long free() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.maxMemory() - (runtime.totalMemory() - runtime.freeMemory());
    }

    private static long most() {
        return Math.max(0, free() - RESERVE);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
