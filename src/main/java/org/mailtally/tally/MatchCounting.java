package org.mailtally.tally;

import java.util.SortedMap;
import java.util.TreeMap;
import org.mailtally.log.Block;
import org.mailtally.log.Portion;

/**
 * The counting of one pattern's matches per window, of which nothing is told where there is none: so the times of other
 * lines need not be looked at where a log's lines name the whole of theirs. Not thread-safe, but for its workers.
 */
public final class MatchCounting implements Portion.Work {

    private final LinePattern pattern;
    private final SortedMap<Long, Long> windows = new TreeMap<>();
    private long undecided;

    /** @param pattern what is counted */
    public MatchCounting(LinePattern pattern) {
        this.pattern = pattern;
    }

    /** The matches by the start of their window, in epoch seconds. */
    public SortedMap<Long, Long> windows() {
        return windows;
    }

    /** The lines that took too many steps. */
    public long undecided() {
        return undecided;
    }

    @Override
    public Portion.Worker worker() {
        LineMatcher matcher = pattern.matcher();
        return new Portion.Worker() {
            @Override
            public void search(Block block) {
                matcher.search(block);
                matcher.date(block);
            }

            @Override
            public void add(Block block) {
                MatchCounting.this.add(block, matcher);
            }
        };
    }

    private void add(Block block, LineMatcher matcher) {
        undecided += matcher.undecidedOfBlock();
        int match = 0;
        for (int run = 0; run < block.runs() && match < matcher.count(); run++) {
            long matches = 0;
            for (; match < matcher.count() && matcher.lineStart(match) < block.runEnd(run); match++) {
                matches++;
            }
            if (matches > 0) {
                windows.merge(block.runWindow(run), matches, Long::sum);
            }
        }
    }
}
