package org.mailtally.log;

import java.io.IOException;
import java.time.zone.ZoneRules;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * The search for the minute of a log's first dated line, which settles the year of a log whose lines name none.
 *
 * <p>The last dated line on disk is given the latest year that does not lie more than a day after the file's
 * last-modified time; the first one the same year, or the one before where it stands later in the calendar. In a small log
 * that follows from walking through it ({@link WalkedYear}); in a large one, later by less than two hours is the same year
 * still: lines come late, and local time goes back an hour in autumn.
 */
final class FirstTime {

    /** The bytes at the start of a log in which its first dated line must begin: 4 MiB. */
    static final int SEARCHED = 1 << 22;

    private static final int CHUNK = 1 << 16;

    private static final long MODIFIED_EARLIER = 86_400;
    private static final long LATE = 7_200;

    /** The bytes of a line's beginning that a time with its zone fits into. */
    private static final int LONGEST_HEAD = 64;

    private final Content content;
    private final ZoneRules zone;
    private final long modified;

    /** @param modified the file's last-modified time in epoch seconds */
    FirstTime(Content content, ZoneRules zone, long modified) {
        this.content = content;
        this.zone = zone;
        this.modified = modified;
    }

    /** The epoch second of the first dated line's minute; empty where no line of the searched start is dated. */
    OptionalLong find(long size) throws IOException {
        WrittenTime first = new WrittenTime();
        if (!firstDated(first)) {
            return OptionalLong.empty();
        }
        long latest = modified + MODIFIED_EARLIER;
        int year = TimeWalk.localYear(zone, latest);
        if (first.year != WrittenTime.NO_YEAR) {
            return OptionalLong.of(TimeWalk.latestUpTo(latest, year, first, zone));
        }
        OptionalLong walked = new WalkedYear(content, zone).find(first, latest);
        if (walked.isPresent()) {
            return walked;
        }
        WrittenTime last = new WrittenTime();
        if (content.isCompressed() ? lastDatedForward(last) : lastDatedBackward(last, size)) {
            long end = TimeWalk.latestUpTo(latest, year, last, zone);
            latest = end + LATE;
            year = TimeWalk.localYear(zone, end);
        }
        return OptionalLong.of(TimeWalk.latestUpTo(latest, year, first, zone));
    }

    private boolean firstDated(WrittenTime time) throws IOException {
        byte[] bytes = new byte[CHUNK];
        int length = 0;
        for (boolean more = true; more; ) {
            int read = content.read(length, bytes, length, bytes.length - length);
            int from = 0;
            length += read;
            for (int end; (end = LineEnds.next(bytes, from, length)) < length; from = end + 1) {
                if (time.parse(bytes, from, end)) {
                    return true;
                }
            }
            boolean cutLine = length == bytes.length && length - from > LONGEST_HEAD && time.parse(bytes, from, length);
            if (cutLine) {
                return true;
            }
            more = length == bytes.length && length < SEARCHED;
            if (more) {
                bytes = Arrays.copyOf(bytes, Math.min(SEARCHED, bytes.length * 4));
            }
        }
        return false;
    }

    private boolean lastDatedBackward(WrittenTime time, long size) throws IOException {
        for (int length = CHUNK; ; length = Math.min(SEARCHED, length * 8)) {
            long from = Math.max(0, size - length);
            byte[] bytes = new byte[(int) (size - from)];
            int read = content.read(from, bytes, 0, bytes.length);
            if (lastDated(bytes, read, from == 0, time)) {
                return true;
            }
            if (from == 0 || length == SEARCHED) {
                return false;
            }
        }
    }

    private boolean lastDatedForward(WrittenTime time) throws IOException {
        byte[] bytes = new byte[SEARCHED];
        boolean found = false;
        long position = 0;
        for (int kept = 0; ; ) {
            int read = content.read(position + kept, bytes, kept, bytes.length - kept);
            int length = kept + read;
            found |= lastDated(bytes, length, true, time);
            if (length < bytes.length) {
                return found;
            }
            int end = LineEnds.last(bytes, 0, length) + 1;
            kept = end == 0 ? 0 : length - end;
            System.arraycopy(bytes, length - kept, bytes, 0, kept);
            position += length - kept;
        }
    }

    /** Finds the last whole dated line; leaves the time as it was where there is none. */
    private static boolean lastDated(byte[] bytes, int length, boolean firstIsWhole, WrittenTime time) {
        WrittenTime tried = new WrittenTime();
        int end = LineEnds.last(bytes, 0, length);
        while (end >= 0) {
            int start = LineEnds.last(bytes, 0, end) + 1;
            boolean whole = start > 0 || firstIsWhole;
            if (whole && tried.parse(bytes, start, end)) {
                return time.parse(bytes, start, end);
            }
            end = start - 1;
        }
        return false;
    }
}
