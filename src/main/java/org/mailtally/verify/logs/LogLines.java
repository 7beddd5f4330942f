package org.mailtally.verify.logs;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * The lines of a log, one after the other, each with its place. A line without an end is none yet; of a line longer than
 * 1 MiB the first MiB is given. Not thread-safe.
 */
public final class LogLines implements Closeable {

    private static final int LONGEST_LINE = 1 << 20;
    private static final int HASHED_BYTES = 1 << 10;
    private static final int READ_BYTES = 1 << 16;

    private final InputStream in;
    private byte[] buffer = new byte[HASHED_BYTES + 2 * READ_BYTES];
    private int filled;
    private int behind;
    private long behindPosition;
    private byte[] line = buffer;
    private int from;
    private int to;
    private long start;
    private boolean ended;

    public LogLines(InputStream in) {
        this.in = in;
    }

    /** Goes on to the next line; false where there is none. The first one begins behind the NULs of a head of NULs. */
    public boolean next() throws IOException {
        if (filled == 0) {
            passNuls();
        }
        int searched = behind;
        byte[] longLine = null;
        long position = behindPosition;
        while (true) {
            int end = searched;
            while (end < filled && buffer[end] != '\n') {
                end++;
            }
            boolean found = end < filled;
            if (longLine == null && end - behind > LONGEST_LINE) {
                longLine = Arrays.copyOfRange(buffer, behind, behind + LONGEST_LINE);
            }
            if (found) {
                start = position;
                line = longLine == null ? buffer : longLine;
                from = longLine == null ? behind : 0;
                to = longLine == null ? end : LONGEST_LINE;
                behindPosition += end + 1 - behind;
                behind = end + 1;
                return true;
            }
            searched = end;
            int passed = longLine == null ? 0 : end - behind;
            behind += passed;
            behindPosition += passed;
            searched -= makeRoom();
            if (!readMore()) {
                behindPosition = position;
                return false;
            }
        }
    }

    private void passNuls() throws IOException {
        while (filled < READ_BYTES && readMore()) {}
        if (!Beginning.isOfNuls(Arrays.copyOf(buffer, Math.min(filled, READ_BYTES)))) {
            return;
        }
        do {
            while (behind < filled && buffer[behind] == 0) {
                behind++;
                behindPosition++;
            }
            makeRoom();
        } while (behind == filled && readMore());
    }

    /** Moves what is still needed to the front: the line that is being read, and 1 KiB before it. Returns how far. */
    private int makeRoom() {
        int dropped = Math.max(0, behind - HASHED_BYTES);
        if (dropped > 0 && buffer.length - filled < READ_BYTES) {
            System.arraycopy(buffer, dropped, buffer, 0, filled - dropped);
            filled -= dropped;
            behind -= dropped;
        } else {
            dropped = 0;
        }
        if (buffer.length - filled < READ_BYTES) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        return dropped;
    }

    private boolean readMore() throws IOException {
        int read = ended ? -1 : in.read(buffer, filled, READ_BYTES);
        ended = read < 0;
        filled += Math.max(0, read);
        return !ended;
    }

    /** The bytes that hold the line; they hold only until the next one. */
    public byte[] bytes() {
        return line;
    }

    /** The index of the line's first byte. */
    public int from() {
        return from;
    }

    /** The index behind its last byte, its end not counted. */
    public int to() {
        return to;
    }

    /** The position in the log of the line's first byte. */
    public long start() {
        return start;
    }

    /** The position behind the line's end: where the next one begins. */
    public long position() {
        return behindPosition;
    }

    /** The hash of the 1 KiB before the position, or of what there is. */
    public String hashBefore() {
        MessageDigest digest = Beginning.sha256();
        int length = (int) Math.min(HASHED_BYTES, behindPosition);
        digest.update(buffer, behind - length, length);
        return Beginning.hex(digest);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
