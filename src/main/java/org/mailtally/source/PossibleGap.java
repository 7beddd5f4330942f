package org.mailtally.source;

import java.time.Instant;

/**
 * A time in which lines of a log may have been written that nobody read: it was cut, or went, before its end was seen.
 *
 * @param log the log's id
 * @param name the path of the file that it was last seen in, relative to the folder that is followed
 * @param from the last time at which all of it had been read
 * @param to the first time at which it was no longer there
 * @param reason what became of it, as the rest of a sentence that begins with its name
 */
public record PossibleGap(String log, String name, Instant from, Instant to, String reason) {}
