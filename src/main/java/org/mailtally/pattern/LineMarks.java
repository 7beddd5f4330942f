package org.mailtally.pattern;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailtally.pattern.automaton.LineExpression;
import org.mailtally.pattern.automaton.LineSearch;

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

    private final LineSearch search;
    private final List<String> names;

    LineMarks(LineExpression expression) {
        this.search = expression.search();
        this.names = expression.groups();
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
        if (search.find(bytes, 0, bytes.length) != LineSearch.Outcome.FOUND || !search.isLocated()) {
            return null;
        }
        List<Group> groups = new ArrayList<>();
        for (String name : names) {
            if (search.start(name) >= 0) {
                groups.add(new Group(name, search.start(name), search.end(name)));
            }
        }
        return new Match(search.start(), search.end(), groups);
    }
}
