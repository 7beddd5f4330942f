package org.mailtally.gviz.evaluation;

import java.util.Arrays;

/**
 * The place of each row among the distinct values of a column, nulls first, from 0 without gaps. Ranks of several columns
 * combine to ranks of their tuples, and rows are sorted by counting them. Immutable.
 */
final class Ranks {
    private final int[] ranks;
    private final int count;

    /** @param ranks of each row, from 0 to below the count, each of them at least once */
    Ranks(int[] ranks, int count) {
        this.ranks = ranks;
        this.count = count;
    }

    /** All rows alike. */
    static Ranks alike(int rows) {
        return new Ranks(new int[rows], rows == 0 ? 0 : 1);
    }

    /** The ranks of pairs, the other's values ordering those that are alike here. */
    Ranks then(Ranks other) {
        if (count <= 1) {
            return other;
        }
        int[] rows = sorted(other.sortedRows());
        int[] together = new int[rows.length];
        int rank = -1;
        for (int i = 0; i < rows.length; i++) {
            if (i == 0 || ranks[rows[i]] != ranks[rows[i - 1]] || other.ranks[rows[i]] != other.ranks[rows[i - 1]]) {
                rank++;
            }
            together[rows[i]] = rank;
        }
        return new Ranks(together, rank + 1);
    }

    Ranks reversed() {
        int[] reversed = new int[ranks.length];
        for (int row = 0; row < reversed.length; row++) {
            reversed[row] = count - 1 - ranks[row];
        }
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
        int[] rows = new int[ranks.length];
        Arrays.setAll(rows, row -> row);
        return sorted(rows);
    }

    /** Rows by rank, those of one rank in the order given. */
    private int[] sorted(int[] given) {
        int[] next = new int[count + 1];
        for (int rank : ranks) {
            next[rank + 1]++;
        }
        for (int rank = 0; rank < count; rank++) {
            next[rank + 1] += next[rank];
        }
        int[] rows = new int[given.length];
        for (int row : given) {
            rows[next[ranks[row]]++] = row;
        }
        return rows;
    }
}
