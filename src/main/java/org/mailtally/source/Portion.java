package org.mailtally.source;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The blocks of one log, from a place on, that are counted and stored in one go. It may be read more than once. Not
 * thread-safe.
 */
public abstract class Portion {

    /** How many bytes before a portion are passed to whoever counts it, at most. */
    public static final int BYTES_BEFORE = (1 << 12) + 1;

    private final Place start;
    private @Nullable Place end;

    protected Portion(Place start) {
        this.start = start;
    }

    /** The log whose portion this is. */
    public abstract LogId log();

    /** Where the portion begins. */
    public final Place start() {
        return start;
    }

    /**
     * Where the portion ends.
     *
     * @throws IllegalStateException where it has not been read yet
     */
    public final Place end() {
        Place known = end;
        if (known == null) {
            throw new IllegalStateException("the portion has not been read yet");
        }
        return known;
    }

    /** Where it ended when it was read before; null where it was not. */
    protected final @Nullable Place knownEnd() {
        return end;
    }

    /** It was read, up to a place. */
    protected final void endsAt(Place reached) {
        end = reached;
    }

    /** The lines longer than {@link Block#LONGEST_LINE}, of which only that much was looked at. */
    public abstract long longLines();

    /** Called when it is counted: notes, for the pages, what an operator should know of its lines. */
    public abstract void counted();

    /**
     * Reads the portion, its blocks looked at by several processors. Read again, it ends where it ended.
     *
     * @throws ChangedLogException where what it is read from changed meanwhile: what was read must be dropped
     * @throws IOException where it cannot be read
     */
    public abstract void read(Work work, Processors processors) throws IOException;

    /** Reads each of its blocks in order, as above. */
    public final void read(Blocks blocks) throws IOException {
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

    /** What is done with each block of a portion. */
    @FunctionalInterface
    public interface Blocks {
        /** Takes the next block; it holds only for this call. */
        void take(Block block);
    }

    /** What is done with the blocks of a portion where several threads share it. */
    @FunctionalInterface
    public interface Work {
        /** Somebody who looks at one block at a time; requested in the reading thread. */
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
}
