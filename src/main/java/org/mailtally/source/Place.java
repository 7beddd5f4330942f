package org.mailtally.source;

import org.mailtally.time.TimeState;

/**
 * A position in a log with what is needed to read on from it.
 *
 * @param position the offset in uncompressed bytes; the start of a line
 * @param state the time state there
 * @param hash the hash of the 1 KiB before it, or of what there is; empty at position 0
 * @param rewriting how often the log had been rewritten in place when that was so
 */
public record Place(long position, TimeState state, String hash, int rewriting) {

    /** A place at which only the minute of the last dated line is known, in epoch seconds. */
    public Place(long position, long time, String hash) {
        this(position, time, hash, 0);
    }

    /** The same in a log that was rewritten so often. */
    public Place(long position, long time, String hash, int rewriting) {
        this(position, TimeState.first(time), hash, rewriting);
    }

    /** The start of a log whose first dated line is of this minute. */
    public static Place start(long firstTime) {
        return new Place(0, firstTime, "");
    }

    /** The minute of the last dated line before it, in epoch seconds; at position 0 that of the first dated line. */
    public long time() {
        return state.last();
    }
}
