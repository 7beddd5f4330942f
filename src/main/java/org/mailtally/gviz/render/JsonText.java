package org.mailtally.gviz.render;

import java.util.Arrays;
import java.util.regex.Pattern;
import org.mailtally.gviz.table.Cells;
import org.mailtally.gviz.table.ColumnData;
import org.mailtally.gviz.table.DiscreteCells;
import org.mailtally.gviz.table.NumberCells;
import org.mailtally.gviz.table.TextCells;
import org.mailtally.gviz.table.Utf8;
import org.mailtally.gviz.table.ValueType;
import org.mailtally.gviz.table.WallClock;

/** The protocol's JSON for single values. */
final class JsonText {
    /** The characters that stand for themselves in a string. */
    private static final boolean[] PLAIN = new boolean[0x7f];

    static {
        Arrays.fill(PLAIN, ' ', PLAIN.length, true);
        for (char c : "\"\\<>&'".toCharArray()) {
            PLAIN[c] = false;
        }
    }

    private static final Pattern DATE = Pattern.compile("Date\\([\\d,\\s]*\\)");

    private JsonText() {}

    /**
     * A string, with all that could end it, or the page or script around it, written as {@code \\u}: quotes, angle brackets,
     * ampersand, controls, the block of line separators and direction marks (U+2000 to U+20FF), half surrogate pairs.
     */
    static void string(Utf8 out, String text) {
        out.ascii('"');
        int length = text.length();
        for (int i = out.whileIn(PLAIN, text, 0); i < length; i += out.whileIn(PLAIN, text, i)) {
            i += 1 + rare(out, text, i, text.charAt(i));
        }
        out.ascii('"');
    }

    /** Text of a table. Clients read every string of the form of a date as one, so a space behind tells such text from it. */
    static void text(Utf8 out, String text) {
        boolean date = text.startsWith("Date(") && DATE.matcher(text).matches();
        string(out, date ? text + " " : text);
    }

    /** The value of a cell that is not null. */
    static void value(Utf8 out, ColumnData column, int row, WallClock clock) {
        Cells cells = column.cells();
        if (cells instanceof NumberCells numbers) {
            out.number(numbers.at(row));
        } else if (cells instanceof TextCells texts) {
            text(out, String.valueOf(texts.at(row)));
        } else if (cells instanceof DiscreteCells discrete) {
            discrete(out, column.type(), discrete.at(row), clock);
        }
    }

    /** Months count from 0 here, as in JavaScript. */
    private static void discrete(Utf8 out, ValueType type, long value, WallClock clock) {
        switch (type) {
            case BOOLEAN -> out.ascii(value == 0 ? "false" : "true");
            case DATE -> day(out.ascii("\"Date("), clock.onDay(value)).ascii(")\"");
            case DATETIME -> {
                day(out.ascii("\"Date("), clock.at(value)).ascii(',');
                time(out, clock).ascii(")\"");
            }
            default -> time(out.ascii('['), clock.at(value)).ascii(']');
        }
    }

    private static Utf8 day(Utf8 out, WallClock clock) {
        return out.whole(clock.year())
                .ascii(',')
                .whole(clock.month() - 1)
                .ascii(',')
                .whole(clock.dayOfMonth());
    }

    private static Utf8 time(Utf8 out, WallClock clock) {
        out.whole(clock.hour()).ascii(',').whole(clock.minute()).ascii(',').whole(clock.second());
        return clock.millisecond() == 0 ? out : out.ascii(',').whole(clock.millisecond());
    }

    private static int rare(Utf8 out, String text, int at, char c) {
        switch (c) {
            case '\\' -> out.ascii("\\\\");
            case '\b' -> out.ascii("\\b");
            case '\t' -> out.ascii("\\t");
            case '\n' -> out.ascii("\\n");
            case '\f' -> out.ascii("\\f");
            case '\r' -> out.ascii("\\r");
            default -> {
                if (Character.isHighSurrogate(c)
                        && at + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(at + 1))) {
                    out.character(text.codePointAt(at));
                    return 1;
                }
                if (c < 0xa0 || (c >= 0x2000 && c <= 0x20ff) || Character.isSurrogate(c)) {
                    out.ascii("\\u").hex4(c);
                } else {
                    out.character(c);
                }
            }
        }
        return 0;
    }
}
