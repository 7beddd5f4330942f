package org.mailtally.source.kafka;

import java.io.IOException;
import java.util.List;
import org.mailtally.source.LogId;
import org.mailtally.source.Place;
import org.mailtally.source.Portion;
import org.mailtally.source.Processors;
import org.mailtally.time.RecordWalk;

/** The records of a partition from one offset up to another, which it is known by. Not thread-safe. */
final class PartitionPortion extends Portion {

    private final PartitionLog log;
    private final long from;
    private final long to;
    private long longLines;
    private SkippedRecords.Count skipped = new SkippedRecords.Count(0, 0, 0);

    /**
     * @param from the first offset that is read: behind the start where what lay there was deleted
     * @param to the offset behind the last one
     */
    PartitionPortion(PartitionLog log, Place start, long from, long to) {
        super(start);
        this.log = log;
        this.from = from;
        this.to = to;
    }

    @Override
    public LogId log() {
        return log.id();
    }

    @Override
    public long longLines() {
        return longLines;
    }

    @Override
    public void counted() {
        log.skipped(skipped);
    }

    @Override
    public void read(Work work, Processors processors) throws IOException {
        RecordWalk walk = log.walkFrom(start());
        RecordText.Reader texts = log.texts();
        RecordBlocks blocks = new RecordBlocks(work, walk, texts);
        long inMemory = log.firstInMemory();
        if (from < inMemory) {
            log.history().read(from, Math.min(to, inMemory), blocks::add);
        }
        List<PartitionRecord> records = log.records();
        for (PartitionRecord each : records) {
            if (each.offset() >= from && each.offset() < to) {
                blocks.add(each);
            }
        }
        blocks.end();
        longLines = blocks.longLines();
        skipped = texts.skipped();
        endsAt(new Place(to, walk.state(), "", 0));
    }

    @Override
    public String toString() {
        return log.name() + " from offset " + from;
    }
}
