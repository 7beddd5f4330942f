package org.mailtally.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * What an archive is known by without reading all of it, or decompressing any: a hash of the source, the file's size, how
 * it begins and the 1 KiB that it ends with, as they lie on disk. That is as much as a log is told from others by; and a
 * compressed file ends with a checksum of all of it.
 *
 * @param file the file's path, relative to the folder that is followed
 * @param hash 32 hexadecimal digits
 */
public record Imprint(String file, String hash) {

    private static final int END_BYTES = 1 << 10;

    /**
     * The hash of a file as it is now.
     *
     * @param beginning the bytes that it begins with
     */
    static String hash(String source, FileChannel channel, byte[] beginning) throws IOException {
        long size = channel.size();
        ByteBuffer told = ByteBuffer.allocate(beginning.length + (int) Math.min(END_BYTES, size));
        told.put(beginning);
        for (int read = 0; read >= 0 && told.hasRemaining(); ) {
            read = channel.read(told, size - told.remaining());
        }
        return Hashes.of(source + " " + size, told.array(), 0, told.position());
    }
}
