package org.mailtally.source.file.content;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.utils.ByteUtils;

/**
 * The bytes of one zstd frame, as they are in the file: the decompressor takes more than a frame from what it reads, so
 * that nobody would know what stands behind it. The window that a frame requests is memory that no limit of Java's covers,
 * so it is bounded here.
 */
final class ZstdFrame extends InputStream {

    /** What {@code zstd --ultra -21} and {@code --long=26} take. */
    private static final long LARGEST_WINDOW = 64L << 20;

    private static final int MAGIC = 0xfd2fb528;
    private static final int SKIPPABLE = 0x184d2a50;
    private static final int SKIPPABLE_BITS = 0xfffffff0;
    private static final int MAGIC_BYTES = 4;
    private static final int LONGEST_HEADER = 18;
    private static final int BLOCK_HEADER = 3;
    private static final int CHECKSUM_BYTES = 4;
    private static final int RUN = 1;
    private static final int[] DICTIONARY_ID_BYTES = {0, 1, 2, 4};
    private static final int[] SIZE_BYTES = {0, 2, 4, 8};

    private final InputStream in;
    private final byte[] header = new byte[LONGEST_HEADER];
    private int headerLength;
    private int headerRead;
    private long left;
    private boolean hasChecksum;
    private boolean isLastBlock;

    private ZstdFrame(InputStream in) {
        this.in = in;
    }

    /** Whether bytes begin a frame that holds nothing of the content, as pzstd writes before each other one. */
    static boolean isSkippable(byte[] first, int length) {
        return length >= MAGIC_BYTES
                && (ByteUtils.fromLittleEndian(first, 0, MAGIC_BYTES) & SKIPPABLE_BITS) == SKIPPABLE;
    }

    /** What the frame that begins here holds. */
    static InputStream open(InputStream in) throws IOException {
        ZstdFrame frame = new ZstdFrame(in);
        frame.readHeader(MAGIC_BYTES);
        if (isSkippable(frame.header, frame.headerLength)) {
            byte[] size = in.readNBytes(MAGIC_BYTES);
            in.skipNBytes(ByteUtils.fromLittleEndian(size, 0, size.length));
            return InputStream.nullInputStream();
        }
        frame.readFrameHeader();
        return new ZstdInputStreamNoFinalizer(frame);
    }

    private void readFrameHeader() throws IOException {
        readHeader(MAGIC_BYTES + 1);
        if (headerLength <= MAGIC_BYTES || (int) ByteUtils.fromLittleEndian(header, 0, MAGIC_BYTES) != MAGIC) {
            return;
        }
        int descriptor = header[MAGIC_BYTES];
        boolean isSingle = (descriptor & 0x20) != 0;
        hasChecksum = (descriptor & 0x04) != 0;
        int windowBytes = isSingle ? 0 : 1;
        int sizeCode = descriptor >> 6 & 3;
        int sizeBytes = sizeCode == 0 && isSingle ? 1 : SIZE_BYTES[sizeCode];
        int sizeAt = MAGIC_BYTES + 1 + windowBytes + DICTIONARY_ID_BYTES[descriptor & 3];
        readHeader(sizeAt + sizeBytes);
        if (headerLength < sizeAt + sizeBytes) {
            return;
        }
        long window =
                isSingle ? ByteUtils.fromLittleEndian(header, sizeAt, sizeBytes) : window(header[MAGIC_BYTES + 1]);
        if (window < 0 || window > LARGEST_WINDOW) {
            throw new TooMuchMemoryException(window < 0 ? Long.MAX_VALUE : window, LARGEST_WINDOW);
        }
    }

    private static long window(byte descriptor) {
        long base = 1L << (10 + (descriptor >> 3 & 0x1f));
        return base + base / 8 * (descriptor & 7);
    }

    private void readHeader(int length) throws IOException {
        headerLength += in.readNBytes(header, headerLength, length - headerLength);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int at, int length) throws IOException {
        int given = 0;
        while (given < length && (headerRead < headerLength || left > 0 || readNext())) {
            int part;
            if (headerRead < headerLength) {
                part = Math.min(length - given, headerLength - headerRead);
                System.arraycopy(header, headerRead, into, at + given, part);
                headerRead += part;
            } else {
                part = in.read(into, at + given, (int) Math.min(length - given, left));
                if (part < 0) {
                    break;
                }
                left -= part;
            }
            given += part;
        }
        return given == 0 && length > 0 ? -1 : given;
    }

    /** Goes on to the next block, or to the checksum behind the last one; false where the frame, or the file, ends. */
    private boolean readNext() throws IOException {
        if (isLastBlock) {
            left = hasChecksum ? CHECKSUM_BYTES : 0;
            hasChecksum = false;
            return left > 0;
        }
        headerRead = 0;
        headerLength = 0;
        readHeader(BLOCK_HEADER);
        long block = ByteUtils.fromLittleEndian(header, 0, headerLength);
        isLastBlock = (block & 1) != 0 && headerLength == BLOCK_HEADER;
        left = headerLength < BLOCK_HEADER ? 0 : (block >> 1 & 3) == RUN ? 1 : block >> 3;
        return headerLength > 0;
    }

    @Override
    public int available() throws IOException {
        return headerLength - headerRead + (int) Math.min(left, in.available());
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
