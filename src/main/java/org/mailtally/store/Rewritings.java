package org.mailtally.store;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.mailtally.source.LogId;

/**
 * How often each log was rewritten in place, and up to where it was counted then, as far as is known: what rows of lines
 * that are gone are distinguished from others by. Thread-safe.
 */
public final class Rewritings {

    private final Map<String, Map<Integer, Long>> positions = new ConcurrentHashMap<>();

    /** A log was rewritten for the so-manieth time below a position. */
    public void learn(LogId log, int rewriting, long position) {
        positions.computeIfAbsent(log.hex(), id -> new ConcurrentHashMap<>()).put(rewriting, position);
    }

    /** Whether that of a log is known, if it was rewritten; it never changes. */
    public boolean isKnown(LogId log, int rewriting) {
        return rewriting == 0 || positions.getOrDefault(log.hex(), Map.of()).containsKey(rewriting);
    }

    /**
     * Whether a row of a rewritten log counts lines that are gone. One that a process wrote which had not noticed yet that
     * the log was rewritten lies behind the position of the claim, and counts lines that can be read.
     */
    public boolean isGone(String log, String reading, long position, int rewriting) {
        int its = LogReading.rewriting(reading);
        Long claimed = positions.getOrDefault(log, Map.of()).get(its + 1);
        return its < rewriting && claimed != null && position <= claimed;
    }
}
