package org.mailtally.tally;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mailtally.log.Block;
import org.mailtally.log.Portion;

/** The counting of values whose names are settled, in one more pass over a portion. Not thread-safe. */
final class NamedCounting implements Portion.Work {

    private final List<String> trackers;
    private final List<LineMatcher> matchers;
    private final @Nullable Repeats repeats;
    private final Map<Key, NamedValues> asked;

    /**
     * @param trackers those that are broken down
     * @param matchers theirs, in the same order
     * @param repeats finds what lines stand for several; null where each line counts once
     * @param asked what is counted
     */
    NamedCounting(
            List<String> trackers, List<LineMatcher> matchers, @Nullable Repeats repeats, Map<Key, NamedValues> asked) {
        this.trackers = trackers;
        this.matchers = matchers;
        this.repeats = repeats;
        this.asked = asked;
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
                matchers.forEach(matcher -> matcher.search(block));
                said.search(block);
            }

            @Override
            public void add(Block block) {
                if (repeats != null) {
                    repeats.take(block, said, matchers);
                }
                take(block);
            }
        };
    }

    private void take(Block block) {
        for (int tracker = 0; tracker < trackers.size(); tracker++) {
            LineMatcher matcher = matchers.get(tracker);
            int match = 0;
            for (int run = 0; run < block.runs() && match < matcher.count(); run++) {
                int first = match;
                while (match < matcher.count() && matcher.lineStart(match) < block.runEnd(run)) {
                    match++;
                }
                for (Step step : Step.values()) {
                    long start = step.startOf(block.runWindow(run));
                    add(matcher, first, match, block.offset(), asked.get(new Key(step, trackers.get(tracker), start)));
                }
            }
        }
    }

    private static void add(LineMatcher matcher, int first, int behind, long offset, @Nullable NamedValues values) {
        for (int match = first; values != null && match < behind; match++) {
            values.add(matcher.value(match), offset + matcher.lineStart(match), matcher.standFor(match, match + 1));
        }
    }
}
