package org.mailtally.source;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.mailtally.time.LineHead;
import org.mailtally.time.RecordWalk;
import org.mailtally.time.TimeWalk;
import org.mailtally.time.WrittenTime;
import org.mailtally.time.ZoneTimes;

/**
 * A run of whole lines of one log, and the windows its lines fall into.
 *
 * <p>The bytes are shared with the reader and hold only until the next block is requested; nobody writes to them. A line
 * longer than {@link #LONGEST_LINE} is there by its first {@link #LONGEST_LINE} bytes, as a block of its own. Not
 * thread-safe.
 */
public final class Block {

    /** The bytes of a line, without its end, that are looked at: 1 MiB. What follows is passed over, and said so. */
    public static final int LONGEST_LINE = 1 << 20;

    /** The runs after which a block ends, so that what is counted of it stays small, however far apart its lines are. */
    public static final int MOST_RUNS = 2_000;

    private final byte[] bytes;
    private int filled;
    private int length;
    private long offset;
    private @Nullable RecordPlaces records;

    private int runs;
    private int[] runStarts = new int[64];
    private long[] runWindows = new long[64];
    private int[] runLines = new int[64];
    private final SameHeads heads = new SameHeads();
    private final WrittenTime written = new WrittenTime();
    private final LineHead head = new LineHead();
    private long timeOfHead;
    private Dated dated = Dated.NOT_YET;
    private long lastTime;

    /** What is known of the lines' times. */
    private enum Dated {
        NOT_YET,
        /** Which lines have the same head. */
        BY_HEADS,
        /** The windows of some lines, and the time of the last one. */
        ALONE
    }

