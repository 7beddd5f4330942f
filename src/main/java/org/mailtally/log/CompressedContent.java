package org.mailtally.log;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/**
 * The bytes inside a compressed file. Reading forward decompresses on; reading back begins anew. A file that is cut
 * short, as one still being written is, holds what can be decompressed of it.
 */
final class CompressedContent implements Content {

    private static final int SKIP_BYTES = 1 << 16;
    private static final int RECENT_BYTES = 1 << 16;

    private final FileChannel channel;
    private final Compression compression;
    private @Nullable InputStream stream;
    private long position;
    private final byte[] recent = new byte[RECENT_BYTES];
    private int recentLength;

    CompressedContent(FileChannel channel, Compression compression) {
        this.channel = channel;
        this.compression = compression;
    }

    @Override
    public int read(long from, byte[] into, int at, int length) throws IOException {
        int known = copyRecent(from, into, at, length);
        int read = known == length ? known : known + decompress(from + known, into, at + known, length - known);
        keepRecent(from, into, at, read);
        return read;
    }

    /** Copies what of the wanted bytes was read just before; returns how many. */
    private int copyRecent(long from, byte[] into, int at, int length) {
        long index = from - (position - recentLength);
        if (stream == null || from >= position || index < 0) {
            return 0;
        }
        int known = Math.min(length, recentLength - (int) index);
        System.arraycopy(recent, (int) index, into, at, known);
        return known;
    }

    /** Keeps the last bytes before the position, so that reading back a little does not begin anew. */
    private void keepRecent(long from, byte[] bytes, int at, int read) {
        if (from + read != position) {
            return;
        }
        int kept = Math.min(read, recent.length);
        System.arraycopy(bytes, at + read - kept, recent, 0, kept);
        recentLength = kept;
    }

    private int decompress(long from, byte[] into, int at, int length) throws IOException {
        try {
            InputStream in = streamAt(from);
            int read = in == null ? 0 : in.readNBytes(into, at, length);
            position += read;
            return read;
        } catch (EOFException cutShort) {
            return readBytewise(from, into, at, length);
        }
    }

    /** Reads what can be had of a file that is cut short: the decompressor loses a block's rest, single bytes do not. */
    private int readBytewise(long from, byte[] into, int at, int length) throws IOException {
        stream = null;
        int read = 0;
        try {
            InputStream in = streamAt(from);
            while (in != null && read < length) {
                int next = in.read();
                if (next < 0) {
                    break;
                }
                into[at + read++] = (byte) next;
                position++;
            }
        } catch (EOFException end) {
            stream = null;
        }
        return read;
    }

    /** The stream at a position; null where the content ends before it. */
    private @Nullable InputStream streamAt(long target) throws IOException {
        InputStream in = stream;
        if (in == null || position > target) {
            channel.position(0);
            in = compression.open(new UnclosedInput(Channels.newInputStream(channel)));
            stream = in;
            position = 0;
            recentLength = 0;
        }
        byte[] passed = position < target ? new byte[SKIP_BYTES] : new byte[0];
        while (position < target) {
            int read = in.read(passed, 0, (int) Math.min(passed.length, target - position));
            if (read < 0) {
                return null;
            }
            position += read;
        }
        return in;
    }

    @Override
    public boolean isCompressed() {
        return true;
    }

    @Override
    public void close() throws IOException {
        InputStream in = stream;
        stream = null;
        try {
            if (in != null) {
                in.close();
            }
        } finally {
            channel.close();
        }
    }
}
