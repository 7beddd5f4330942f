package org.mailtally.store;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.bson.Document;
import org.mailtally.tally.Tally;

/**
 * The batches of a tally's rows: entries that follow each other and belong into one collection, up to a thousand of
 * them; behind them those of its by-values. A batch is made when it is asked for, so that only one of them is held: a
 * silence of a year has hundreds.
 */
final class RowBatches extends AbstractList<RowBatch> {

    private static final int MOST_ROWS = 1_000;

    private final Tally tally;
    private final BiFunction<Tally, List<Tally.Entry>, Document> query;
    private final List<String> collections = new ArrayList<>();
    private final List<Integer> ends = new ArrayList<>();
    private final ValueBatches values;

    /**
     * @param query asks for the rows of entries as they are stored
     * @param values the batches of by-values
     */
    RowBatches(Tally tally, BiFunction<Tally, List<Tally.Entry>, Document> query, ValueBatches values) {
        this.values = values;
        this.tally = tally;
        this.query = query;
        int start = 0;
        for (int at = 0; at < tally.entries().size(); at++) {
            String collection = collection(tally.entries().get(at));
            int last = collections.size() - 1;
            if (last < 0 || at - start == MOST_ROWS || !collection.equals(collections.get(last))) {
                collections.add(collection);
                ends.add(at);
                start = at;
            }
            ends.set(ends.size() - 1, at + 1);
        }
    }

    private static String collection(Tally.Entry entry) {
        return Row.collection(entry.key().step(), entry.key().tracker());
    }

    @Override
    public RowBatch get(int index) {
        if (index >= collections.size()) {
            return values.get(index - collections.size());
        }
        int start = index == 0 ? 0 : ends.get(index - 1);
        List<Tally.Entry> entries = tally.entries().subList(start, ends.get(index));
        return new RowBatch(collections.get(index), tally, entries, List.of(), query.apply(tally, entries));
    }

    @Override
    public int size() {
        return collections.size() + values.size();
    }
}
