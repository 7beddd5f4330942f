package org.mailtally.source.file;

import java.io.IOException;
import org.mailtally.source.Block;
import org.mailtally.source.ChangedLogException;
import org.mailtally.source.LogId;
import org.mailtally.source.Place;
import org.mailtally.source.Portion;
import org.mailtally.source.Processors;
import org.mailtally.time.TimeWalk;

/**
 * A portion of a file. What is counted is what was hashed: when the last block was given, the log's beginning and the 1 KiB
 * before the portion are read once more, and where either changed meanwhile (copytruncate between two reads) the portion is
 * dropped. Not thread-safe.
 */
final class FilePortion extends Portion {

    /** The windows of one portion beside which silent ones are counted: those of ten years. More are not held in memory. */
    private static final long MOST_BESIDE_SILENCE = 1L << 20;

    private final OpenLog log;
    private final long limit;
    private boolean endsLog;
    private long longLines;
    private long uncountedYears;

    FilePortion(OpenLog log, Place start, long limit) {
        super(start);
        this.log = log;
        this.limit = limit;
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
        if (uncountedYears > 0) {
            log.uncountedYears(start().position(), end().position(), uncountedYears);
        }
    }

    @Override
    public void read(Work work, Processors processors) throws IOException {
        synchronized (log) {
            log.mustBeOpen();
            readAlone(work, processors);
        }
    }

    private void readAlone(Work work, Processors processors) throws IOException {
        Place known = knownEnd();
        long to = known == null ? limit : known.position();
        FileBlocks blocks = log.blocks();
        TimeWalk walk = blocks.walkFrom(start());
        long position = blocks.lineAt(start());
        long mostWindows = known == null && limit < Long.MAX_VALUE ? Block.MOST_RUNS : Long.MAX_VALUE;
        long windows = 0;
        longLines = 0;
        byte[] before = blocks.before(position);
        work.begin(before, blocks.isStart(position - before.length));
        Worker inOrder = work.worker();
        try (SharedReading ahead = blocks.sharedReading(processors, work, position, to)) {
            while (position < to && windows < mostWindows) {
                SharedReading.Slot slot = ahead.take(position);
                Block block = slot == null ? blocks.block(position) : slot.block();
                Worker worker = slot == null ? inOrder : slot.worker();
                long next = slot == null ? blocks.fill(block, position, to) : position + block.length();
                if (next == position) {
                    break;
                }
                if (slot == null) {
                    worker.search(block);
                }
                if (next - position > block.length()) {
                    longLines++;
                }
                if (!block.walk(walk)) {
                    worker.search(block);
                    next = position + block.length();
                }
                worker.add(block);
                if (windows > MOST_BESIDE_SILENCE) {
                    walk.silences().clear();
                }
                windows += block.runs() + walk.silences().giveTo(work::silent);
                position = next;
                if (slot != null) {
                    ahead.giveBack(slot);
                }
            }
        }
        endsLog = known == null ? blocks.endsAt(position) : endsLog;
        if (endsLog) {
            walk.endAt(log.modified());
            walk.silences().giveTo(work::silent);
        }
        Place reached = new Place(position, walk.state(), log.history().hashBefore(position), start().rewriting());
        log.history().mustBeUnchanged(start());
        if (known != null && !known.equals(reached)) {
            throw new ChangedLogException(log.name() + " was not the same when it was read again");
        }
        uncountedYears = walk.uncountedYears();
        endsAt(reached);
    }

    @Override
    public String toString() {
        return log.name() + " from byte " + start().position();
    }
}
