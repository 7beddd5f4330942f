package org.mailtally.simulation;

import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The windows of one log that must have been read: those of its lines, and those between lines that are no odd ones, less
 * than a day apart, with at most one odd line in between.
 */
final class SilencesLedger {

    private static final long WINDOW = 300;
    private static final long DAY = 86_400;

    private long last;
    private long latest;
    private int odd;

    /** @param first the time of the log's first dated line, in epoch seconds */
    SilencesLedger(long first) {
        last = first;
        latest = first;
    }

    /**
     * The windows that are surely read once a line is.
     *
     * @param line the line; null where it has no time of its own
     * @param time the time at which it counts
     */
    List<Long> line(@Nullable Line line, long time) {
        if (line == null || line.isOdd()) {
            odd += line == null ? 0 : 1;
            return List.of(windowOf(time));
        }
        long before = odd == 0 ? last : latest;
        boolean isSilence = odd <= 1 && time > before && time - before <= DAY;
        last = time;
        latest = Math.max(latest, time);
        odd = 0;
        return LongStream.iterate(
                        windowOf(isSilence ? before : time), window -> window <= time, window -> window + WINDOW)
                .boxed()
                .toList();
    }

    private static long windowOf(long time) {
        return Math.floorDiv(time, WINDOW) * WINDOW;
    }
}
