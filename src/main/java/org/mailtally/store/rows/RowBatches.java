package org.mailtally.store.rows;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailtally.tally.Step;
import org.mailtally.tally.Tally;
import org.mailtally.tally.Trackers;

/**
 * The batches of a tally's rows of trackers: up to some hundred entries that follow each other and belong into one
 * collection, written one batch after the other.
 */
final class RowBatches {

    private final RowRules rules;
    private final Tally tally;
    private final int mostRows;
    private final @Nullable KeptCounts kept;
    private final List<RowBatch> batches = new ArrayList<>();

    /** @param mostRows the most rows of a batch */
    RowBatches(RowRules rules, Tally tally, int mostRows) {
        this.rules = rules;
        this.tally = tally;
        this.mostRows = mostRows;
        this.kept = KeptCounts.of(tally);
        addAll();
    }

    /** All batches, in the order in which they are to be written. */
    List<RowBatch> batches() {
        return batches;
    }

    private void addAll() {
        List<Tally.Entry> entries = tally.entries();
        for (int from = 0, to; from < entries.size(); from = to) {
            String collection = Row.collection(entries.get(from).key());
            Step step = entries.get(from).key().step();
            to = from + 1;
            while (to < entries.size()
                    && to < from + mostRows
                    && Row.collection(entries.get(to).key()).equals(collection)) {
                to++;
            }
            add(step, entries.subList(from, to));
        }
    }

    private void add(Step step, List<Tally.Entry> entries) {
        if (tally.isSilence()) {
            batches.add(new SilenceRows(rules, tally, entries));
            return;
        }
        if (kept != null) {
            addParts(kept, step, entries);
        }
        batches.add(new LogRows(rules, tally, entries, false, kept));
    }

    /** Where a rewritten log is recounted, the parts of hours and days are found first. */
    private void addParts(KeptCounts counts, Step step, List<Tally.Entry> entries) {
        if (step == Step.HOUR) {
            batches.add(counts.parts(rules, Row.collection(Step.WINDOW, ""), entries));
            batches.add(counts.parts(rules, Row.collection(Step.WINDOW, Trackers.LINES), entries));
        } else if (step == Step.DAY) {
            batches.add(counts.parts(rules, Row.collection(Step.HOUR, ""), entries));
        }
    }
}
