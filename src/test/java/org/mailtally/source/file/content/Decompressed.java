package org.mailtally.source.file.content;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/**
 * A compressed file that was opened, with how it was read.
 *
 * @param content its bytes; closes the file
 */
public record Decompressed(Content content) {

    /** The first bytes of a file, by which its form is known. */
    public static final int MAGIC_BYTES = Compression.MAGIC_LENGTH;

    /** Opens a file, however little of it is there. */
    public static Decompressed open(Path path, byte[] bytes) throws IOException {
        Compression form = Objects.requireNonNull(Compression.of(bytes, Compression.MAGIC_LENGTH));
        return new Decompressed(new CompressedContent(FileChannel.open(path, StandardOpenOption.READ), form));
    }

    /** How many times decompressing began at the file's start. */
    public int streamsOpened() {
        return ((CompressedContent) content).streamsOpened();
    }

    /** How many bytes were read one by one. */
    public long readBytewise() {
        return ((CompressedContent) content).readBytewise();
    }
}
