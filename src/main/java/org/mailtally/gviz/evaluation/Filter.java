package org.mailtally.gviz.evaluation;

import java.util.Arrays;
import java.util.Objects;
import org.mailtally.gviz.query.Condition;
import org.mailtally.gviz.query.Operator;
import org.mailtally.gviz.table.Cells;
import org.mailtally.gviz.table.ColumnData;
import org.mailtally.gviz.table.DiscreteCells;
import org.mailtally.gviz.table.NumberCells;
import org.mailtally.gviz.table.TextCells;
import org.mailtally.gviz.table.ValueType;
import org.mailtally.gviz.table.WallClock;

/**
 * Finds the rows that meet a condition. What compares with a null is neither met nor failed but open, and stays so under
 * {@code not}, so that a gap is never taken for a small number; {@code and} and {@code or} decide where they can.
 */
final class Filter {
    private static final byte FAILED = 0;
    private static final byte OPEN = 1;
    private static final byte MET = 2;

    private final Frame frame;
    private final TextTests tests;

    private Filter(Frame frame, TextTests tests) {
        this.frame = frame;
        this.tests = tests;
    }

    /** The rows of the frame that meet the condition, in their order. */
    static int[] rows(Condition condition, Frame frame, TextTests tests) {
        byte[] found = new Filter(frame, tests).of(condition);
        int[] rows = new int[found.length];
        int count = 0;
        for (int row = 0; row < found.length; row++) {
            if (found[row] == MET) {
                rows[count++] = row;
            }
        }
        return Arrays.copyOf(rows, count);
    }

    private byte[] of(Condition condition) {
        if (condition instanceof Condition.Comparison comparison) {
            return compared(comparison);
        }
        if (condition instanceof Condition.IsNull isNull) {
            Cells cells = frame.cells(isNull.value());
            byte[] found = new byte[frame.rows()];
            for (int row = 0; row < found.length; row++) {
                found[row] = cells.isNull(row) ? MET : FAILED;
            }
            return found;
        }
        if (condition instanceof Condition.Not not) {
            byte[] found = of(not.condition());
            for (int row = 0; row < found.length; row++) {
                found[row] = (byte) (MET - found[row]);
            }
            return found;
        }
        return joined(condition);
    }

    private byte[] joined(Condition condition) {
        boolean all = condition instanceof Condition.And;
        byte[] joined = new byte[frame.rows()];
        Arrays.fill(joined, all ? MET : FAILED);
        for (Condition part :
                all ? ((Condition.And) condition).conditions() : ((Condition.Or) condition).conditions()) {
            byte[] found = of(part);
            for (int row = 0; row < joined.length; row++) {
                joined[row] = (byte) (all ? Math.min(joined[row], found[row]) : Math.max(joined[row], found[row]));
            }
        }
        return joined;
    }

    private byte[] compared(Condition.Comparison comparison) {
        ColumnData left = frame.column(comparison.left());
        ColumnData right = frame.column(comparison.right());
        byte[] found = new byte[frame.rows()];
        RowTest test = comparison.operator().isTextual()
                ? tests.of(comparison.operator(), left, right)
                : ordered(comparison.operator(), left, right);
        for (int row = 0; row < found.length; row++) {
            if (left.cells().isNull(row) || right.cells().isNull(row)) {
                found[row] = OPEN;
            } else {
                found[row] = test.accepts(row) ? MET : FAILED;
            }
        }
        return found;
    }

    /** Values of different types never compare, but a date stands for its midnight beside a datetime. */
    private static RowTest ordered(Operator operator, ColumnData left, ColumnData right) {
        if (left.cells() instanceof NumberCells a && right.cells() instanceof NumberCells b) {
            return row -> operator.accepts(a.at(row) < b.at(row) ? -1 : a.at(row) > b.at(row) ? 1 : 0);
        }
        if (left.cells() instanceof TextCells a && right.cells() instanceof TextCells b) {
            if (operator == Operator.EQUAL || operator == Operator.NOT_EQUAL) {
                boolean equal = operator == Operator.EQUAL;
                return row -> Objects.equals(a.at(row), b.at(row)) == equal;
            }
            return row -> operator.accepts(String.valueOf(a.at(row)).compareTo(String.valueOf(b.at(row))));
        }
        if (left.cells() instanceof DiscreteCells a && right.cells() instanceof DiscreteCells b) {
            long ofLeft = left.type() == ValueType.DATE && right.type() == ValueType.DATETIME ? WallClock.DAY : 1;
            long ofRight = right.type() == ValueType.DATE && left.type() == ValueType.DATETIME ? WallClock.DAY : 1;
            if (left.type() == right.type() || ofLeft != ofRight) {
                return row -> operator.accepts(Long.compare(a.at(row) * ofLeft, b.at(row) * ofRight));
            }
        }
        return row -> false;
    }
}
