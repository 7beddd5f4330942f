package org.mailtally.source.file.content;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * What the members of a compressed file hold, one after the other. Zeros between them, as tapes and block devices leave
 * them, and whatever else stands behind the last one are passed over, as zcat does.
 */
final class Members extends InputStream {

    private final Compression form;
    private final InputStream compressed;
    private @Nullable InputStream member;

    /** @param compressed begins with a member; may be marked */
    Members(Compression form, InputStream compressed) throws IOException {
        this.form = form;
        this.compressed = compressed;
        this.member = form.member(compressed);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int at, int length) throws IOException {
        for (InputStream current; (current = member) != null; member = next()) {
            int read = current.read(into, at, length);
            if (read >= 0) {
                return read;
            }
            current.close();
        }
        return -1;
    }

    /** The member that follows; null where none does. */
    private @Nullable InputStream next() throws IOException {
        int next;
        do {
            compressed.mark(1);
            next = compressed.read();
        } while (next == 0);
        if (next < 0) {
            return null;
        }
        compressed.reset();
        compressed.mark(Compression.MAGIC_LENGTH);
        byte[] first = compressed.readNBytes(Compression.MAGIC_LENGTH);
        compressed.reset();
        return form.begins(first, first.length) ? form.member(compressed) : null;
    }

    @Override
    public void close() throws IOException {
        InputStream current = member;
        member = null;
        if (current != null) {
            current.close();
        }
    }
}
