package org.mailtally.gviz;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The place of each row among the distinct values of a column, nulls first, from 0 without gaps. Ranks of several columns
 * combine to ranks of their tuples, and rows are sorted by counting them. Immutable.
 */
final class Ranks {
    private final int[] ranks;
    private final int count;

    private Ranks(int[] ranks, int count) {
        this.ranks = ranks;
        this.count = count;
    }

    /** All rows alike. */
    static Ranks alike(int rows) {
        return new Ranks(new int[rows], rows == 0 ? 0 : 1);
    }

    /** @param order of texts; those it holds equal share a rank */
    static Ranks of(Cells cells, Comparator<String> order) {
        return cells instanceof Cells.Texts texts ? ofTexts(texts, order) : ofKeys(((Cells.Keyed) cells).keys());
    }

    /** The ranks of pairs, the other's values ordering those that are alike here. */
    Ranks then(Ranks other) {
        if (count <= 1) {
            return other;
        }
        long[] keys = new long[ranks.length];
        Arrays.setAll(keys, row -> (long) ranks[row] * other.count + other.ranks[row]);
        return ofKeys(keys);
    }

    Ranks reversed() {
        int[] reversed = new int[ranks.length];
        Arrays.setAll(reversed, row -> count - 1 - ranks[row]);
        return new Ranks(reversed, count);
    }

    int count() {
        return count;
    }

    int at(int row) {
        return ranks[row];
    }

    /** For each rank the first row that has it. */
    int[] firstRows() {
        int[] first = new int[count];
        for (int row = ranks.length - 1; row >= 0; row--) {
            first[ranks[row]] = row;
        }
        return first;
    }

    /** The rows by rank, those of one rank in their order. */
    int[] sortedRows() {
        int[] next = new int[count + 1];
        for (int rank : ranks) {
            next[rank + 1]++;
        }
        for (int rank = 0; rank < count; rank++) {
            next[rank + 1] += next[rank];
        }
        int[] rows = new int[ranks.length];
        for (int row = 0; row < rows.length; row++) {
            rows[next[ranks[row]]++] = row;
        }
        return rows;
    }

    private static Ranks ofKeys(long[] keys) {
        long[] distinct = keys.clone();
        Arrays.sort(distinct);
        int count = 0;
        for (int i = 0; i < distinct.length; i++) {
            if (i == 0 || distinct[i] != distinct[i - 1]) {
                distinct[count++] = distinct[i];
            }
        }
        int[] ranks = new int[keys.length];
        for (int row = 0; row < ranks.length; row++) {
            boolean asBefore = row > 0 && keys[row] == keys[row - 1];
            ranks[row] = asBefore ? ranks[row - 1] : Arrays.binarySearch(distinct, 0, count, keys[row]);
        }
        return new Ranks(ranks, count);
    }

    private static Ranks ofTexts(Cells.Texts texts, Comparator<String> order) {
        Map<@Nullable String, Integer> ranked = new HashMap<>();
        for (int row = 0; row < texts.size(); row++) {
            ranked.put(texts.at(row), 0);
        }
        @Nullable String[] distinct = ranked.keySet().toArray(String[]::new);
        Arrays.sort(distinct, Comparator.nullsFirst(order));
        int count = 0;
        for (int i = 0; i < distinct.length; i++) {
            String text = distinct[i];
            String before = i == 0 ? null : distinct[i - 1];
            boolean alike = text != null && before != null && order.compare(text, before) == 0;
            ranked.put(text, alike ? count - 1 : count++);
        }
        int[] ranks = new int[texts.size()];
        for (int row = 0; row < ranks.length; row++) {
            ranks[row] = ranked.getOrDefault(texts.at(row), 0);
        }
        return new Ranks(ranks, count);
    }
}
