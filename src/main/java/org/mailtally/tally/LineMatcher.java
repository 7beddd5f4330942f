package org.mailtally.tally;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailtally.log.Block;
import org.mailtally.tally.automaton.LineAutomaton;
import org.mailtally.tally.automaton.LineExpression;
import org.mailtally.tally.automaton.LineSearch;

/**
 * The search of one pattern through blocks: the starts of the lines that match.
 *
 * <p>A {@link BlockSearch} finds the lines that may match; the pattern's automaton decides them, or where there is none a
 * search within a line's steps. Not thread-safe.
 */
public final class LineMatcher {

    /** How often each line counts where each counts once. */
    private static final int[] ONCE = {};

    /** The bytes that the text every match begins with must have to be searched for. */
    private static final int LEAST_PREFIX = 2;

    private final LineSearch lineSearch;
    private final @Nullable LineAutomaton automaton;
    private final LineLiterals literals;
    private final @Nullable LineValue value;
    private @Nullable BlockSearch alone;
    private final @Nullable ByteSearch prefix;
    private int[] found = new int[256];
    private int[] froms = {};
    private String[] values = {};
    private int count;
    private long undecided;
    private int undecidedOfBlock;
    private final List<Standing> standing = new ArrayList<>();
    private int[] times = ONCE;

    /** A line that stands for several, and its value. */
    private record Standing(int lineStart, int times, String value) {}

    /** @param value what each matching line is broken down by; null where it is not */
    LineMatcher(LineExpression expression, LineLiterals literals, @Nullable LineValue value) {
        this.lineSearch = expression.search();
        this.automaton = expression.automaton();
        this.literals = literals;
        this.value = value;
        String begun = automaton == null ? "" : automaton.prefix();
        this.prefix = begun.length() < LEAST_PREFIX ? null : new ByteSearch(begun);
    }

    /** Searches a block; what it found holds until the next one. */
    public void search(Block block) {
        BlockSearch search = alone;
        if (search == null) {
            search = new BlockSearch(List.of(this));
            alone = search;
        }
        search.search(block);
    }

    /** Has a block find out the windows of the lines that matched alone, where it can. */
    void date(Block block) {
        block.dateAlone(found, count);
    }

    /** The number of lines that matched. */
    public int count() {
        return count;
    }

    /** The index in the block of a matching line's first byte, in ascending order. */
    public int lineStart(int match) {
        return found[match];
    }

    /** How many lines the matching lines {@code [first, behind)} stand for. */
    long standFor(int first, int behind) {
        if (times == ONCE) {
            return (long) behind - first;
        }
        long sum = 0;
        for (int match = first; match < behind; match++) {
            sum += times[match];
        }
        return sum;
    }

    /** Whether matching lines are broken down by a value. */
    boolean isBrokenDown() {
        return value != null;
    }

    /** The value of a matching line; only where they are broken down by one. */
    String value(int match) {
        return values[match];
    }

    /** The lines given up so far, because matching them took too many steps. */
    public long undecided() {
        return undecided;
    }

    /** The lines given up in the block that was searched last. */
    int undecidedOfBlock() {
        return undecidedOfBlock;
    }

    /** What a line must hold to match. */
    LineLiterals literals() {
        return literals;
    }

    /** Forgets what was found in the block before. */
    void begin() {
        count = 0;
        undecidedOfBlock = 0;
        times = ONCE;
    }

    /** The value of a line that matches by itself, empty where lines are not broken down; null where it does not match. */
    @Nullable
    String valueOf(byte[] bytes, int from, int to) {
        LineSearch.Outcome outcome = lineSearch.find(bytes, from, to);
        boolean isDecided = outcome != LineSearch.Outcome.UNDECIDED;
        if (isDecided
                ? outcome == LineSearch.Outcome.NOT_FOUND
                : automaton == null || !automaton.matches(bytes, from, to)) {
            return null;
        }
        return value == null ? "" : value.of(isDecided ? lineSearch : null, bytes, from, to);
    }

