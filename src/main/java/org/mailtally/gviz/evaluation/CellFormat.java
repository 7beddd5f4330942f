package org.mailtally.gviz.evaluation;

import java.util.Locale;
import org.mailtally.gviz.table.ColumnData;
import org.mailtally.gviz.table.DiscreteCells;
import org.mailtally.gviz.table.NumberCells;
import org.mailtally.gviz.table.TextCells;
import org.mailtally.gviz.table.ValueType;

/** Writes values of one type by a pattern. For one thread. */
@FunctionalInterface
interface CellFormat {
    /** The text of a cell that is not null. */
    String text(ColumnData column, int row);

    /** @throws IllegalArgumentException when it is no pattern for values of that type */
    static CellFormat of(ValueType type, String pattern, Locale locale) {
        return switch (type) {
            case STRING -> (column, row) -> String.valueOf(((TextCells) column.cells()).at(row));
            case BOOLEAN -> ofBooleans(pattern);
            case NUMBER -> {
                NumberPattern numbers = NumberPattern.of(pattern, locale);
                yield (column, row) -> numbers.text(((NumberCells) column.cells()).at(row));
            }
            default -> {
                TimePattern times = TimePattern.of(pattern, locale);
                yield (column, row) -> times.text((DiscreteCells) column.cells(), type, row);
            }
        };
    }

    /** Such as {@code yes:no}. */
    private static CellFormat ofBooleans(String pattern) {
        String[] words = pattern.split(":", -1);
        if (words.length != 2) {
            throw new IllegalArgumentException("a boolean's pattern is two words with a colon between them");
        }
        return (column, row) -> ((DiscreteCells) column.cells()).at(row) == 0 ? words[1] : words[0];
    }
}
