package org.mailtally.workbench;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a pattern found in the newest lines on disk.
 *
 * @param lastHour the 12 newest finished windows
 * @param sample all that was looked at
 * @param undecided the lines that took too many steps
 * @param linesPerSecond how fast the pattern alone went through the sample, on one core; 0 where there was no line
 * @param literals what the block is searched for before the pattern is tried; empty where every line is tried
 * @param from the start of the first window of {@code windows}
 * @param windows the matches of each 5-minute window of the last day, the running one last; null where the sample does
 *     not reach
 * @param newest the newest matches and near misses, the newest first
 * @param groups what the named groups held in the last hour, in the order they are written
 */
public record Trial(
        Sum lastHour,
        Sum sample,
        long undecided,
        double linesPerSecond,
        List<String> literals,
        Instant from,
        List<@Nullable Long> windows,
        List<ShownLine> newest,
        List<Group> groups) {

    /** Lines, and how many of them match. */
    public record Sum(long lines, long matches) {}

    /**
     * What a named group held.
     *
     * @param name the group's name
     * @param values the most frequent values, the most frequent first
     * @param others the matches that held another value
     */
    public record Group(String name, List<Value> values, long others) {}

    /** A value, and how many matches held it. */
    public record Value(String text, long count) {}
}
