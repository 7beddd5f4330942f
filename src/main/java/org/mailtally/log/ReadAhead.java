package org.mailtally.log;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A stream that a thread of its own reads ahead, a megabyte at most: so a file is decompressed on one processor while what
 * came before is counted on another. A fault comes behind all that was read before it, but for the rest of a chunk. For
 * one reader.
 */
final class ReadAhead extends InputStream {

    /*
     * The chunks are a ring, of which the filled ones are the reader's and the others the thread's. The thread is told to
     * end and waited for, not interrupted: an interrupt would close the file that it reads.
     */

    private static final int CHUNKS = 4;
    private static final int CHUNK_BYTES = 1 << 18;

    private final InputStream in;
    private final byte[][] chunks = new byte[CHUNKS][CHUNK_BYTES];
    private final int[] lengths = new int[CHUNKS];
    private final Thread thread;
    private int first;
    private int filled;
    private int read;
    private boolean ended;
    private boolean closed;
    private @Nullable Exception fault;

    /** @param in the stream that is read ahead, which nobody else reads any more; closed with this one */
    ReadAhead(InputStream in) {
        this.in = in;
        this.thread = new Thread(this::readAll, "read-ahead");
        thread.setDaemon(true);
        thread.start();
    }

    private void readAll() {
        Exception failed = null;
        try {
            for (int chunk = free(); chunk >= 0; chunk = free()) {
                int length = in.readNBytes(chunks[chunk], 0, CHUNK_BYTES);
                fill(chunk, length);
                if (length < CHUNK_BYTES) {
                    break;
                }
            }
        } catch (IOException | RuntimeException e) {
            failed = e;
        }
        end(failed);
    }

    /** Waits for a chunk to fill; -1 where no more is wanted. */
    private synchronized int free() {
        while (filled == CHUNKS && !closed) {
            try {
                wait();
            } catch (InterruptedException notByUs) {
                closed = true;
            }
        }
        return closed ? -1 : (first + filled) % CHUNKS;
    }

    private synchronized void fill(int chunk, int length) {
        lengths[chunk] = length;
        filled += length > 0 ? 1 : 0;
        notifyAll();
    }

    private synchronized void end(@Nullable Exception failed) {
        fault = failed;
        ended = true;
        notifyAll();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public synchronized int read(byte[] into, int at, int length) throws IOException {
        Objects.checkFromIndexSize(at, length, into.length);
        if (length == 0) {
            return 0;
        }
        awaitBytes();
        if (filled == 0) {
            return -1;
        }
        int given = Math.min(length, lengths[first] - read);
        System.arraycopy(chunks[first], read, into, at, given);
        read += given;
        if (read == lengths[first]) {
            read = 0;
            first = (first + 1) % CHUNKS;
            filled--;
            notifyAll();
        }
        return given;
    }

    private void awaitBytes() throws IOException {
        while (filled == 0 && !ended) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while a file was decompressed");
            }
        }
        if (filled == 0 && fault instanceof IOException failed) {
            throw failed;
        }
        if (filled == 0 && fault instanceof RuntimeException failed) {
            throw failed;
        }
    }

    @Override
    public void close() throws IOException {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        in.close();
    }
}
