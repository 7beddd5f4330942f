package org.mailtally.source.file;

import java.io.IOException;
import org.mailtally.source.Block;
import org.mailtally.source.LineEnds;
import org.mailtally.source.file.content.Content;

/** The reading of a line that does not fit into a block: its start is looked at, the rest passed over. */
record LongLine(Content content, UnendedLines.Search search) {

    static final int CHUNK = 1 << 16;

    /**
     * Keeps the first {@link Block#LONGEST_LINE} bytes of the line, which fills the block's bytes already.
     *
     * @return the position behind the line's end; the line's own where its end is not there yet
     */
    long fill(Block into) throws IOException {
        byte[] chunk = new byte[CHUNK];
        for (long at = search.from(into.offset(), into.offset() + into.bytes().length); ; ) {
            int read = content.read(at, chunk, 0, CHUNK);
            int end = LineEnds.next(chunk, 0, read);
            if (end < read) {
                into.give(Block.LONGEST_LINE);
                return at + end + 1;
            }
            at += read;
            if (read < CHUNK) {
                search.endedAt(into.offset(), at);
                return into.offset();
            }
        }
    }
}
