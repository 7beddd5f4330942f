package org.mailtally.gviz.evaluation;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mailtally.gviz.table.Cells;
import org.mailtally.gviz.table.KeyedCells;
import org.mailtally.gviz.table.TextCells;

/** Finds the ranks of rows. */
final class Ranking {
    /** How many places a table of ranks may have for each row. */
    private static final long ROOM_PER_ROW = 8;

    private Ranking() {}

    /** @param order of texts; those it holds equal share a rank */
    static Ranks of(Cells cells, Comparator<String> order) {
        return cells instanceof TextCells texts ? of(texts, order) : of(((KeyedCells) cells).keys());
    }

    /** By keys whose least is that of a null. */
    static Ranks of(long[] keys) {
        long least = Long.MAX_VALUE;
        long greatest = Long.MIN_VALUE;
        for (long key : keys) {
            if (key != KeyedCells.NULL_KEY) {
                least = Math.min(least, key);
                greatest = Math.max(greatest, key);
            }
        }
        // The subtraction overflows for keys far apart, to a negative number.
        long span = greatest - least;
        return least <= greatest && span >= 0 && span < ROOM_PER_ROW * keys.length
                ? ofNear(keys, least, (int) span)
                : ofFar(keys);
    }

    /** By a table that has a place for the null and for each number from the least key to the greatest. */
    private static Ranks ofNear(long[] keys, long least, int span) {
        int[] places = new int[keys.length];
        int[] rankOf = new int[span + 2];
        for (int row = 0; row < places.length; row++) {
            places[row] = keys[row] == KeyedCells.NULL_KEY ? 0 : (int) (keys[row] - least) + 1;
            rankOf[places[row]] = 1;
        }
        int count = 0;
        for (int place = 0; place < rankOf.length; place++) {
            count += rankOf[place];
            rankOf[place] = count - 1;
        }
        for (int row = 0; row < places.length; row++) {
            places[row] = rankOf[places[row]];
        }
        return new Ranks(places, count);
    }

    /** By sorting and searching. */
    private static Ranks ofFar(long[] keys) {
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
            int next = row == 0 ? 0 : ranks[row - 1];
            if (row > 0 && keys[row] > distinct[next]) {
                next++;
            }
            boolean inOrder = distinct[next] == keys[row];
            ranks[row] = inOrder ? next : Arrays.binarySearch(distinct, 0, count, keys[row]);
        }
        return new Ranks(ranks, count);
    }

    private static Ranks of(TextCells texts, Comparator<String> order) {
        int[] ranks = new int[texts.size()];
        Map<@Nullable String, Integer> found = new HashMap<>();
        for (int row = 0; row < ranks.length; row++) {
            Integer before = found.putIfAbsent(texts.at(row), found.size());
            ranks[row] = before == null ? found.size() - 1 : before;
        }
        @Nullable String[] distinct = found.keySet().toArray(String[]::new);
        Arrays.sort(distinct, Comparator.nullsFirst(order));
        int[] rankOf = new int[distinct.length];
        int count = 0;
        for (int i = 0; i < distinct.length; i++) {
            String text = distinct[i];
            String before = i == 0 ? null : distinct[i - 1];
            boolean alike = text != null && before != null && order.compare(text, before) == 0;
            rankOf[found.getOrDefault(text, 0)] = alike ? count - 1 : count++;
        }
        for (int row = 0; row < ranks.length; row++) {
            ranks[row] = rankOf[ranks[row]];
        }
        return new Ranks(ranks, count);
    }
}
