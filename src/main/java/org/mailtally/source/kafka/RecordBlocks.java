package org.mailtally.source.kafka;

import org.mailtally.source.Block;
import org.mailtally.source.LineEnds;
import org.mailtally.source.Portion;
import org.mailtally.source.RecordPlaces;
import org.mailtally.time.RecordWalk;

/** The records of one pass over a portion, put together to blocks of whole lines. Not thread-safe. */
final class RecordBlocks {

    private static final int BYTES = 1 << 20;

    private final Portion.Work work;
    private final Portion.Worker worker;
    private final RecordWalk walk;
    private final RecordText.Reader texts;
    private byte[] bytes = new byte[BYTES];
    private int filled;
    private RecordPlaces places = new RecordPlaces();
    private long longLines;

    RecordBlocks(Portion.Work work, RecordWalk walk, RecordText.Reader texts) {
        this.work = work;
        this.worker = work.worker();
        this.walk = walk;
        this.texts = texts;
    }

    /** The lines longer than {@link Block#LONGEST_LINE}, of which only that much is looked at. */
    long longLines() {
        return longLines;
    }

    void add(PartitionRecord added) {
        byte[] text = texts.text(added.value());
        if (text.length == 0) {
            return;
        }
        if (filled + text.length + 1 > bytes.length) {
            end();
            bytes = text.length + 1 > bytes.length ? new byte[text.length + 1] : bytes;
        }
        places.add(filled, added.offset(), added.time());
        for (int start = 0; start < text.length; ) {
            int end = LineEnds.next(text, start, text.length);
            int kept = Math.min(end - start, Block.LONGEST_LINE);
            longLines += kept < end - start ? 1 : 0;
            System.arraycopy(text, start, bytes, filled, kept);
            filled += kept;
            bytes[filled++] = '\n';
            start = end + 1;
        }
    }

    /** Gives what is there. */
    void end() {
        while (places.count() > 0) {
            Block block = new Block(bytes);
            block.take(0, filled);
            block.give(filled, places);
            worker.search(block);
            int given = block.walk(walk);
            if (given < places.count()) {
                worker.search(block);
            }
            worker.add(block);
            walk.silences().giveTo(work::silent);
            System.arraycopy(bytes, block.length(), bytes, 0, filled - block.length());
            filled -= block.length();
            places = places.from(given);
        }
    }
}
