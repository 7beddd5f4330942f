package org.mailtally.tally;

import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;
import org.mailtally.log.WrittenHost;

/** What is taken from a matching line as the value it is counted under. Not thread-safe. */
@FunctionalInterface
interface LineValue {

    /** The name of the value that is the line's host. */
    String HOST = "host";

    /**
     * The value of a line.
     *
     * @param match the line's match; null where finding it would take too many steps
     * @param bytes the bytes, of which {@code [from, to)} are the line without its end
     */
    String of(@Nullable Matcher match, byte[] bytes, int from, int to);

    /** The host that the line names. */
    static LineValue ofHost() {
        WrittenHost host = new WrittenHost();
        ValueText text = new ValueText();
        return (match, bytes, from, to) ->
                host.find(bytes, from, to) ? text.of(bytes, host.start(), host.end()) : ValueText.NONE;
    }

    /** What a group of the pattern matched. */
    static LineValue ofGroup(String name) {
        ValueText text = new ValueText();
        return (match, bytes, from, to) -> {
            int start = match == null ? -1 : match.start(name);
            return match == null || start < 0 ? ValueText.NONE : text.of(bytes, from + start, from + match.end(name));
        };
    }
}
