package org.mailtally.pattern;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailtally.pattern.automaton.LineAutomaton;
import org.mailtally.pattern.automaton.LineExpression;
import org.mailtally.pattern.automaton.LineSearch;

/**
 * The search of one pattern through blocks: the starts of the lines that match.
 *
 * <p>A {@link BlockSearch} finds the lines that may match; the pattern's automaton decides them, or where there is none a
 * search within a line's steps. Not thread-safe.
 */
public final class LineMatcher {

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

    /** @param value what each matching line is broken down by; null where it is not */
    LineMatcher(LineExpression expression, LineLiterals literals, @Nullable LineValue value) {
        this.lineSearch = expression.search();
        this.automaton = expression.automaton();
        this.literals = literals;
        this.value = value;
        String begun = automaton == null ? "" : automaton.prefix();
        this.prefix = begun.length() < LEAST_PREFIX ? null : new ByteSearch(begun);
    }

    /**
     * Searches whole lines; what it found holds until the next search.
     *
     * @param length how many of the bytes are searched
     */
    public void search(byte[] bytes, int length) {
        BlockSearch search = alone;
        if (search == null) {
            search = new BlockSearch(List.of(this));
            alone = search;
        }
        search.search(bytes, length);
    }

    /** The number of lines that matched. */
    public int count() {
        return count;
    }

    /** The index in the block of a matching line's first byte, in ascending order. */
    public int lineStart(int match) {
        return found[match];
    }

    /** The indexes of the matching lines' first bytes, in ascending order: the first {@link #count} of the array. */
    public int[] lineStarts() {
        return found;
    }

    /** Whether matching lines are broken down by a value. */
    public boolean isBrokenDown() {
        return value != null;
    }

    /** The value of a matching line; only where they are broken down by one. */
    public String value(int match) {
        return values[match];
    }

    /** The lines given up so far, because matching them took too many steps. */
    public long undecided() {
        return undecided;
    }

    /** The lines given up in the block that was searched last. */
    public int undecidedOfBlock() {
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
    }

    /** The value of a line that matches by itself, empty where lines are not broken down; null where it does not match. */
    public @Nullable String valueOf(byte[] bytes, int from, int to) {
        LineSearch.Outcome outcome = lineSearch.find(bytes, from, to);
        boolean isDecided = outcome != LineSearch.Outcome.UNDECIDED;
        if (isDecided
                ? outcome == LineSearch.Outcome.NOT_FOUND
                : automaton == null || !automaton.matches(bytes, from, to)) {
            return null;
        }
        return value == null ? "" : valueOf(value, isDecided, bytes, from, to);
    }

    private String valueOf(LineValue known, boolean isLocated, byte[] bytes, int from, int to) {
        String group = known.group();
        if (group == null) {
            return known.of(bytes, from, to);
        }
        int start = isLocated ? lineSearch.start(group) : -1;
        return start < 0 ? known.of(bytes, from, from) : known.of(bytes, from + start, from + lineSearch.end(group));
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
        boolean isSearched = automaton == null || (value != null && value.group() != null);
        if (isSearched) {
            outcome = lineSearch.find(bytes, start, end);
        }
        if (outcome == LineSearch.Outcome.UNDECIDED && automaton == null) {
            undecided++;
            undecidedOfBlock++;
        } else if (outcome != LineSearch.Outcome.NOT_FOUND) {
            if (value != null) {
                boolean isLocated = isSearched && outcome == LineSearch.Outcome.FOUND;
                keepValue(valueOf(value, isLocated, bytes, start, end));
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
