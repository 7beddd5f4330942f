package org.mailtally.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * A file's own bytes. Read by calls, not mapped: a file that is cut while it is read comes up short instead of
 * breaking the process.
 */
record PlainContent(FileChannel channel) implements Content {

    @Override
    public int read(long position, byte[] into, int at, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(into, at, length);
        for (int read = 0; read >= 0 && buffer.hasRemaining(); ) {
            read = channel.read(buffer, position + buffer.position() - at);
        }
        return buffer.position() - at;
    }

    @Override
    public boolean isCompressed() {
        return false;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
