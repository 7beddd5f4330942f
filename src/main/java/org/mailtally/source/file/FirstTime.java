package org.mailtally.source.file;

import java.io.IOException;
import java.time.zone.ZoneRules;
import java.util.Arrays;
import java.util.OptionalLong;
import org.mailtally.source.LineEnds;
import org.mailtally.source.file.content.Content;
import org.mailtally.time.WrittenTime;
import org.mailtally.time.ZoneTimes;

/**
 * The search for the minute of a log's first dated line, which settles the year of a log whose lines name none.
 *
 * <p>It is the year from which the walk through the log ends in the right one: most of the last dated lines are then in
 * the year that each names, or, where it names none, in the latest one that does not lie more than a day after the file's
 * last-modified time.
 */
final class FirstTime {

    /** The bytes at the start of a log in which its first dated line must begin: 4 MiB. */
    static final int SEARCHED = 1 << 22;

    private static final int CHUNK = 1 << 16;

    private static final long MODIFIED_EARLIER = ZoneTimes.DAY;

    /** The bytes of a line's beginning that a time with its zone fits into. */
    private static final int LONGEST_HEAD = 64;

    private final Content content;
    private final ZoneTimes zone;
    private final long latest;

    /** @param modified the file's last-modified time in epoch seconds */
    FirstTime(Content content, ZoneRules zone, long modified) {
        this.content = content;
        this.zone = new ZoneTimes(zone);
        this.latest = modified + MODIFIED_EARLIER;
    }

    /**
     * The epoch second of the first dated line's minute; empty where no line of the searched start is dated.
     *
     * @param size the bytes of the content, where it is not compressed
     */
    OptionalLong find(long size) throws IOException {
        WrittenTime first = new WrittenTime();
        if (!firstDated(first)) {
            return OptionalLong.empty();
        }
        long guess = zone.latestUpTo(latest, zone.year(latest), first);
        if (first.year == WrittenTime.NO_YEAR && guess != ZoneTimes.NO_INSTANT) {
            int later = new YearVotes(content, zone, latest).yearsLater(guess, size);
            guess = later == 0 ? guess : zone.latestUpTo(Long.MAX_VALUE, zone.year(guess) + later, first);
        }
        return guess == ZoneTimes.NO_INSTANT ? OptionalLong.empty() : OptionalLong.of(guess);
    }

    private boolean firstDated(WrittenTime time) throws IOException {
        byte[] bytes = new byte[CHUNK];
        int length = 0;
        for (boolean more = true; more; ) {
            int read = content.read(length, bytes, length, bytes.length - length);
            int from = 0;
            length += read;
            for (int end; (end = LineEnds.next(bytes, from, length)) < length; from = end + 1) {
                if (isDated(time, bytes, from, end)) {
                    return true;
                }
            }
            boolean cutLine = length == bytes.length && length - from > LONGEST_HEAD;
            if (cutLine && isDated(time, bytes, from, length)) {
                return true;
            }
            more = length == bytes.length && length < SEARCHED;
            if (more) {
                bytes = Arrays.copyOf(bytes, Math.min(SEARCHED, bytes.length * 4));
            }
        }
        return false;
    }

    /** Whether a line is dated, in a year that counts or without one. */
    private boolean isDated(WrittenTime time, byte[] bytes, int from, int to) {
        return time.parse(bytes, from, to) && zone.latestUpTo(latest, zone.year(latest), time) != ZoneTimes.NO_INSTANT;
    }
}
