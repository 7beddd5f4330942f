package org.mailtally.simulation;

/**
 * When something happened.
 *
 * @param millis what the clock said, in epoch milliseconds
 * @param sets how often the clock had been set
 * @param tick what the ticker said, in nanoseconds: moments are ordered by it, however the clock was set
 */
record Moment(long millis, int sets, long tick) {

    boolean isBefore(Moment other) {
        return tick < other.tick;
    }

    boolean isAfter(Moment other) {
        return tick > other.tick;
    }
}
