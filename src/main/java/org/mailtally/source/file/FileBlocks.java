package org.mailtally.source.file;

import java.io.IOException;
import java.time.zone.ZoneRules;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.mailtally.source.Block;
import org.mailtally.source.LineEnds;
import org.mailtally.source.Place;
import org.mailtally.source.Portion;
import org.mailtally.source.Processors;
import org.mailtally.source.file.content.Content;
import org.mailtally.time.TimeWalk;

/** The reading of a file's blocks, and of what lies around them. Not thread-safe. */
final class FileBlocks {

    private static final int GROWTH_BYTES = 1 << 14;
    private static final int LOOKED_AT = 1 << 13;

    private final Content content;
    private final long size;
    private final Head head;
    private final ZoneRules zone;
    private final BlockReader reader;
    private final Deque<Block> roomAhead = new ArrayDeque<>();
    private @Nullable Block block;

    /** @param size the file's size in bytes when it was opened */
    FileBlocks(Content content, long size, Head head, ZoneRules zone, UnendedLines.Search search) {
        this.content = content;
        this.size = size;
        this.head = head;
        this.zone = zone;
        this.reader = new BlockReader(content, search);
    }

    /** Where the lines that are counted from a place on begin: behind the NULs that the file may begin with. */
    long lineAt(Place place) {
        return Math.max(place.position(), head.start());
    }

    /** The bytes before a position, as many as a portion gives; none where the content does not reach it any more. */
    byte[] before(long position) throws IOException {
        int length = (int) Math.min(Portion.BYTES_BEFORE, position - head.start());
        byte[] before = new byte[Math.max(0, length)];
        return content.read(position - before.length, before, 0, before.length) == before.length ? before : new byte[0];
    }

    /** Whether the log's first line begins at a position. */
    boolean isStart(long position) {
        return position == head.start();
    }

    TimeWalk walkFrom(Place place) {
        return new TimeWalk(zone, place.state());
    }

    /** Whether nothing is written behind a position, for now. */
    boolean endsAt(long position) throws IOException {
        return content.read(position, new byte[1], 0, 1) == 0;
    }

    /** The block to read into from a position on: no larger than what there is to read, so that a poll costs little. */
    Block block(long from) {
        long rest = Math.max(0, size - from);
        boolean isSmall = !content.isCompressed() && rest < BlockReader.BLOCK_BYTES - GROWTH_BYTES;
        int wanted = isSmall ? (int) rest + GROWTH_BYTES : BlockReader.BLOCK_BYTES;
        Block known = block;
        if (known == null || known.bytes().length < wanted) {
            known = new Block(new byte[wanted]);
            block = known;
        }
        return known;
    }

    /** What reads ahead from one position up to another one, or to where the file ended when it was opened. */
    SharedReading sharedReading(Processors processors, Portion.Work work, long from, long to) {
        return new SharedReading(content, processors, work, roomAhead, from, Math.min(to, size));
    }

    /** Fills a block with the whole lines from a position on; returns where they end, the position itself for none. */
    long fill(Block into, long position, long to) throws IOException {
        return reader.fill(into, position, to);
    }

    /** The first byte at or behind {@code from} at which a line begins; {@code to} where none does before it. */
    long lineStart(long from, long to) throws IOException {
        byte[] bytes = new byte[LOOKED_AT];
        for (long at = from - 1; at < to; at += bytes.length) {
            int read = content.read(at, bytes, 0, (int) Math.min(bytes.length, to - at));
            int end = LineEnds.next(bytes, 0, read);
            if (end < read) {
                return at + end + 1;
            }
            if (read < bytes.length) {
                return to;
            }
        }
        return to;
    }
}
