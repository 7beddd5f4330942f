package org.mailtally.source.file;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.mailtally.source.Block;
import org.mailtally.source.LineEnds;
import org.mailtally.source.Portion;
import org.mailtally.source.Processors;
import org.mailtally.source.file.content.Content;

/**
 * The reading of a file's next blocks by several processors ahead of the thread that takes them in order. Where a block
 * begins and ends is guessed from the file's size; one that does not begin where the one before ended, for whatever
 * reason, is dropped, and the reading thread reads on by itself. Not thread-safe.
 */
final class SharedReading implements AutoCloseable {

    /*
     * A block is the lines that begin within a piece of BYTES: from the first line end at or behind the byte before the
     * piece to the first line end at or behind its last byte. So neighbours agree on where they part without knowing each
     * other. All of a piece fits into a processor's own cache together with what is searched for. Where lines are short
     * no more is read of the neighbours than a NEAR piece.
     */

    private static final int BYTES = 1 << 18;

    /** The bytes behind a piece in which its last line must end. */
    private static final int OVERHANG = 1 << 16;

    /** Those of them in which it mostly does. */
    private static final int NEAR = 1 << 10;

    /** The blocks for each processor: it has others to read while what it has read waits for its turn. */
    private static final int SLOTS_EACH = 3;

    /** Those of all processors: 10 MiB. */
    private static final int MOST_SLOTS = 32;

    /** The bytes from which on it pays to share them. */
    private static final int LEAST = 4 * (BYTES + OVERHANG);

    /** The blocks that are read in order after one was dropped, before reading ahead is tried again. */
    private static final int PAUSE = 8;

    private final Content content;
    private final Processors processors;
    private final long to;
    private final Portion.Work work;
    private final Deque<Block> room;
    private final int slots;
    private final List<Slot> idle = new ArrayList<>();
    private final Deque<Slot> ahead = new ArrayDeque<>();
    private long next = -1;
    private int pause;

    /** A block's room, and who looks at it. */
    static final class Slot {
        private final Block block;
        private final Portion.Worker worker;
        private FutureTask<Boolean> reading = new FutureTask<>(() -> false);

        private Slot(Block block, Portion.Worker worker) {
            this.block = block;
            this.worker = worker;
        }

        Block block() {
            return block;
        }

        Portion.Worker worker() {
            return worker;
        }
    }

    /**
     * @param room blocks of a reading before that are free to be read into; they are given back there
     * @param from the position at which reading begins
     * @param to the position behind the last byte that may be read ahead
     */
    SharedReading(Content content, Processors processors, Portion.Work work, Deque<Block> room, long from, long to) {
        this.content = content;
        this.processors = processors;
        this.work = work;
        this.room = room;
        this.to = to;
        boolean pays = !content.isCompressed() && processors.others() > 0 && to - from >= LEAST;
        this.slots = pays ? Math.min(MOST_SLOTS, SLOTS_EACH * (processors.others() + 1)) : 0;
    }

    /** The block that begins at a position, looked at already; null where there is none. It is given back when it was taken. */
    @Nullable
    Slot take(long position) {
        if (slots == 0) {
            return null;
        }
        if (pause > 0) {
            pause--;
            return null;
        }
        if (ahead.isEmpty()) {
            next = position;
        }
        plan(position);
        Slot first = ahead.peek();
        if (first == null) {
            return null;
        }
        for (Slot slot : ahead) {
            if (!first.reading.isDone()) {
                slot.reading.run();
            }
        }
        if (isRead(first) && first.block.offset() == position) {
            ahead.remove();
            return first;
        }
        drop();
        pause = PAUSE;
        return null;
    }

    /** Gives back a block that was taken. */
    void giveBack(Slot slot) {
        idle.add(slot);
    }

    /** Has as many pieces read as there is room for, the first of which begins at {@code exact}, where none is yet. */
    private void plan(long exact) {
        while (next + BYTES + OVERHANG <= to && ahead.size() < slots) {
            Slot slot = idle.isEmpty() ? newSlot() : idle.remove(idle.size() - 1);
            long from = next;
            boolean isExact = from == exact;
            slot.reading = new FutureTask<>(new Callable<Boolean>() {
                @Override
                public Boolean call() throws IOException {
                    return read(slot, from, isExact);
                }
            });
            ahead.add(slot);
            processors.execute(slot.reading);
            next += BYTES;
        }
    }

    private Slot newSlot() {
        Block known = room.poll();
        return new Slot(known == null ? new Block(new byte[BYTES + OVERHANG]) : known, work.worker());
    }

    /** Reads the lines that begin in a piece, and looks at them; false where they are to be read in order. */
    private boolean read(Slot slot, long from, boolean isExact) throws IOException {
        byte[] bytes = slot.block.bytes();
        int skipped = isExact ? 0 : readToLineEnd(bytes, from - 1, 0);
        int last = skipped < 0 ? -1 : readToLineEnd(bytes, from + skipped, BYTES - skipped - 1);
        if (last < 0) {
            return false;
        }
        slot.block.take(from + skipped, last + 1);
        slot.block.give(last + 1);
        slot.worker.search(slot.block);
        slot.block.findHeads();
        return true;
    }

    /**
     * Reads from a position on, to behind the first line end at or behind an index.
     *
     * @return the index of that line end; -1 where there is none near it
     */
    private int readToLineEnd(byte[] bytes, long position, int index) throws IOException {
        int read = content.read(position, bytes, 0, index + NEAR);
        int end = LineEnds.next(bytes, index, read);
        if (end == index + NEAR) {
            read += content.read(position + read, bytes, read, OVERHANG - NEAR);
            end = LineEnds.next(bytes, end, read);
        }
        return end < read ? end : -1;
    }

    private static boolean isRead(Slot slot) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return slot.reading.get();
                } catch (InterruptedException later) {
                    interrupted = true;
                } catch (ExecutionException failed) {
                    return false;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Drops what was read ahead, and waits until nobody reads any more. */
    private void drop() {
        for (Slot slot; (slot = ahead.poll()) != null; ) {
            if (!processors.takeBack(slot.reading)) {
                slot.reading.run();
                isRead(slot);
            }
            idle.add(slot);
        }
    }

    @Override
    public void close() {
        drop();
        idle.forEach(slot -> room.push(slot.block));
        idle.clear();
    }
}
