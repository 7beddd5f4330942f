package org.mailtally.source.file.content;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/** The opening of files by their magic bytes, and the hashes by which their contents are known. */
public final class Contents {

    /** The bytes before a position by which is known what was counted up to it. */
    public static final int CHECKED_BYTES = 1 << 10;

    private Contents() {}

    /**
     * Opens a file, which the caller closes.
     *
     * @throws IOException where it is no regular file too: opening a FIFO would wait for its writer
     */
    public static Content open(Path path) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        if (!attributes.isRegularFile()) {
            throw new IOException("it is no regular file");
        }
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            PlainContent plain = new PlainContent(channel);
            byte[] first = new byte[Compression.MAGIC_LENGTH];
            int length = plain.read(0, first, 0, first.length);
            Compression compression = Compression.of(first, length);
            return compression == null ? plain : new CompressedContent(channel, compression);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** The hash of the 1 KiB before a position; empty at 0, and where the content does not reach the position. */
    public static String hashBefore(Content content, long position) throws IOException {
        int length = (int) Math.min(CHECKED_BYTES, position);
        byte[] bytes = new byte[length];
        boolean there = length > 0 && content.read(position - length, bytes, 0, length) == length;
        return there ? Hashes.of(bytes, 0, length) : "";
    }
}
