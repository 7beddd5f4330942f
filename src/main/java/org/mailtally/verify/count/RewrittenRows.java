package org.mailtally.verify.count;

import java.util.Arrays;
import org.mailtally.tally.Step;

/**
 * Which rows of a series can be recounted where its log was rewritten in place. Not thread-safe.
 *
 * <p>A row of a previous rewriting keeps the count of lines that are gone; had a line of its window been on disk when the log
 * was recounted, it would have been replaced. A row of the present one counts what is on disk: all of it where a line of
 * its window lay below the position at which the rewriting was found out. Lines that came behind that may have been added
 * to a count that was kept, and an hour or a day holds what its windows keep: such a row may count more than is on disk,
 * never less. By-values are not recounted.
 */
final class RewrittenRows {

    private static final long NONE = Long.MAX_VALUE;

    private final Rewriting rewriting;
    private final Step step;
    private final boolean isOfValue;
    private int[] numbers = new int[0];
    private long[] firstLines = new long[0];

    RewrittenRows(Rewriting rewriting, Step step, boolean isOfValue) {
        this.rewriting = rewriting;
        this.step = step;
        this.isOfValue = isOfValue;
    }

    boolean happened() {
        return rewriting.happened();
    }

    /** Whether a start in which a line falls must have a row: of a rewritten log, kept by-values leave the new ones less room. */
    boolean isRowNeeded() {
        return !(isOfValue && happened());
    }

    /** Takes the next row; number: how often the log had been rewritten when it was counted. */
    void add(int row, int number) {
        if (!happened()) {
            return;
        }
        if (row == numbers.length) {
            numbers = Arrays.copyOf(numbers, Math.max(4, row * 2));
            firstLines = Arrays.copyOf(firstLines, numbers.length);
            Arrays.fill(firstLines, row, firstLines.length, NONE);
        }
        numbers[row] = number;
    }

    void reset() {
        Arrays.fill(firstLines, NONE);
    }

    /** Takes note of a line of a row's window, hour or day that begins at a position. */
    void line(int row, long position) {
        if (happened()) {
            firstLines[row] = Math.min(firstLines[row], position);
        }
    }

    /** Whether a row is of a previous rewriting, so that its position is none in the log as it is now. */
    boolean isFormer(int row) {
        return happened() && numbers[row] < rewriting.number();
    }

    /** Whether what a row counts must be on disk, or is more than what it counts. */
    boolean canBeRecounted(int row, long stored, long recounted) {
        if (!happened()) {
            return true;
        }
        boolean isOnDisk = step == Step.WINDOW && firstLines[row] < rewriting.claimed();
        return !isOfValue && (isOnDisk || (!isFormer(row) && stored <= recounted));
    }
}
