package org.mailtally.tally;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.mailtally.pattern.BlockSearch;
import org.mailtally.pattern.LineMatcher;
import org.mailtally.pattern.LinePattern;
import org.mailtally.source.Block;
import org.mailtally.source.Portion;

/**
 * The counting of one pattern's matches per window, of which nothing is kept where there is none: so the times of other
 * lines need not be looked at where a log's lines name the whole of theirs. Not thread-safe, but for its workers.
 */
public final class MatchCounting implements Portion.Work {

    private final LinePattern pattern;
    private final Repeats repeats = new Repeats();
    private final SortedMap<Long, Long> windows = new TreeMap<>();
    private long undecided;

    /** @param pattern what is counted */
    public MatchCounting(LinePattern pattern) {
        this.pattern = pattern;
    }

    @Override
    public void begin(byte[] before, boolean fromTheLogsStart) {
        repeats.begin(before, fromTheLogsStart);
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
        Matches matches = new Matches(pattern.matcher());
        LineMatcher said = Repeats.SAID.matcher();
        BlockSearch search = new BlockSearch(List.of(matches.matcher(), said));
        return new Portion.Worker() {
            @Override
            public void search(Block block) {
                search.search(block.bytes(), block.length());
                if (said.count() == 0) {
                    matches.date(block);
                }
            }

            @Override
            public void add(Block block) {
                matches.take();
                repeats.take(block, said, List.of(matches));
                MatchCounting.this.add(block, matches);
            }
        };
    }

    private void add(Block block, Matches matches) {
        undecided += matches.undecided();
        int match = 0;
        for (int run = 0; run < block.runs() && match < matches.count(); run++) {
            int first = match;
            while (match < matches.count() && matches.lineStart(match) < block.runEnd(run)) {
                match++;
            }
            if (match > first) {
                windows.merge(block.runWindow(run), matches.standFor(first, match), Long::sum);
            }
        }
    }
}
