package org.mailtally.source;

import java.util.Arrays;
import org.mailtally.time.LineHead;
import org.mailtally.time.WrittenTime;

/**
 * The lines of a block, in groups whose minute is the same whatever the time state before them is: each group begins with
 * a dated line, and holds those behind it that have the same head or are not dated. Only the first line of each need be
 * given to a {@link TimeWalk}. Not thread-safe.
 */
public final class SameHeads {

    private final WrittenTime written = new WrittenTime();
    private final LineHead head = new LineHead();
    private int[] starts = new int[64];
    private int[] lines = new int[64];
    private int[] undated = new int[64];
    private int count;

    /** Finds the groups of the whole lines {@code [0, whole)}. */
    public void find(byte[] bytes, int whole) {
        count = 0;
        head.clear();
        for (int start = 0; start < whole; ) {
            int behindHead = head.behind(bytes, start, whole);
            int end = LineEnds.next(bytes, behindHead, whole);
            if (behindHead == start) {
                takeOther(bytes, start, end);
            }
            lines[count - 1]++;
            start = end + 1;
        }
    }

    /** Takes a line without the head of the one before. */
    private void takeOther(byte[] bytes, int start, int end) {
        if (written.parse(bytes, start, end)) {
            head.take(written, bytes, start);
            begin(start);
        } else {
            if (count == 0) {
                begin(start);
            }
            undated[count - 1]++;
        }
    }

    private void begin(int start) {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, count * 2);
            lines = Arrays.copyOf(lines, count * 2);
            undated = Arrays.copyOf(undated, count * 2);
        }
        starts[count] = start;
        lines[count] = 0;
        undated[count] = 0;
        count++;
    }

    public int count() {
        return count;
    }

    /** The index of a group's first byte. */
    public int start(int group) {
        return starts[group];
    }

    /** The number of a group's lines that are dated, all of one minute; 0 only of lines before the first such one. */
    public int dated(int group) {
        return lines[group] - undated[group];
    }

    /** The number of a group's lines. */
    public int lines(int group) {
        return lines[group];
    }
}
