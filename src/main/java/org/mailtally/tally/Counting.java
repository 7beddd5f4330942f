package org.mailtally.tally;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mailtally.log.Block;
import org.mailtally.log.Place;
import org.mailtally.log.Portion;

/**
 * The counting of one pass over a portion: for each tracker and each window, hour and day.
 *
 * <p>A count may be told to begin behind a byte: the lines below it are in the stored row already. Not thread-safe.
 */
final class Counting implements Portion.Blocks {

    /** The longest silence inside a log that is written down as windows read, in seconds: 400 days. */
    static final long LONGEST_SILENCE = 400L * 86_400;

    private final List<String> names;
    private final List<LineMatcher> matchers;
    private final int linesIndex;
    private final Map<Key, Long> from;
    private final List<StepCounts> steps = new ArrayList<>();
    private final List<@Nullable BreakDowns> breakDowns = new ArrayList<>();
    private long lastWindow;
    private boolean hasLast;

    /**
     * @param names the trackers, {@link Trackers#LINES} last where it is among them
     * @param matchers those of the other trackers, in the same order
     * @param start the start of the portion: what lies between it and its first line is a silence that was read
     * @param byLimit the values of a window, hour or day that have a name of their own
     * @param from the bytes below which a key's lines are not counted; keys that are not in it are counted whole
     */
    Counting(List<String> names, List<LineMatcher> matchers, Place start, int byLimit, Map<Key, Long> from) {
        this.names = names;
        this.matchers = matchers;
        this.linesIndex = names.size() > matchers.size() ? matchers.size() : -1;
        this.from = from;
        this.hasLast = start.position() > 0;
        this.lastWindow = Step.WINDOW.startOf(start.time());
        for (Step step : Step.values()) {
            steps.add(new StepCounts(step, names.size()));
        }
        for (int tracker = 0; tracker < matchers.size(); tracker++) {
            boolean isBrokenDown = matchers.get(tracker).isBrokenDown();
            breakDowns.add(isBrokenDown ? new BreakDowns(names.get(tracker), byLimit) : null);
        }
    }

    List<StepCounts> steps() {
        return steps;
    }

    /** The break-downs of the trackers that have one. */
    List<BreakDown> breakDowns() {
        List<BreakDown> all = new ArrayList<>();
        for (BreakDowns each : breakDowns) {
            if (each != null) {
                all.addAll(each.all());
            }
        }
        return all;
    }

    List<String> names() {
        return names;
    }

    @Override
    public void take(Block block) {
        matchers.forEach(matcher -> matcher.search(block));
        int[] next = new int[matchers.size()];
        for (int run = 0; run < block.runs(); run++) {
            long window = block.runWindow(run);
            fillSilence(window);
            for (StepCounts counts : steps) {
                counts.line(counts.indexOf(window));
            }
            if (linesIndex >= 0) {
                addLines(block, run, window);
            }
            for (int tracker = 0; tracker < matchers.size(); tracker++) {
                next[tracker] = addMatches(block, run, window, tracker, next[tracker]);
            }
        }
    }

    private void fillSilence(long window) {
        long silence = window - lastWindow;
        if (hasLast && silence > Step.WINDOW.seconds() && silence <= LONGEST_SILENCE) {
            for (long at = lastWindow + Step.WINDOW.seconds(); at < window; at += Step.WINDOW.seconds()) {
                for (StepCounts counts : steps) {
                    counts.indexOf(at);
                }
            }
        }
        hasLast = true;
        lastWindow = window;
    }

    private void addLines(Block block, int run, long window) {
        for (StepCounts counts : steps) {
            int index = counts.indexOf(window);
            long begin = beginOf(counts.step(), linesIndex, window) - block.offset();
            counts.add(linesIndex, index, begin <= 0 ? block.runLines(run) : linesFrom(block, run, begin));
        }
    }

    private static long linesFrom(Block block, int run, long begin) {
        return begin >= block.runEnd(run) ? 0 : block.runLinesFrom(run, (int) begin);
    }

    /** Adds the matches of a run, from the match {@code first} on; returns the first match behind the run. */
    private int addMatches(Block block, int run, long window, int tracker, int first) {
        LineMatcher matcher = matchers.get(tracker);
        int behind = first;
        while (behind < matcher.count() && matcher.lineStart(behind) < block.runEnd(run)) {
            behind++;
        }
        if (behind > first) {
            for (StepCounts counts : steps) {
                long begin = beginOf(counts.step(), tracker, window) - block.offset();
                int counted = first;
                while (counted < behind && matcher.lineStart(counted) < begin) {
                    counted++;
                }
                counts.add(tracker, counts.indexOf(window), behind - counted);
            }
            BreakDowns values = breakDowns.get(tracker);
            if (values != null) {
                values.add(matcher, first, behind, block.offset(), window);
            }
        }
        return behind;
    }

    private long beginOf(Step step, int tracker, long window) {
        if (from.isEmpty()) {
            return 0;
        }
        return from.getOrDefault(new Key(step, names.get(tracker), step.startOf(window)), 0L);
    }
}
