package org.mailtally.source.file;

import java.io.IOException;
import java.util.Arrays;
import org.mailtally.source.file.content.Content;
import org.mailtally.source.file.content.Contents;
import org.mailtally.source.file.content.Hashes;
import org.mailtally.source.file.content.PlainContent;

/**
 * What an archive is known by without reading all of it, or decompressing any: a hash of the source, the file's size, how
 * it begins and the 1 KiB that it ends with, as they lie on disk. That is as much as a log is distinguished from others by; and a
 * compressed file ends with a checksum of all of it.
 *
 * @param file the file's path, relative to the folder that is followed
 * @param hash 32 hexadecimal digits
 */
public record Imprint(String file, String hash) {

    private static final int BEGINNING_BYTES = 1 << 10;

    /** That of a file as it is now; of a compressed one by what lies on disk. */
    static Imprint of(String name, String source, Content content) throws IOException {
        PlainContent file = content.onDisk();
        return new Imprint(name, hash(source, file, beginning(file, content.isCompressed())));
    }

    private static byte[] beginning(PlainContent file, boolean compressed) throws IOException {
        if (!compressed) {
            return Head.read(file, 0).bytes();
        }
        byte[] beginning = new byte[(int) Math.min(BEGINNING_BYTES, file.size())];
        file.read(0, beginning, 0, beginning.length);
        return beginning;
    }

    private static String hash(String source, PlainContent file, byte[] beginning) throws IOException {
        long size = file.size();
        int ending = (int) Math.min(Contents.CHECKED_BYTES, size);
        byte[] bytes = Arrays.copyOf(beginning, beginning.length + ending);
        int read = file.read(size - ending, bytes, beginning.length, ending);
        return Hashes.of(source + " " + size, bytes, 0, beginning.length + read);
    }
}
