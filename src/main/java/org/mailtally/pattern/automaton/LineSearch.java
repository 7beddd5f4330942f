package org.mailtally.pattern.automaton;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The search for a pattern's first match in lines, and for what its groups captured there. What a line may take is counted, in
 * time and in memory, whatever it holds. Not thread-safe.
 */
public final class LineSearch {

    /** The steps that any line may take, beside {@link #STEPS_PER_BYTE} for each of its bytes. */
    public static final int MOST_STEPS = 100_000;

    /** The steps that a line may take for each of its bytes. */
    public static final int STEPS_PER_BYTE = 50;

    /** What became of a search. */
    public enum Outcome {
        FOUND,
        NOT_FOUND,
        /** The line took more than it may. */
        UNDECIDED
    }

    private final Backtracking backtracking;
    private final Map<String, Integer> names;
    private final boolean @Nullable [] first;
    private final @Nullable Simulation simulation;
    private int lineStart;
    private int start;
    private int end;

    LineSearch(SearchCode code, Map<String, Integer> names, @Nullable Simulation simulation) {
        this.backtracking = new Backtracking(code);
        this.names = names;
        this.first = code.first();
        this.simulation = simulation;
    }

    /** Looks for a match in the line {@code [from, to)}, given without its end. */
    public Outcome find(byte[] bytes, int from, int to) {
        return find(bytes, from, to, from);
    }

    /**
     * Looks for a match in the line {@code [from, to)}, given without its end.
     *
     * @param least a place that no match begins before
     */
    public Outcome find(byte[] bytes, int from, int to, int least) {
        Outcome outcome = locate(bytes, from, to, least);
        Simulation whole = simulation;
        return outcome == Outcome.UNDECIDED && whole != null ? whole.decide(bytes, from, to) : outcome;
    }

    private Outcome locate(byte[] bytes, int from, int to, int least) {
        backtracking.take(bytes, from, to, MOST_STEPS + (long) STEPS_PER_BYTE * (to - from));
        lineStart = from;
        start = -1;
        Outcome outcome = Outcome.NOT_FOUND;
        for (int at = least; at <= to && outcome == Outcome.NOT_FOUND; at++) {
            if (first == null || (at < to && first[bytes[at] & 0xff])) {
                end = backtracking.matchFrom(at);
                if (end >= 0) {
                    start = at;
                    outcome = Outcome.FOUND;
                } else if (end == Backtracking.GIVEN_UP) {
                    outcome = Outcome.UNDECIDED;
                }
            }
        }
        backtracking.end();
        return outcome;
    }

    /** Whether it is known where the line's match lies: not where finding it took too much. */
    public boolean isLocated() {
        return start >= 0;
    }

    /** Where the match begins, in bytes from the line's first; -1 where that is not known. */
    public int start() {
        return start < 0 ? -1 : start - lineStart;
    }

    /** Where the match ends; -1 as for its start. */
    public int end() {
        return start < 0 ? -1 : end - lineStart;
    }

    /** Where a named group of the match begins; -1 also where it took no part. */
    public int start(String group) {
        return place(group, 0);
    }

    /** Where that group ends; -1 as for its start. */
    public int end(String group) {
        return place(group, 1);
    }

    private int place(String group, int side) {
        Integer number = names.get(group);
        if (number == null) {
            throw new IllegalArgumentException("no group is named " + group);
        }
        int place = start < 0 ? -1 : backtracking.register(2 * number + side);
        return place < 0 ? -1 : place - lineStart;
    }
}
