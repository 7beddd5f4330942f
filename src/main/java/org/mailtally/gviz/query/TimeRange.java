package org.mailtally.gviz.query;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;
import org.mailtally.gviz.table.DiscreteCells;
import org.mailtally.gviz.table.WallClock;

/**
 * Between which wall clock times a query can find rows, both ends included; null where that end is open. A source of rows may
 * leave out all others, and need not.
 */
public record TimeRange(@Nullable LocalDateTime from, @Nullable LocalDateTime to) {
    static final TimeRange OPEN = new TimeRange(null, null);

    /** What a condition, which must be met, says of a column of dates or datetimes. */
    public static TimeRange of(@Nullable Condition condition, Expression.Reference column) {
        if (condition instanceof Condition.And and) {
            TimeRange range = OPEN;
            for (Condition part : and.conditions()) {
                range = range.and(of(part, column));
            }
            return range;
        }
        if (condition instanceof Condition.Comparison comparison) {
            LocalDateTime left = time(comparison.left());
            LocalDateTime right = time(comparison.right());
            if (comparison.left().equals(column) && right != null) {
                return of(comparison.operator(), right);
            }
            if (comparison.right().equals(column) && left != null) {
                return of(comparison.operator().mirrored(), left);
            }
        }
        return OPEN;
    }

    private static TimeRange of(Operator operator, LocalDateTime time) {
        return switch (operator) {
            case EQUAL -> new TimeRange(time, time);
            case LESS, LESS_OR_EQUAL -> new TimeRange(null, time);
            case GREATER, GREATER_OR_EQUAL -> new TimeRange(time, null);
            default -> OPEN;
        };
    }

    private TimeRange and(TimeRange other) {
        LocalDateTime later = from == null || (other.from != null && other.from.isAfter(from)) ? other.from : from;
        LocalDateTime earlier = to == null || (other.to != null && other.to.isBefore(to)) ? other.to : to;
        return new TimeRange(later, earlier);
    }

    private static @Nullable LocalDateTime time(Expression expression) {
        if (expression instanceof Expression.Constant constant && constant.value() instanceof DiscreteCells cells) {
            return switch (constant.type()) {
                case DATETIME -> WallClock.dateTime(cells.at(0));
                case DATE -> WallClock.dateTime(cells.at(0) * WallClock.DAY);
                default -> null;
            };
        }
        return null;
    }
}
