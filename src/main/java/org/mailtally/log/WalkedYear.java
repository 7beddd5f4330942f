package org.mailtally.log;

import java.io.IOException;
import java.time.zone.ZoneRules;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * The year of a small log's first line, found by walking through the whole of it: the latest one from which the walk goes
 * back by no more than a day, and does not end later than it may. So a log of a whole year, and one during which the clock was set back, are read right.
 *
 * @param content the log
 * @param zone the zone of times that name none
 */
record WalkedYear(Content content, ZoneRules zone) {

    /** The bytes up to which a log is small: 8 MiB. */
    private static final int SMALL = 1 << 23;

    private static final int FIRST_READ = 1 << 16;
    private static final int MOST_YEARS = 40;

    /**
     * The epoch second of the first dated line's minute.
     *
     * @param first the first dated line's time, which names no year
     * @param latest the epoch second that the last dated line may not lie behind
     * @return empty where the log is not small, or no year fits
     */
    OptionalLong find(WrittenTime first, long latest) throws IOException {
        byte[] bytes = new byte[FIRST_READ];
        int length = content.read(0, bytes, 0, bytes.length);
        while (length == bytes.length) {
            if (length == SMALL) {
                return OptionalLong.empty();
            }
            bytes = Arrays.copyOf(bytes, Math.min(SMALL, length * 4));
            length += content.read(length, bytes, length, bytes.length - length);
        }
        int year = TimeWalk.localYear(zone, latest);
        for (int tried = 0; tried < MOST_YEARS; tried++) {
            long start = TimeWalk.latestUpTo(Long.MAX_VALUE, year, first, zone);
            if (end(bytes, length, start) <= latest) {
                return OptionalLong.of(start);
            }
            year = TimeWalk.localYear(zone, start) - 1;
        }
        return OptionalLong.empty();
    }

    /** The epoch second at which the walk ends; beyond all where it leads back by more than a day. */
    private long end(byte[] bytes, int length, long start) {
        TimeWalk walk = new TimeWalk(zone, start);
        int from = 0;
        for (int end; (end = LineEnds.next(bytes, from, length)) < length; from = end + 1) {
            long before = walk.state();
            walk.next(bytes, from, end);
            if (walk.state() < before - TimeWalk.DAY_SECONDS) {
                return Long.MAX_VALUE;
            }
        }
        return walk.state();
    }
}
