package org.mailtally.tally;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mailtally.pattern.LineMatcher;
import org.mailtally.source.Block;
import org.mailtally.source.Portion;

/** The counting of values whose names are settled, in one more pass over a portion. Not thread-safe. */
final class NamedCounting implements Portion.Work {

    private final List<String> trackers;
    private final List<Matches> matches;
    private final @Nullable Repeats repeats;
    private final Map<Key, NamedValues> requested;

    /**
     * @param trackers those that are broken down
     * @param matches theirs, in the same order
     * @param repeats finds what lines stand for several; null where each line counts once
     * @param requested what is counted
     */
    NamedCounting(
            List<String> trackers, List<Matches> matches, @Nullable Repeats repeats, Map<Key, NamedValues> requested) {
        this.trackers = trackers;
        this.matches = matches;
        this.repeats = repeats;
        this.requested = requested;
    }

    @Override
    public void begin(byte[] before, boolean fromTheLogsStart) {
        if (repeats != null) {
            repeats.begin(before, fromTheLogsStart);
        }
    }

    @Override
    public Portion.Worker worker() {
        LineMatcher said = Repeats.SAID.matcher();
        return new Portion.Worker() {
            @Override
            public void search(Block block) {
                matches.forEach(each -> each.matcher().search(block.bytes(), block.length()));
                said.search(block.bytes(), block.length());
            }

            @Override
            public void add(Block block) {
                matches.forEach(Matches::take);
                if (repeats != null) {
                    repeats.take(block, said, matches);
                }
                take(block);
            }
        };
    }

    private void take(Block block) {
        for (int tracker = 0; tracker < trackers.size(); tracker++) {
            Matches found = matches.get(tracker);
            int match = 0;
            for (int run = 0; run < block.runs() && match < found.count(); run++) {
                int first = match;
                while (match < found.count() && found.lineStart(match) < block.runEnd(run)) {
                    match++;
                }
                for (Step step : Step.values()) {
                    long start = step.startOf(block.runWindow(run));
                    add(found, first, match, block, requested.get(new Key(step, trackers.get(tracker), start)));
                }
            }
        }
    }

    private static void add(Matches found, int first, int behind, Block block, @Nullable NamedValues values) {
        for (int match = first; values != null && match < behind; match++) {
            values.add(found.value(match), block.position(found.lineStart(match)), found.standFor(match, match + 1));
        }
    }
}
