package org.mailtally.log;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.mailtally.time.TimeWalk;

/**
 * The blocks of one log, from a place on, that are counted and stored in one go. It may be read more than once. Not
 * thread-safe.
 *
 * <p>What is counted is what was hashed: when the last block was given, the log's beginning and the 1 KiB before the
 * portion are read once more, and where either changed meanwhile (copytruncate between two reads) the portion is dropped.
 */
public final class Portion {

    /** The windows of one portion beside which silent ones are counted: those of ten years. More are not held in memory. */
    private static final long MOST_BESIDE_SILENCE = 1L << 20;

    /** The bytes before a portion that are given to who counts it. */
    public static final int BYTES_BEFORE = (1 << 12) + 1;

    private final OpenLog log;
    private final Place start;
    private final long limit;
    private @Nullable Place end;
    private boolean endsLog;
    private long longLines;
    private long uncountedYears;

    Portion(OpenLog log, Place start, long limit) {
        this.log = log;
        this.start = start;
        this.limit = limit;
    }

    /** The log whose portion this is. */
    public LogId log() {
        return log.id();
    }

    /** Where the portion begins. */
    public Place start() {
        return start;
    }

    /** Where the portion ends: known once it was read. */
    public Place end() {
        Place known = end;
        if (known == null) {
            throw new IllegalStateException("the portion has not been read yet");
        }
        return known;
    }

    /** The lines longer than {@link Block#LONGEST_LINE}, of which only that much was looked at. */
    public long longLines() {
        return longLines;
    }

    /** It was counted: notes for the pages what an operator should know of its lines. */
    public void counted() {
        if (uncountedYears > 0) {
            log.uncountedYears(start.position(), end().position(), uncountedYears);
        }
    }

    /** What is done with each block of a portion. */
    @FunctionalInterface
    public interface Blocks {
        /** Takes the next block; it holds only for this call. */
        void take(Block block);
    }

    /** What is done with the blocks of a portion where several threads share it. */
    @FunctionalInterface
    public interface Work {
        /** Somebody who looks at one block at a time; asked for in the reading thread. */
        Worker worker();

        /**
         * Takes the bytes before the portion, up to {@link #BYTES_BEFORE}; before the first block, in the reading thread.
         *
         * @param fromTheLogsStart whether these are all there are
         */
        default void begin(byte[] before, boolean fromTheLogsStart) {}

        /**
         * Takes windows into which no line falls, between two lines that were read; in the reading thread.
         *
         * @param from the start of the first of them, in epoch seconds
         * @param to the start of the window behind the last of them
         */
        default void silent(long from, long to) {}
    }

    /** Who looks at one block after the other. */
    public interface Worker {
        /** Looks at a block's lines, in any thread and in any order; their windows are not known yet. */
        void search(Block block);

        /** Adds what was found in the block that was looked at last, in the reading thread and in the log's order. */
        void add(Block block);
    }

    /**
     * Reads the portion: each of its blocks in order. Read again, it ends where it ended.
     *
     * @throws ChangedLogException where the file was cut or rewritten meanwhile: what was read must be dropped
     * @throws IOException where the file cannot be read
     */
    public void read(Blocks blocks) throws IOException {
        Worker only = new Worker() {
            @Override
            public void search(Block block) {}

            @Override
            public void add(Block block) {
                blocks.take(block);
            }
        };
        read(() -> only, Processors.of(1));
    }

    /**
     * Reads the portion, its blocks looked at by several processors. Read again, it ends where it ended.
     *
     * @throws ChangedLogException where the file was cut or rewritten meanwhile: what was read must be dropped
     * @throws IOException where the file cannot be read
     */
    public void read(Work work, Processors processors) throws IOException {
        synchronized (log) {
            log.mustBeOpen();
            readAlone(work, processors);
        }
    }

    private void readAlone(Work work, Processors processors) throws IOException {
        Place known = end;
        long to = known == null ? limit : known.position();
        TimeWalk walk = log.walkFrom(start);
        long position = log.lineAt(start);
        long mostWindows = known == null && limit < Long.MAX_VALUE ? Block.MOST_RUNS : Long.MAX_VALUE;
        long windows = 0;
        longLines = 0;
        byte[] before = log.before(position);
        work.begin(before, log.isStart(position - before.length));
        Worker inOrder = work.worker();
        try (SharedReading ahead = log.sharedReading(processors, work, position, to)) {
            while (position < to && windows < mostWindows) {
                SharedReading.Slot slot = ahead.take(position);
                Block block = slot == null ? log.block(position) : slot.block();
                Worker worker = slot == null ? inOrder : slot.worker();
                long next = slot == null ? log.fill(block, position, to) : position + block.length();
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
        endsLog = known == null ? log.endsAt(position) : endsLog;
        if (endsLog) {
            walk.endAt(log.modified());
            walk.silences().giveTo(work::silent);
        }
        Place reached = new Place(position, walk.state(), log.hashBefore(position), start.rewriting());
        log.mustBeUnchanged(start);
        if (known != null && !known.equals(reached)) {
            throw new ChangedLogException(log.name() + " was not the same when it was read again");
        }
        uncountedYears = walk.uncountedYears();
        end = reached;
    }

    @Override
    public String toString() {
        return log.name() + " from byte " + start.position();
    }
}
