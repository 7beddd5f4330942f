package org.mailtally.source.file;

import java.io.IOException;
import org.mailtally.source.Block;
import org.mailtally.source.LineEnds;
import org.mailtally.source.file.content.Content;

/**
 * What fills blocks with the whole lines of a log.
 *
 * @param content the log
 * @param search searches for the end of a line that is too long for a block
 */
record BlockReader(Content content, UnendedLines.Search search) {

    BlockReader(Content content) {
        this(content, UnendedLines.ONCE);
    }

    /** The bytes of a block that any line fits into, as far as it is looked at. */
    static final int BLOCK_BYTES = Block.LONGEST_LINE + (1 << 16);

    /** The bytes that are read at once where lines are short: they stay in a processor's cache. */
    private static final int NEAR_BYTES = 1 << 19;

    /** Fills a block with the whole lines from a position on; returns where they end, the position itself for none. */
    long fill(Block into, long position, long to) throws IOException {
        byte[] bytes = into.bytes();
        int wanted = (int) Math.min(bytes.length, to - position);
        int kept = Math.min(into.keepFrom(position), wanted);
        int near = Math.min(wanted, Math.max(kept, NEAR_BYTES));
        int read = kept + content.read(position + kept, bytes, kept, near - kept);
        int whole = LineEnds.last(bytes, 0, read) + 1;
        if (whole == 0 && read == near) {
            read += content.read(position + read, bytes, read, wanted - read);
            whole = LineEnds.last(bytes, 0, read) + 1;
        }
        into.take(position, read);
        if (whole == 0) {
            boolean mayBeWhole = read < bytes.length || bytes.length < BLOCK_BYTES;
            return mayBeWhole ? position : new LongLine(content, search).fill(into);
        }
        int firstLine = LineEnds.next(bytes, 0, whole);
        if (firstLine > Block.LONGEST_LINE) {
            into.give(Block.LONGEST_LINE);
            return position + firstLine + 1;
        }
        into.give(upToLongLine(bytes, whole));
        return position + into.length();
    }

    /** The end of the lines before the first one that is too long to be looked at whole. */
    private static int upToLongLine(byte[] bytes, int whole) {
        int start = 0;
        while (whole - start > Block.LONGEST_LINE + 1) {
            int end = LineEnds.last(bytes, start, start + Block.LONGEST_LINE + 1);
            if (end < start) {
                return start;
            }
            start = end + 1;
        }
        return whole;
    }
}
