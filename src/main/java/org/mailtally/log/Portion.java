package org.mailtally.log;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The blocks of one log, from a place on, that are counted and stored in one go. It may be read more than once. Not
 * thread-safe.
 *
 * <p>What is counted is what was hashed: when the last block was given, the log's beginning and the 1 KiB before the
 * portion are read once more, and where either changed meanwhile (copytruncate between two reads) the portion is dropped.
 */
public final class Portion {

    private final OpenLog log;
    private final Place start;
    private final long limit;
    private @Nullable Place end;
    private long longLines;

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

    /** What is done with each block of a portion. */
    @FunctionalInterface
    public interface Blocks {
        /** Takes the next block; it holds only for this call. */
        void take(Block block);
    }

    /**
     * Reads the portion: each of its blocks in order. Read again, it ends where it ended.
     *
     * @throws ChangedLogException where the file was cut or rewritten meanwhile: what was read must be dropped
     * @throws IOException where the file cannot be read
     */
    public void read(Blocks blocks) throws IOException {
        Place known = end;
        long to = known == null ? limit : known.position();
        TimeWalk walk = log.walkFrom(start);
        Block block = log.block(start.position());
        long position = start.position();
        int mostRuns = known == null && limit < Long.MAX_VALUE ? Block.MOST_RUNS : Integer.MAX_VALUE;
        int runs = 0;
        longLines = 0;
        while (position < to && runs < mostRuns) {
            long next = log.fill(block, position, to, walk);
            if (next == position) {
                break;
            }
            if (next - position > block.length()) {
                longLines++;
            }
            runs += block.runs();
            blocks.take(block);
            position = next;
        }
        Place reached = new Place(position, walk.state(), log.hashBefore(position), start.rewriting());
        log.mustBeUnchanged(start);
        if (known != null && !known.equals(reached)) {
            throw new ChangedLogException(log.name() + " was not the same when it was read again");
        }
        end = reached;
    }

    @Override
    public String toString() {
        return log.name() + " from byte " + start.position();
    }
}
