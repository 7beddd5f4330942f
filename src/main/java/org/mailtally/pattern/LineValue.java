package org.mailtally.pattern;

import org.jspecify.annotations.Nullable;

/** What is taken from a matching line as the value that it is counted under. */
public interface LineValue {

    /** The named group of the pattern whose bytes are the value; null where it is taken from the whole line. */
    @Nullable
    String group();

    /**
     * The value.
     *
     * @param bytes the bytes, of which {@code [from, to)} are the group's, or the line's without its end; none of a group
     *     that took no part, or could not be found within a line's steps
     */
    String of(byte[] bytes, int from, int to);
}
