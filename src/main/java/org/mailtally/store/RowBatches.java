package org.mailtally.store;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;
import org.mailtally.tally.Step;
import org.mailtally.tally.Tally;
import org.mailtally.tally.Trackers;

/**
 * The batches of a tally's rows: entries that follow each other and belong into one collection, up to some hundred of
 * them; behind them those of its by-values, and those that a change of zone displaced. A batch is made when it is asked
 * for, so that only those on their way are held: a silence of a year has hundreds.
 */
final class RowBatches extends AbstractList<RowBatch> {

    private final Tally tally;
    private final BiFunction<Tally, List<Tally.Entry>, BsonDocument> query;
    private final @Nullable KeptCounts kept;
    private final Newness newness;
    private final List<Planned> plan = new ArrayList<>();

    /** A batch that is to be made, of some of the entries {@code [from, to)}. */
    private record Planned(String collection, int from, int to, Of of) {}

    /** Which of its entries a batch is of; one may only ask for what these consist of. */
    private enum Of {
        ALL,
        LINED,
        SILENT,
        PARTS
    }

    private final ValueBatches values;
    private final List<List<Tally.Entry>> displaced;

    /**
     * @param newness whether they are likely to be new
     * @param mostRows the most rows of a batch
     * @param query asks for the rows of entries as they are stored
     * @param values the batches of by-values
     * @param displaced rows that count nothing any more, where they are stored
     */
    RowBatches(
            Tally tally,
            Newness newness,
            int mostRows,
            BiFunction<Tally, List<Tally.Entry>, BsonDocument> query,
            ValueBatches values,
            DisplacedRows displaced) {
        this.values = values;
        this.displaced = displaced.entries();
        this.tally = tally;
        this.newness = newness;
        this.query = query;
        this.kept = KeptCounts.of(tally);
        boolean apart = kept == null && !tally.isSilence();
        int size = tally.entries().size();
        for (int from = 0, to; from < size; from = to) {
            String collection = collection(tally.entries().get(from));
            to = from + 1;
            while (to < size && collection(tally.entries().get(to)).equals(collection)) {
                to++;
            }
            if (apart) {
                planApart(collection, from, to, mostRows);
            } else {
                planTogether(collection, from, to, mostRows);
            }
        }
    }

    /** Entries in which no line came are asked for in any case, so that they are in batches of their own. */
    private void planApart(String collection, int from, int to, int mostRows) {
        for (Of of : List.of(Of.LINED, Of.SILENT)) {
            int begin = from;
            int rows = 0;
            for (int at = from; at < to; at++) {
                if (tally.entries().get(at).silent() == (of == Of.SILENT) && ++rows == mostRows) {
                    plan.add(new Planned(collection, begin, at + 1, of));
                    begin = at + 1;
                    rows = 0;
                }
            }
            if (rows > 0) {
                plan.add(new Planned(collection, begin, to, of));
            }
        }
    }

    private void planTogether(String collection, int from, int to, int mostRows) {
        for (int begin = from; begin < to; begin += mostRows) {
            int end = Math.min(to, begin + mostRows);
            planParts(tally.entries().get(begin).key().step(), begin, end);
            plan.add(new Planned(collection, begin, end, Of.ALL));
        }
    }

    /** Where a rewritten log is counted anew, the parts of hours and days are asked for first. */
    private void planParts(Step step, int from, int to) {
        if (kept != null && step == Step.HOUR) {
            plan.add(new Planned(Row.collection(Step.WINDOW, ""), from, to, Of.PARTS));
            plan.add(new Planned(Row.collection(Step.WINDOW, Trackers.LINES), from, to, Of.PARTS));
        } else if (kept != null && step == Step.DAY) {
            plan.add(new Planned(Row.collection(Step.HOUR, ""), from, to, Of.PARTS));
        }
    }

    /** Each batch in a lane of its own; what is kept of a rewriting is asked for before the rows that need it, in one lane. */
    List<List<RowBatch>> lanes() {
        return kept == null ? new Lanes() : List.of(this);
    }

    private final class Lanes extends AbstractList<List<RowBatch>> {
        @Override
        public List<RowBatch> get(int index) {
            return List.of(RowBatches.this.get(index));
        }

        @Override
        public int size() {
            return RowBatches.this.size();
        }
    }

    private static String collection(Tally.Entry entry) {
        return Row.collection(entry.key().step(), entry.key().tracker());
    }

    @Override
    public RowBatch get(int index) {
        if (index >= plan.size() + values.size()) {
            List<Tally.Entry> entries = displaced.get(index - plan.size() - values.size());
            return rows(collection(entries.get(0)), entries, true, null);
        }
        if (index >= plan.size()) {
            return values.get(index - plan.size());
        }
        Planned planned = plan.get(index);
        String collection = planned.collection();
        List<Tally.Entry> entries = tally.entries().subList(planned.from(), planned.to());
        KeptCounts counts = kept;
        if (planned.of() == Of.PARTS && counts != null) {
            return new RowBatch(
                    collection,
                    tally,
                    List.of(),
                    List.of(),
                    () -> counts.query(collection, entries),
                    false,
                    counts,
                    null);
        }
        return switch (planned.of()) {
            case LINED -> rows(collection, only(false, entries), false, newness);
            case SILENT -> rows(collection, only(true, entries), false, null);
            default -> rows(collection, entries, false, null);
        };
    }

    private static List<Tally.Entry> only(boolean silent, List<Tally.Entry> entries) {
        return entries.stream().filter(entry -> entry.silent() == silent).toList();
    }

    private RowBatch rows(
            String collection, List<Tally.Entry> entries, boolean onlyStored, @Nullable Newness mayBeNew) {
        return new RowBatch(
                collection,
                tally,
                entries,
                List.of(),
                () -> query.apply(tally, entries),
                onlyStored,
                onlyStored ? null : kept,
                mayBeNew);
    }

    @Override
    public int size() {
        return plan.size() + values.size() + displaced.size();
    }
}
