package org.mailtally.tally;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mailtally.log.Block;

/**
 * The search of one pattern through blocks: the starts of the lines that match.
 *
 * <p>Where the pattern requires literals, the block is searched for them and only the lines that hold one meet the
 * pattern; otherwise every line does. Not thread-safe.
 */
public final class LineMatcher {

    private final Matcher matcher;
    private final ByteSearch[] literals;
    private final BoundedLine line = new BoundedLine();
    private final @Nullable LineValue value;
    private int[] found = new int[256];
    private String[] values = {};
    private int count;
    private long undecided;

    /** @param value what each matching line is broken down by; null where it is not */
    LineMatcher(Pattern pattern, List<ByteSearch> literals, @Nullable LineValue value) {
        this.matcher = pattern.matcher(line);
        this.literals = literals.toArray(ByteSearch[]::new);
        this.value = value;
    }

    /** Searches a block; what it found holds until the next one. */
    public void search(Block block) {
        count = 0;
        if (literals.length == 0) {
            searchEveryLine(block.bytes(), block.length());
        } else {
            searchLiterals(block.bytes(), block.length());
        }
    }

    /** The number of lines that matched. */
    public int count() {
        return count;
    }

    /** The index in the block of a matching line's first byte, in ascending order. */
    public int lineStart(int match) {
        return found[match];
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

    private void searchEveryLine(byte[] bytes, int length) {
        for (int start = 0; start < length; ) {
            int end = Lines.end(bytes, start, length);
            match(bytes, start, end);
            start = end + 1;
        }
    }

    private void searchLiterals(byte[] bytes, int length) {
        int[] next = new int[literals.length];
        for (int i = 0; i < next.length; i++) {
            next[i] = literals[i].next(bytes, 0, length);
        }
        for (int hit; (hit = least(next)) < length; ) {
            int start = Lines.start(bytes, hit);
            int end = Lines.end(bytes, hit, length);
            match(bytes, start, end);
            int behind = Math.min(end + 1, length);
            for (int i = 0; i < next.length; i++) {
                if (next[i] < behind) {
                    next[i] = literals[i].next(bytes, behind, length);
                }
            }
        }
    }

    private static int least(int[] values) {
        int least = values[0];
        for (int i = 1; i < values.length; i++) {
            least = Math.min(least, values[i]);
        }
        return least;
    }

    private void match(byte[] bytes, int start, int lineEnd) {
        int end = lineEnd > start && bytes[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
        line.take(bytes, start, end);
        boolean matches;
        try {
            matches = matcher.reset().find();
        } catch (BoundedLine.OutOfSteps | StackOverflowError givenUp) {
            undecided++;
            return;
        }
        if (matches) {
            if (count == found.length) {
                found = Arrays.copyOf(found, count * 2);
            }
            if (value != null) {
                keepValue(value.of(matcher, bytes, start, end));
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
