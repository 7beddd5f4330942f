package org.mailtally.tally;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailtally.pattern.LineMatcher;
import org.mailtally.source.Block;

/**
 * The lines of a block that match a tracker's pattern, each with the number of lines it stands for: one, but for a line
 * that says how often a message was repeated. Not thread-safe.
 */
final class Matches {

    /** How many lines each stands for where each stands for itself alone. */
    private static final int[] ONE_EACH = {};

    private final LineMatcher matcher;
    private final List<Standing> standing = new ArrayList<>();
    private int[] starts = {};
    private int[] times = ONE_EACH;
    private String[] values = {};
    private int count;

    /** A line that stands for several, and its value. */
    private record Standing(int lineStart, int times, String value) {}

    /** @param matcher finds the lines */
    Matches(LineMatcher matcher) {
        this.matcher = matcher;
    }

    /** What finds the lines. */
    LineMatcher matcher() {
        return matcher;
    }

    /** Takes what was found in the block that was searched last. */
    void take() {
        starts = matcher.lineStarts();
        count = matcher.count();
        times = ONE_EACH;
    }

    /** Has a block find out the windows of these lines alone, where it can. */
    void date(Block block) {
        block.dateAlone(matcher.lineStarts(), matcher.count());
    }

    int count() {
        return count;
    }

    /** The index in the block of a line's first byte, in ascending order. */
    int lineStart(int match) {
        return starts[match];
    }

    /** How many lines the matching lines {@code [first, behind)} stand for. */
    long standFor(int first, int behind) {
        if (times == ONE_EACH) {
            return (long) behind - first;
        }
        long sum = 0;
        for (int match = first; match < behind; match++) {
            sum += times[match];
        }
        return sum;
    }

    /** The value of a line; empty where lines are not broken down. */
    String value(int match) {
        return times == ONE_EACH ? found(match) : values[match];
    }

    private String found(int match) {
        return matcher.isBrokenDown() ? matcher.value(match) : "";
    }

    /** The lines of the block that took too many steps. */
    int undecided() {
        return matcher.undecidedOfBlock();
    }

    /** A line of the block stands for so many of a value; null where what it stands for does not match. */
    void stand(int lineStart, int forSoMany, @Nullable String value) {
        if (value != null) {
            standing.add(new Standing(lineStart, forSoMany, value));
        }
    }

    /** Takes the lines that stand for several among those that match; they came in ascending order. */
    void standForMore() {
        if (standing.isEmpty()) {
            return;
        }
        int[] newStarts = new int[count + standing.size()];
        int[] newTimes = new int[newStarts.length];
        String[] newValues = new String[newStarts.length];
        int old = 0;
        int merged = 0;
        for (Standing next : standing) {
            for (; old < count && starts[old] < next.lineStart(); old++, merged++) {
                newStarts[merged] = starts[old];
                newTimes[merged] = 1;
                newValues[merged] = found(old);
            }
            old += old < count && starts[old] == next.lineStart() ? 1 : 0;
            newStarts[merged] = next.lineStart();
            newTimes[merged] = next.times();
            newValues[merged++] = next.value();
        }
        for (; old < count; old++, merged++) {
            newStarts[merged] = starts[old];
            newTimes[merged] = 1;
            newValues[merged] = found(old);
        }
        standing.clear();
        starts = newStarts;
        times = newTimes;
        values = newValues;
        count = merged;
    }
}
