package org.mailtally.simulation;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that is set, and a ticker that only goes forward, whatever is done to the clock. */
final class SimulatedClock extends Clock {

    private long millis;
    private long nanos = 1;
    private int sets;

    SimulatedClock(Instant start) {
        millis = start.toEpochMilli();
    }

    /** Lets time pass, on the clock and the ticker. */
    void pass(long passed) {
        millis += passed;
        nanos += passed * 1_000_000;
    }

    /** Sets the clock forward or back; no time passes. */
    void step(long by) {
        millis += by;
        sets++;
    }

    Moment now() {
        return new Moment(millis, sets, nanos);
    }

    long ticker() {
        return nanos;
    }

    long seconds() {
        return Math.floorDiv(millis, 1_000);
    }

    @Override
    public long millis() {
        return millis;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("nobody asks for another zone");
    }
}