    /** @param bytes room for them */
    public Block(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The bytes of the block, from index 0 to {@link #length}; they end with a line end, but for a line cut short. */
    public byte[] bytes() {
        return bytes;
    }

    /** The number of bytes. */
    public int length() {
        return length;
    }

    /** The offset in the log of the first byte. */
    public long offset() {
        return offset;
    }

    /** The position of a line of which the first byte is at an index: of a record's lines that of their record. */
    public long position(int index) {
        return records == null ? offset + index : records.position(index);
    }

    /** The index from which on lines lie at or behind a position; below 0, or beyond the block, where that is not in it. */
    public long indexOf(long position) {
        return records == null ? position - offset : records.indexOf(position, length);
    }

    /** Whether its lines are those of records, each of which stands for itself: the one before may be another host's. */
    public boolean isOfRecords() {
        return records != null;
    }

    /** The number of runs: of consecutive lines that fall into one window. */
    public int runs() {
        return runs;
    }

    /** The index of the first byte of a run. */
    public int runStart(int run) {
        return runStarts[run];
    }

    /** The index behind the last byte of a run. */
    public int runEnd(int run) {
        return run + 1 < runs ? runStarts[run + 1] : length;
    }

    /** The start of a run's window, in epoch seconds. */
    public long runWindow(int run) {
        return runWindows[run];
    }

    /** The number of lines of a run. */
    public int runLines(int run) {
        return runLines[run];
    }

    /** The number of lines of a run that begin at or behind a byte of the block. */
    public int runLinesFrom(int run, int index) {
        if (index <= runStarts[run]) {
            return runLines[run];
        }
        int lines = 0;
        for (int at = index; at < runEnd(run); at = LineEnds.next(bytes, at, length) + 1) {
            lines++;
        }
        return lines;
    }

    /** Moves the bytes from a position on, as far as they are here already, to the front; returns how many. */
    public int keepFrom(long position) {
        long index = position - offset;
        if (index < 0 || index >= filled) {
            return 0;
        }
        filled -= (int) index;
        System.arraycopy(bytes, (int) index, bytes, 0, filled);
        offset = position;
        return filled;
    }

    /** Takes the bytes {@code [0, newFilled)}, which begin at a position. */
    public void take(long position, int newFilled) {
        offset = position;
        filled = newFilled;
        give(0);
    }

    /** Gives the whole lines {@code [0, whole)} of the bytes, which are those of records. */
    public void give(int whole, RecordPlaces places) {
        give(whole);
        records = places;
    }

    /**
     * Walks the time through the lines of records; returns how many of the records are given: fewer than there are where
     * their lines fall into so many windows, or have so many silent ones between them.
     */
    public int walk(RecordWalk walk) {
        RecordPlaces places = records;
        if (places == null) {
            throw new IllegalStateException("its lines are not those of records");
        }
        for (int record = 0; record < places.count(); record++) {
            int start = places.start(record);
            if (record > 0 && (runs >= MOST_RUNS || walk.silences().areAtLeast(MOST_RUNS))) {
                length = start;
                return record;
            }
            int end = record + 1 < places.count() ? places.start(record + 1) : length;
            walk.begin(places.time(record));
            for (int line = start; line < end; ) {
                int lineEnd = LineEnds.next(bytes, line, end);
                addToRun(line, walk.next(bytes, line, lineEnd), 1);
                line = lineEnd + 1;
            }
        }
        return places.count();
    }

    /** Gives the whole lines {@code [0, whole)} of the bytes; their windows are not known yet. */
    public void give(int whole) {
        length = whole;
        runs = 0;
        dated = Dated.NOT_YET;
    }

    /**
     * Finds out the windows of some lines alone, where these and the last line name the whole of their times, so that
     * they do not depend on the lines before. The runs of this block then hold those lines only. It is of no effect where
     * the windows are known already.
     *
     * @param starts the indexes of the lines' first bytes, in ascending order
     * @param count how many there are
     */
    public void dateAlone(int[] starts, int count) {
        if (dated != Dated.NOT_YET || length == 0) {
            return;
        }
        long last = ownTime(LineEnds.last(bytes, 0, length - 1) + 1);
        for (int line = 0; line < count && last != WrittenTime.NO_INSTANT; line++) {
            long time = ownTime(starts[line]);
            if (time == WrittenTime.NO_INSTANT || runs == MOST_RUNS) {
                runs = 0;
                return;
            }
            addToRun(starts[line], TimeWalk.windowOf(time), 1);
        }
        if (last != WrittenTime.NO_INSTANT) {
            lastTime = last;
            dated = Dated.ALONE;
        }
    }

    private long ownTime(int start) {
        if (head.behind(bytes, start, length) > start) {
            return timeOfHead;
        }
        int lineEnd = LineEnds.next(bytes, start, length);
        timeOfHead = written.parse(bytes, start, lineEnd) ? written.ownInstant() : WrittenTime.NO_INSTANT;
        timeOfHead = ZoneTimes.counts(timeOfHead) ? timeOfHead : WrittenTime.NO_INSTANT;
        if (timeOfHead == WrittenTime.NO_INSTANT) {
            head.clear();
        } else {
            head.take(written, bytes, start);
        }
        return timeOfHead;
    }

    /** Finds out what is known of the lines' times without the time state before them, where it is not known yet. */
    public void findHeads() {
        if (dated == Dated.NOT_YET) {
            heads.find(bytes, length);
            dated = Dated.BY_HEADS;
        }
    }

    /**
     * Walks the time through the lines; returns false where they fall into so many windows, or have so many silent ones
     * between them, that only the first of them are given.
     */
    public boolean walk(TimeWalk walk) {
        if (dated == Dated.ALONE) {
            walk.continueFrom(lastTime);
            return true;
        }
        findHeads();
        for (int group = 0; group < heads.count(); group++) {
            int start = heads.start(group);
            int end = LineEnds.next(bytes, start, length);
            long window = walk.next(bytes, start, end);
            boolean isLastRun = runs == MOST_RUNS - 1 && runWindows[runs - 1] != window;
            if (isLastRun || walk.silences().areAtLeast(MOST_RUNS)) {
                addToRun(start, window, 1);
                int given = Math.min(end + 1, length);
                boolean all = given == length;
                length = given;
                return all;
            }
            addToRun(start, window, heads.lines(group));
            if (heads.dated(group) > 1) {
                walk.repeat(heads.dated(group) - 1);
            }
        }
        return true;
    }

    private void addToRun(int start, long window, int lines) {
        if (runs == 0 || runWindows[runs - 1] != window) {
            addRun(start, window);
        }
        runLines[runs - 1] += lines;
    }

    private void addRun(int start, long window) {
        if (runs == runStarts.length) {
            runStarts = Arrays.copyOf(runStarts, runs * 2);
            runWindows = Arrays.copyOf(runWindows, runs * 2);
            runLines = Arrays.copyOf(runLines, runs * 2);
        }
        runStarts[runs] = start;
        runWindows[runs] = window;
        runLines[runs] = 0;
        runs++;
    }
}
