package org.mailtally.tally;

/**
 * What one row counts.
 *
 * @param step the length of what is counted
 * @param tracker the tracker's name, or {@link Trackers#LINES}
 * @param start the start, in epoch seconds
 */
public record Key(Step step, String tracker, long start) {}
