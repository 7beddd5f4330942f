package org.mailtally.source.file.content;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * A stream that a thread of its own reads ahead, three megabytes at most: so a file is decompressed on one processor while
 * what came before is counted on another. A fault comes behind all that was read before it, but for the rest of a piece.
 * For one reader.
 */
final class ReadAhead extends InputStream {

    /*
     * Of two chunks one is filled while the other is read. They are large, since to wake the reader takes the thread as long
     * as to decompress some 30 KiB, and each chunk wakes it. The thread is requested to end and waited for, not interrupted: an
     * interrupt would close the file that it reads.
     */

    private static final int CHUNKS = 2;
    private static final int CHUNK_BYTES = 3 << 19;

    /** What is read at once, and lost where a decompressor fails in it. */
    private static final int PIECE_BYTES = 1 << 18;

    private final InputStream in;
    /** With room for the empty chunk that tells the thread to end, and that it passes on. */
    private final BlockingQueue<Chunk> free = new ArrayBlockingQueue<>(CHUNKS + 1);

    private final BlockingQueue<Chunk> filled = new ArrayBlockingQueue<>(CHUNKS + 1);
    private final Thread thread;
    private volatile boolean closed;
    private Chunk current = new Chunk(0);
    private int read;

    /** Bytes that one side owns at a time. */
    private static final class Chunk {
        private final byte[] bytes;
        private int length;
        private boolean last;
        private @Nullable Exception fault;

        private Chunk(int size) {
            bytes = new byte[size];
        }
    }

    /** @param in the stream that is read ahead, which nobody else reads any more; closed with this one */
    ReadAhead(InputStream in) {
        this.in = in;
        for (int chunk = 0; chunk < CHUNKS; chunk++) {
            free.add(new Chunk(CHUNK_BYTES));
        }
        this.thread = new Thread(this::readAll, "read-ahead");
        thread.setDaemon(true);
        thread.start();
    }

    private void readAll() {
        try {
            for (boolean more = true; more && !closed; ) {
                Chunk chunk = free.take();
                fill(chunk);
                more = !chunk.last;
                filled.add(chunk);
            }
        } catch (InterruptedException notByUs) {
            Chunk end = new Chunk(0);
            fail(end, new InterruptedIOException("interrupted while decompressing a file"));
            filled.add(end);
        }
    }

    private void fill(Chunk chunk) {
        chunk.length = 0;
        try {
            while (chunk.length < chunk.bytes.length && !chunk.last && !closed) {
                int wanted = Math.min(PIECE_BYTES, chunk.bytes.length - chunk.length);
                int piece = in.read(chunk.bytes, chunk.length, wanted);
                chunk.last = piece < 0;
                chunk.length += Math.max(0, piece);
            }
        } catch (IOException | RuntimeException e) {
            fail(chunk, e);
        }
    }

    private static void fail(Chunk chunk, Exception fault) {
        chunk.fault = fault;
        chunk.last = true;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int at, int length) throws IOException {
        Objects.checkFromIndexSize(at, length, into.length);
        if (length == 0) {
            return 0;
        }
        while (read == current.length && !current.last) {
            current = next();
            read = 0;
        }
        int given = Math.min(length, current.length - read);
        if (given == 0) {
            return end(current.fault);
        }
        System.arraycopy(current.bytes, read, into, at, given);
        read += given;
        return given;
    }

    /** Gives the chunk that was read back, and waits for the next one. */
    private Chunk next() throws IOException {
        try {
            if (current.bytes.length > 0) {
                free.add(current);
                current = new Chunk(0);
            }
            return filled.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a file was decompressed");
        }
    }

    private static int end(@Nullable Exception fault) throws IOException {
        if (fault instanceof IOException failed) {
            throw failed;
        }
        if (fault instanceof RuntimeException failed) {
            throw failed;
        }
        return -1;
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            free.add(new Chunk(0));
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
