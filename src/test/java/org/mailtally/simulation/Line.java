package org.mailtally.simulation;

import java.util.Set;

/**
 * A line as it was written, and the truth about it.
 *
 * @param time when it says it was written, in epoch seconds
 * @param trackers the trackers that it counts for; for {@code spam} stands each of its patterns that match
 * @param host the host that it names
 * @param isOdd whether it says another day than the others around it
 */
record Line(long time, Set<String> trackers, String host, boolean isOdd) {}
