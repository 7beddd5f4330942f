package org.mailtally.log;

import java.io.IOException;
import java.util.Arrays;

/**
 * What an archive is known by without reading all of it, or decompressing any: a hash of the source, the file's size, how
 * it begins and the 1 KiB that it ends with, as they lie on disk. That is as much as a log is distinguished from others by; and a
 * compressed file ends with a checksum of all of it.
 *
 * @param file the file's path, relative to the folder that is followed
 * @param hash 32 hexadecimal digits
 */
public record Imprint(String file, String hash) {

    /**
     * The hash of a file as it is now.
     *
     * @param beginning the bytes that it begins with
     */
    static String hash(String source, PlainContent file, byte[] beginning) throws IOException {
        long size = file.channel().size();
        int ending = (int) Math.min(Contents.CHECKED_BYTES, size);
        byte[] bytes = Arrays.copyOf(beginning, beginning.length + ending);
        int read = file.read(size - ending, bytes, beginning.length, ending);
        return Hashes.of(source + " " + size, bytes, 0, beginning.length + read);
    }
}
