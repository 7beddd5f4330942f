package org.mailtally.gviz.evaluation;

import java.util.Arrays;
import org.mailtally.gviz.query.Aggregation;
import org.mailtally.gviz.table.Cells;
import org.mailtally.gviz.table.NumberCells;

/** Computes the aggregates of groups of rows. A group without a value has a null, but for its count, which is 0. */
final class Aggregator {
    private final Ranks groups;

    /** @param groups says of each row which group it belongs to */
    Aggregator(Ranks groups) {
        this.groups = groups;
    }

    /** One cell for each group. */
    Cells apply(Aggregation aggregation, Cells cells) {
        return switch (aggregation) {
            case COUNT -> new NumberCells(counts(cells));
            case SUM -> sums((NumberCells) cells, false);
            case AVG -> sums((NumberCells) cells, true);
            case MIN -> cells.take(extremes(cells, -1));
            case MAX -> cells.take(extremes(cells, 1));
        };
    }

    private double[] counts(Cells cells) {
        double[] counts = new double[groups.count()];
        for (int row = 0; row < cells.size(); row++) {
            if (!cells.isNull(row)) {
                counts[groups.at(row)]++;
            }
        }
        return counts;
    }

    private Cells sums(NumberCells numbers, boolean average) {
        double[] sums = new double[groups.count()];
        double[] counts = counts(numbers);
        for (int row = 0; row < numbers.size(); row++) {
            if (!numbers.isNull(row)) {
                sums[groups.at(row)] += numbers.at(row);
            }
        }
        for (int group = 0; group < sums.length; group++) {
            double result = average ? sums[group] / counts[group] : sums[group];
            sums[group] = counts[group] == 0 || Double.isInfinite(result) ? Double.NaN : result;
        }
        return new NumberCells(sums);
    }

    /** For each group a row that has its least (-1) or greatest (1) value, or -1. */
    private int[] extremes(Cells cells, int sign) {
        int[] rows = new int[groups.count()];
        Arrays.fill(rows, -1);
        for (int row = 0; row < cells.size(); row++) {
            int group = groups.at(row);
            if (!cells.isNull(row) && (rows[group] < 0 || cells.compare(row, rows[group]) * sign > 0)) {
                rows[group] = row;
            }
        }
        return rows;
    }
}
