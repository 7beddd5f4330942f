package org.mailtally.source.file.content;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.apache.commons.compress.utils.ByteUtils;

/**
 * What one member of a gzip file holds. The sum behind it is looked at when all of it was given, so that a file which has
 * lost that alone is read whole; and nothing behind the sum is taken.
 */
final class GzipMember extends InflaterInputStream {

    private static final int BUFFER_BYTES = 1 << 13;
    private static final int HEADER_BYTES = 10;
    private static final int TRAILER_BYTES = 8;
    private static final int DEFLATE = 8;
    private static final int HAS_SUM = 2;
    private static final int HAS_EXTRA = 4;
    private static final int HAS_NAME = 8;
    private static final int HAS_COMMENT = 16;

    private final CRC32 sum = new CRC32();
    private boolean ended;

    /** @param compressed begins with a member; may be marked */
    GzipMember(InputStream compressed) throws IOException {
        super(compressed, new Inflater(true), BUFFER_BYTES);
        byte[] header = bytes(HEADER_BYTES);
        int flags = header[3];
        if (header[2] != DEFLATE || (flags & 0xe0) != 0) {
            throw new IOException("its header is none of gzip's");
        }
        if ((flags & HAS_EXTRA) != 0) {
            compressed.skipNBytes(ByteUtils.fromLittleEndian(bytes(2), 0, 2));
        }
        for (int texts = Integer.bitCount(flags & (HAS_NAME | HAS_COMMENT)); texts > 0; texts--) {
            while (bytes(1)[0] != 0) {}
        }
        if ((flags & HAS_SUM) != 0) {
            bytes(2);
        }
    }

    private byte[] bytes(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return bytes;
    }

    @Override
    protected void fill() throws IOException {
        in.mark(buf.length);
        super.fill();
    }

    @Override
    public int read(byte[] into, int at, int length) throws IOException {
        int read = ended ? -1 : super.read(into, at, length);
        if (read > 0) {
            sum.update(into, at, read);
        } else if (read < 0 && !ended) {
            end();
        }
        return read;
    }

    private void end() throws IOException {
        in.reset();
        in.skipNBytes(len - inf.getRemaining());
        byte[] trailer = bytes(TRAILER_BYTES);
        ended = true;
        boolean isRight = ByteUtils.fromLittleEndian(trailer, 0, 4) == sum.getValue()
                && ByteUtils.fromLittleEndian(trailer, 4, 4) == (inf.getBytesWritten() & 0xffff_ffffL);
        if (!isRight) {
            throw new IOException("its content is not that of its sum");
        }
    }

    @Override
    public void close() {
        inf.end();
    }
}
