package org.mailtally.time;

import java.time.zone.ZoneRules;

/**
 * The walk through the times of lines that records bring, as those of a topic: what a line does not say of its time, its
 * record's time says, so that a window follows from the record alone.
 *
 * <p>Within a record a line without a time belongs to the minute of the line before. Where the record's own time is none
 * that can be, the time of the line before the record stands in for it. Silences are found as in a file: between the lines
 * in their order. Not thread-safe.
 */
public final class RecordWalk {

    /** No mail was sent through a broker before 2000: an earlier time is a clock's that was not set. */
    private static final long FIRST = 946_684_800;

    private static final long MINUTE = 60;

    private final TimeWalk record;
    private final TimeWalk log;

    /**
     * @param zone the zone of times that name none
     * @param state the time state at the start
     */
    public RecordWalk(ZoneRules zone, TimeState state) {
        this.record = new TimeWalk(zone, state);
        this.log = new TimeWalk(zone, state);
    }

    /** Whether a record's time, in epoch seconds, can be one. */
    public static boolean counts(long epochSecond) {
        return epochSecond >= FIRST && ZoneTimes.counts(epochSecond);
    }

    /** The next record begins, which was written at a time in epoch seconds. */
    public void begin(long epochSecond) {
        long time = counts(epochSecond) ? epochSecond : log.state().last();
        record.begin(TimeState.first(Math.floorDiv(time, MINUTE) * MINUTE));
    }

    /** The start of the window, in epoch seconds, of the record's next line {@code [from, to)}. */
    public long next(byte[] bytes, int from, int to) {
        long window = record.next(bytes, from, to);
        if (log.state().equals(TimeState.UNKNOWN)) {
            log.begin(TimeState.first(record.state().last()));
        }
        log.arriveAt(record.state().last());
        return window;
    }

    /** The time state of the log now. */
    public TimeState state() {
        return log.state();
    }

    /** The silences found. */
    public Silences silences() {
        return log.silences();
    }
}