    /** A line of the block that was searched stands for so many of a value; null where it is none of those that match. */
    void stand(int lineStart, int forSoMany, @Nullable String ofValue) {
        if (ofValue != null) {
            standing.add(new Standing(lineStart, forSoMany, ofValue));
        }
    }

    /** Takes the lines that stand for several among those that match; they came in ascending order. */
    void standForMore() {
        if (standing.isEmpty()) {
            return;
        }
        int[] starts = new int[count + standing.size()];
        int[] newTimes = new int[starts.length];
        String[] newValues = new String[starts.length];
        int old = 0;
        int merged = 0;
        for (Standing next : standing) {
            for (; old < count && found[old] < next.lineStart(); old++, merged++) {
                starts[merged] = found[old];
                newTimes[merged] = 1;
                newValues[merged] = value == null ? "" : values[old];
            }
            old += old < count && found[old] == next.lineStart() ? 1 : 0;
            starts[merged] = next.lineStart();
            newTimes[merged] = next.times();
            newValues[merged++] = next.value();
        }
        for (; old < count; old++, merged++) {
            starts[merged] = found[old];
            newTimes[merged] = 1;
            newValues[merged] = value == null ? "" : values[old];
        }
        standing.clear();
        found = starts;
        times = newTimes;
        values = newValues;
        count = merged;
    }

    /** Takes the first byte of a line that may match, behind those taken before. */
    void take(int lineStart) {
        if (count == found.length) {
            found = Arrays.copyOf(found, count * 2);
        }
        found[count++] = lineStart;
    }

    /** Takes all lines of a block. */
    void take(int[] lineStarts, int lines) {
        if (lines > found.length) {
            found = new int[Math.max(lines, found.length * 2)];
        }
        System.arraycopy(lineStarts, 0, found, 0, lines);
        count = lines;
    }

    /** Keeps those of the taken lines that match. */
    void decide(byte[] bytes, int length) {
        if (automaton != null) {
            count = keepMatching(automaton, bytes, length);
        }
        if (automaton != null && value == null) {
            return;
        }
        int taken = count;
        count = 0;
        for (int i = 0; i < taken; i++) {
            match(bytes, found[i], length);
        }
    }

    /** Keeps those that the automaton lets match; it begins at the first place in a line where a match can. */
    private int keepMatching(LineAutomaton known, byte[] bytes, int length) {
        ByteSearch search = prefix;
        if (search == null) {
            return known.keepMatching(bytes, found, found, count, length);
        }
        if (froms.length < count) {
            froms = new int[found.length];
        }
        int kept = 0;
        for (int i = 0; i < count; i++) {
            int start = found[i];
            int from = search.nextInLine(bytes, start, length);
            if (from >= 0) {
                found[kept] = start;
                froms[kept++] = Math.max(start, from - 1);
            }
        }
        return known.keepMatching(bytes, found, froms, kept, length);
    }

    private void match(byte[] bytes, int start, int length) {
        int lineEnd = Lines.end(bytes, start, length);
        int end = lineEnd > start && bytes[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
        LineSearch.Outcome outcome = LineSearch.Outcome.FOUND;
        boolean isSearched = automaton == null || value instanceof LineValue.OfGroup;
        if (isSearched) {
            outcome = lineSearch.find(bytes, start, end);
        }
        if (outcome == LineSearch.Outcome.UNDECIDED && automaton == null) {
            undecided++;
            undecidedOfBlock++;
        } else if (outcome != LineSearch.Outcome.NOT_FOUND) {
            if (value != null) {
                boolean isFound = isSearched && outcome == LineSearch.Outcome.FOUND;
                keepValue(value.of(isFound ? lineSearch : null, bytes, start, end));
            }
            found[count++] = start;
        }
    }

    private void keepValue(String text) {
        if (count >= values.length) {
            values = Arrays.copyOf(values, found.length);
        }
        values[count] = text;
    }
}
