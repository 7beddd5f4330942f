package org.mailtally.source.file.content;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * A file's own bytes. Read by calls, not mapped: a file that is cut while it is read comes up short instead of
 * breaking the process. Thread-safe.
 */
public record PlainContent(FileChannel channel) implements Content {

    /** The bytes of one call: what the platform copies once more on their way stays in a processor's cache. */
    private static final int CHUNK = 1 << 17;

    @Override
    public int read(long position, byte[] into, int at, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(into);
        int end = at + length;
        int behind = at;
        for (int read = 0; read >= 0 && behind < end; behind += Math.max(read, 0)) {
            buffer.limit(Math.min(end, behind + CHUNK)).position(behind);
            read = channel.read(buffer, position + behind - at);
        }
        return behind - at;
    }

    @Override
    public boolean isCompressed() {
        return false;
    }

    /** The number of bytes. */
    public long size() throws IOException {
        return channel.size();
    }

    @Override
    public PlainContent onDisk() {
        return this;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
