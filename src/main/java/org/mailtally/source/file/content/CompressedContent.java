package org.mailtally.source.file.content;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bytes inside a compressed file. Reading forward decompresses on, reading back a little is answered from what was
 * kept, and only reading back further starts again. Once its end was reached the last bytes stay at hand, wherever reading
 * goes on. A file that is cut short, as one still being written is, holds what can be decompressed of it.
 */
final class CompressedContent implements Content {

    /*
     * The stream, where there is one, stands at the position; the recent bytes are those before the position. A stream
     * that failed is dropped, so that neither is ever behind the other. A stream that is read on and on is read ahead;
     * one that is opened to look at its beginning is not worth a thread.
     *
     * A file that was found cut short is read in chunks once more up to where the read that found it began, the sound
     * position, and byte by byte from there on.
     *
     * Whoever counts a log in portions looks each time whether there is more behind its end, and that the end still is what
     * was counted: without the ending, a new tracker would have all of a file decompressed for each portion.
     */

    private static final int SKIP_BYTES = 1 << 16;

    private static final int RECENT_BYTES = REREAD_BYTES;

    private static final int READ_AHEAD_FROM = 1 << 20;

    private final FileChannel channel;
    private final Compression compression;
    private @Nullable UnclosedInput input;
    private @Nullable InputStream stream;
    private int streamsOpened;
    private long readBytewise;
    private long position;
    private long end = Long.MAX_VALUE;
    private boolean cutShort;
    private long sound;
    private final byte[] recent = new byte[RECENT_BYTES];
    private int recentLength;
    private byte[] ending = new byte[0];

    CompressedContent(FileChannel channel, Compression compression) {
        this.channel = channel;
        this.compression = compression;
    }

    @Override
    public int read(long from, byte[] into, int at, int length) throws IOException {
        int wanted = (int) Math.max(0, Math.min(length, end - from));
        if (copyEnding(from, into, at, wanted)) {
            return wanted;
        }
        int known = copyRecent(from, into, at, wanted);
        return known == wanted ? known : known + decompress(from + known, into, at + known, wanted - known);
    }

    /** How many times decompressing began at the file's start. */
    int streamsOpened() {
        return streamsOpened;
    }

    /** How many bytes were read one by one. */
    long readBytewise() {
        return readBytewise;
    }

    @Override
    public boolean isCutShort() {
        return cutShort;
    }

    /** Copies the wanted bytes where all of them are among the last ones; returns whether they are. */
    private boolean copyEnding(long from, byte[] into, int at, int wanted) {
        long index = from - (end - ending.length);
        boolean known = ending.length > 0 && index >= 0;
        if (known) {
            System.arraycopy(ending, (int) Math.min(index, ending.length), into, at, wanted);
        }
        return known;
    }

    /** Notes that there is nothing behind the position, and keeps what is before it. */
    private void reachEnd() {
        end = position;
        ending = Arrays.copyOf(recent, recentLength);
    }

    /** Copies what of the wanted bytes was read just before; returns how many. */
    private int copyRecent(long from, byte[] into, int at, int wanted) {
        long index = from - (position - recentLength);
        if (from >= position || index < 0) {
            return 0;
        }
        int known = Math.min(wanted, recentLength - (int) index);
        System.arraycopy(recent, (int) index, into, at, known);
        return known;
    }

    private int decompress(long from, byte[] into, int at, int wanted) throws IOException {
        if (cutShort && from + wanted > sound) {
            return decompressBytewise(from, into, at, wanted);
        }
        try {
            InputStream in = aheadOf(streamAt(from));
            int read = in == null ? 0 : in.readNBytes(into, at, wanted);
            pass(into, at, read);
            if (read < wanted) {
                reachEnd();
            }
            return read;
        } catch (InterruptedIOException e) {
            dropStream();
            throw e;
        } catch (IOException | RuntimeException e) {
            dropStream();
            if (isCutShort(e)) {
                cutShort = true;
                sound = position;
                return decompressBytewise(from, into, at, wanted);
            }
            throw new IOException(compression.faultOf(e), e);
        }
    }

    private @Nullable InputStream aheadOf(@Nullable InputStream in) {
        if (in == null || in instanceof ReadAhead || position < READ_AHEAD_FROM || cutShort) {
            return in;
        }
        InputStream ahead = new ReadAhead(in);
        stream = ahead;
        return ahead;
    }

    private boolean isCutShort(Exception fault) {
        UnclosedInput read = input;
        return fault instanceof EOFException || (read != null && read.hasEnded());
    }

    /** Reads what can be had of a file that is cut short: the decompressor loses a block's rest, single bytes do not. */
    private int decompressBytewise(long from, byte[] into, int at, int wanted) throws IOException {
        int read = 0;
        boolean reached = false;
        try {
            InputStream in = streamAt(from);
            for (int next; in != null && read < wanted && (next = in.read()) >= 0; read++) {
                into[at + read] = (byte) next;
            }
        } catch (IOException | RuntimeException cut) {
            end = from + read;
            reached = true;
            dropStream();
        }
        readBytewise += read;
        if (position == from) {
            pass(into, at, read);
            if (reached) {
                reachEnd();
            }
        }
        return read;
    }

    /** Moves the position on behind bytes that were read, the last of which are kept. */
    private void pass(byte[] bytes, int at, int read) {
        int added = Math.min(read, RECENT_BYTES);
        int kept = Math.min(recentLength, RECENT_BYTES - added);
        System.arraycopy(recent, recentLength - kept, recent, 0, kept);
        System.arraycopy(bytes, at + read - added, recent, kept, added);
        recentLength = kept + added;
        position += read;
    }

    /** The stream at a position; null where the content ends before it. */
    private @Nullable InputStream streamAt(long target) throws IOException {
        InputStream in = stream;
        if (in == null || position > target) {
            in = openStream();
        }
        byte[] passed = new byte[(int) Math.min(SKIP_BYTES, target - position)];
        while (position < target) {
            int read = in.read(passed, 0, (int) Math.min(passed.length, target - position));
            if (read < 0) {
                return null;
            }
            pass(passed, 0, read);
        }
        return in;
    }

    private InputStream openStream() throws IOException {
        dropStream();
        channel.position(0);
        position = 0;
        recentLength = 0;
        streamsOpened++;
        UnclosedInput compressed = new UnclosedInput(Channels.newInputStream(channel));
        input = compressed;
        InputStream in = compression.open(compressed);
        stream = in;
        return in;
    }

    private void dropStream() throws IOException {
        InputStream in = stream;
        stream = null;
        if (in != null) {
            in.close();
        }
    }

    @Override
    public boolean isCompressed() {
        return true;
    }

    @Override
    public PlainContent onDisk() {
        return new PlainContent(channel);
    }

    @Override
    public void close() throws IOException {
        try {
            dropStream();
        } finally {
            channel.close();
        }
    }
}
