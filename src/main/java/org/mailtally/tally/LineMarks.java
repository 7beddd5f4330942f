package org.mailtally.tally;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a pattern finds in single lines: where its first match lies, and where its named groups. Not thread-safe. */
public final class LineMarks {

    /**
     * The first match of a line, by the indexes of its bytes.
     *
     * @param start the first byte
     * @param end behind the last byte
     * @param groups the named groups that took part, in the order they are written
     */
    public record Match(int start, int end, List<Group> groups) {}

    /** A named group of a match, by the indexes of its bytes in the line. */
    public record Group(String name, int start, int end) {}

    private final Matcher matcher;
    private final List<String> names;
    private final BoundedLine line = new BoundedLine();

    LineMarks(Pattern pattern, List<String> names) {
        this.matcher = pattern.matcher(line);
        this.names = names;
    }

    /** The names of the pattern's groups. */
    public List<String> names() {
        return names;
    }

    /**
     * Finds the first match.
     *
     * @param bytes the line, without its end
     * @return null where the line does not match, or took too many steps
     */
    public @Nullable Match find(byte[] bytes) {
        line.take(bytes, 0, bytes.length);
        try {
            if (!matcher.reset().find()) {
                return null;
            }
        } catch (BoundedLine.OutOfSteps | StackOverflowError givenUp) {
            return null;
        }
        List<Group> groups = new ArrayList<>();
        for (String name : names) {
            if (matcher.start(name) >= 0) {
                groups.add(new Group(name, matcher.start(name), matcher.end(name)));
            }
        }
        return new Match(matcher.start(), matcher.end(), groups);
    }
}
