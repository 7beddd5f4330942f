package org.mailtally.tally;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mailtally.pattern.BlockSearch;
import org.mailtally.pattern.LineMatcher;
import org.mailtally.source.Block;
import org.mailtally.source.Portion;

/**
 * The counting of one pass over a portion: for each tracker and each window, hour and day.
 *
 * <p>A count may begin behind a byte: the lines below it are in the stored row already. Not thread-safe.
 */
final class Counting implements Portion.Work {

    private final List<String> names;
    private final List<TrackerDefinition> searched;
    private final int linesIndex;
    private final Map<Key, Long> from;
    private final List<StepCounts> steps = new ArrayList<>();
    private final List<@Nullable BreakDowns> breakDowns = new ArrayList<>();
    private final @Nullable Repeats repeats;
    private final long[] undecided;

    /**
     * @param searched the trackers
     * @param countsLines whether {@link Trackers#LINES} is counted as well
     * @param byLimit the values of a window, hour or day that have a name of their own
     * @param repeats finds what lines stand for several; null where each line counts once
     * @param from the bytes below which a key's lines are not counted; keys that are not in it are counted whole
     */
    Counting(
            List<TrackerDefinition> searched,
            boolean countsLines,
            int byLimit,
            @Nullable Repeats repeats,
            Map<Key, Long> from) {
        this.searched = searched;
        this.repeats = repeats;
        this.names = Stream.concat(
                        searched.stream().map(TrackerDefinition::name),
                        countsLines ? Stream.of(Trackers.LINES) : Stream.empty())
                .toList();
        this.linesIndex = countsLines ? searched.size() : -1;
        this.undecided = new long[searched.size()];
        this.from = from;
        for (Step step : Step.values()) {
            steps.add(new StepCounts(step, names.size()));
        }
        for (TrackerDefinition tracker : searched) {
            breakDowns.add(tracker.by() == null ? null : new BreakDowns(tracker.name(), byLimit));
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

    /** The lines of a searched tracker that took too many steps. */
    long undecided(int tracker) {
        return undecided[tracker];
    }

    @Override
    public Portion.Worker worker() {
        List<Matches> matches =
                searched.stream().map(tracker -> new Matches(tracker.matcher())).toList();
        LineMatcher said = Repeats.SAID.matcher();
        BlockSearch search = new BlockSearch(
                Stream.concat(matches.stream().map(Matches::matcher), repeats == null ? Stream.of() : Stream.of(said))
                        .toList());
        return new Portion.Worker() {
            @Override
            public void search(Block block) {
                search.search(block.bytes(), block.length());
            }

            @Override
            public void add(Block block) {
                matches.forEach(Matches::take);
                if (repeats != null) {
                    repeats.take(block, said, matches);
                }
                Counting.this.add(block, matches);
            }
        };
    }

    @Override
    public void begin(byte[] before, boolean fromTheLogsStart) {
        if (repeats != null) {
            repeats.begin(before, fromTheLogsStart);
        }
    }

    @Override
    public void silent(long from, long to) {
        for (long window = from; window < to; window += Step.WINDOW.seconds()) {
            for (StepCounts counts : steps) {
                counts.indexOf(window);
            }
        }
    }

    private void add(Block block, List<Matches> matches) {
        int[] next = new int[matches.size()];
        for (int run = 0; run < block.runs(); run++) {
            long window = block.runWindow(run);
            for (StepCounts counts : steps) {
                counts.line(counts.indexOf(window));
            }
            if (linesIndex >= 0) {
                addLines(block, run, window);
            }
            for (int tracker = 0; tracker < matches.size(); tracker++) {
                next[tracker] = addMatches(block, run, window, tracker, matches.get(tracker), next[tracker]);
            }
        }
        for (int tracker = 0; tracker < matches.size(); tracker++) {
            undecided[tracker] += matches.get(tracker).undecided();
        }
    }

    private void addLines(Block block, int run, long window) {
        for (StepCounts counts : steps) {
            int index = counts.indexOf(window);
            long begin = block.indexOf(beginOf(counts.step(), linesIndex, window));
            counts.add(linesIndex, index, begin <= 0 ? block.runLines(run) : linesFrom(block, run, begin));
        }
    }

    private static long linesFrom(Block block, int run, long begin) {
        return begin >= block.runEnd(run) ? 0 : block.runLinesFrom(run, (int) begin);
    }

    /** Adds the matches of a run, from the match {@code first} on; returns the first match behind the run. */
    private int addMatches(Block block, int run, long window, int tracker, Matches matches, int first) {
        int behind = first;
        while (behind < matches.count() && matches.lineStart(behind) < block.runEnd(run)) {
            behind++;
        }
        if (behind > first) {
            for (StepCounts counts : steps) {
                long begin = block.indexOf(beginOf(counts.step(), tracker, window));
                int counted = first;
                while (counted < behind && matches.lineStart(counted) < begin) {
                    counted++;
                }
                counts.add(tracker, counts.indexOf(window), matches.standFor(counted, behind));
            }
            BreakDowns values = breakDowns.get(tracker);
            if (values != null) {
                values.add(matches, first, behind, block, window);
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
