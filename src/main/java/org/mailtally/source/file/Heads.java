package org.mailtally.source.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.mailtally.source.file.content.Content;
import org.mailtally.source.file.content.Contents;

/**
 * The beginnings of a folder's files. Where a file begins with NULs, their end is remembered: a writer without O_APPEND
 * leaves more of them at each copytruncate, and they are not to be read at each poll. Thread-safe.
 */
final class Heads {

    private static final int MOST_REMEMBERED = 1_000;

    private final Map<Path, Long> starts = new ConcurrentHashMap<>();

    Head read(Path file, Content content) throws IOException {
        Head head = Head.read(content, 0);
        if (!head.isOfNuls()) {
            return head;
        }
        Long known = starts.get(file);
        if (known != null && isEndOfNuls(content, known)) {
            return Head.read(content, known);
        }
        long start = Nuls.end(content, Head.LONGEST);
        if (starts.size() >= MOST_REMEMBERED) {
            starts.clear();
        }
        starts.put(file, start);
        return Head.read(content, start);
    }

    /** Whether a run of NULs still ends at a position; a mail log has no others, so it is not looked through again. */
    private static boolean isEndOfNuls(Content content, long position) throws IOException {
        byte[] around = new byte[Contents.CHECKED_BYTES + 1];
        int last = around.length - 1;
        return content.read(position - last, around, 0, around.length) == around.length
                && Nuls.are(around, 0, last)
                && around[last] != 0;
    }
}
