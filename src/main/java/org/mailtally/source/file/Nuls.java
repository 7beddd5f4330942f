package org.mailtally.source.file;

import java.io.IOException;
import org.mailtally.source.file.content.Content;

/** Runs of NULs in a content. */
final class Nuls {

    private static final int CHUNK = 1 << 17;

    private Nuls() {}

    /** Whether bytes are all NULs. */
    static boolean are(byte[] bytes, int from, int to) {
        for (int at = from; at < to; at++) {
            if (bytes[at] != 0) {
                return false;
            }
        }
        return true;
    }

    /** The first byte at or behind {@code from} that is no NUL; where the content ends, if all are. */
    static long end(Content content, long from) throws IOException {
        byte[] bytes = new byte[CHUNK];
        for (long position = from; ; position += CHUNK) {
            int read = content.read(position, bytes, 0, CHUNK);
            int at = 0;
            while (at < read && bytes[at] == 0) {
                at++;
            }
            if (at < CHUNK) {
                return position + at;
            }
        }
    }
}
