package org.mailtally.tally;

import org.jspecify.annotations.Nullable;
import org.mailtally.log.WrittenHost;
import org.mailtally.tally.automaton.LineSearch;

/** What is taken from a matching line as the value it is counted under. Not thread-safe. */
abstract sealed class LineValue {

    /** The name of the value that is the line's host. */
    static final String HOST = "host";

    final ValueText text = new ValueText();

    /**
     * The value of a line.
     *
     * @param match the line's match; null where it was not looked for, or finding it would take too many steps
     * @param bytes the bytes, of which {@code [from, to)} are the line without its end
     */
    abstract String of(@Nullable LineSearch match, byte[] bytes, int from, int to);

    /** The host that a line names. */
    static final class OfHost extends LineValue {
        private final WrittenHost host = new WrittenHost();

        @Override
        String of(@Nullable LineSearch match, byte[] bytes, int from, int to) {
            return host.find(bytes, from, to) ? text.of(bytes, host.start(), host.end()) : ValueText.NONE;
        }
    }

    /** What a group of the pattern matched. */
    static final class OfGroup extends LineValue {
        private final String name;

        OfGroup(String name) {
            this.name = name;
        }

        @Override
        String of(@Nullable LineSearch match, byte[] bytes, int from, int to) {
            int start = match == null ? -1 : match.start(name);
            return match == null || start < 0 ? ValueText.NONE : text.of(bytes, from + start, from + match.end(name));
        }
    }
}
