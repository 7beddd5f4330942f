package org.mailtally.store;

/**
 * The reading of one log, as rows and checkpoints have it: the reading of its tracker, and in its number how often the log
 * was rewritten in place ({@code 0005 c41d…}, once rewritten {@code 0005.0001 c41d…}). A later one sorts behind: first by
 * definition, then by rewriting.
 */
final class LogReading {

    private LogReading() {}

    /** The reading of a log that was rewritten so often, by a tracker's reading. */
    static String of(String reading, int rewriting) {
        int blank = reading.indexOf(' ');
        return rewriting == 0
                ? reading
                : "%s.%04d%s".formatted(reading.substring(0, blank), rewriting, reading.substring(blank));
    }

    /** The tracker's reading. */
    static String ofTracker(String reading) {
        int dot = dot(reading);
        return dot < 0 ? reading : reading.substring(0, dot) + reading.substring(reading.indexOf(' '));
    }

    /** How often the log had been rewritten. */
    static int rewriting(String reading) {
        int dot = dot(reading);
        return dot < 0 ? 0 : Integer.parseInt(reading.substring(dot + 1, reading.indexOf(' ')));
    }

    private static int dot(String reading) {
        int dot = reading.indexOf('.');
        return dot < reading.indexOf(' ') ? dot : -1;
    }
}
