package org.mailtally.time;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * What has to be known of a log's lines up to a position to give the next ones their times; all in epoch seconds, to the
 * minute. What each part is for is said by {@link TimeWalk}.
 *
 * @param last the time of the last dated line; at a log's first byte that of its first dated line
 * @param ordinary how far the log's ordinary lines have come
 * @param reference the line that a time without a year is put next to
 * @param night the latest line within a day of a night in which clocks went back; {@link #NONE} where there was none
 */
public record TimeState(long last, long ordinary, long reference, long night) {

    /** No time. */
    static final long NONE = Long.MIN_VALUE;

    /** The state at the start of a log of which no line is known yet: the first one's time will be its own. */
    public static final TimeState UNKNOWN = first(0);

    private static final String SEPARATOR = "/";
    private static final String NO_NIGHT = "-";
    private static final int PARTS = 4;

    /** The state at the start of a log whose first dated line is of this minute. */
    public static TimeState first(long minute) {
        return new TimeState(minute, minute, minute, NONE);
    }

    /** A time that the log has surely come to: that of the ordinary lines where the last one says a later one. */
    public long surelyReached() {
        return Math.min(last, ordinary);
    }

    /**
     * The state that a text stands for; of one number alone, as checkpoints had before, the state of a log that begins
     * there.
     *
     * @throws NumberFormatException where it stands for none
     */
    public static TimeState parse(String text) {
        String[] parts = text.split(SEPARATOR, -1);
        if (parts.length == 1) {
            return first(Long.parseLong(text));
        }
        if (parts.length != PARTS) {
            throw new NumberFormatException("'" + text + "' is no time state");
        }
        long[] times = Arrays.stream(parts)
                .mapToLong(part -> part.equals(NO_NIGHT) ? NONE : Long.parseLong(part))
                .toArray();
        return new TimeState(times[0], times[1], times[2], times[3]);
    }

    /** The text that {@link #parse} reads: one number where the last line is an ordinary one and no night is near. */
    public String text() {
        return equals(first(last))
                ? String.valueOf(last)
                : LongStream.of(last, ordinary, reference, night)
                        .mapToObj(time -> time == NONE ? NO_NIGHT : String.valueOf(time))
                        .collect(Collectors.joining(SEPARATOR));
    }
}
