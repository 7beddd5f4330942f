package org.mailtally.gviz.evaluation;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;
import org.mailtally.gviz.table.DiscreteCells;
import org.mailtally.gviz.table.ValueType;
import org.mailtally.gviz.table.WallClock;

/** A date and time pattern as ICU has it: letters stand for fields, quoted text and all other characters for themselves. */
final class TimePattern {
    /** A value knows its offset but not its zone, so the name of that is the offset: {@code GMT+01:00}. */
    private static final String ZONE_NAMES = "zvV";

    private static final String FIELDS = "GyYuMLwWDdFEecahHkKmsSAQqzZVxXO";

    /** The day on which a bare time of day lies, as in spreadsheets. */
    private static final long DAY_OF_TIMES = LocalDate.of(1899, 12, 30).toEpochDay();

    private final DateTimeFormatter format;

    private TimePattern(DateTimeFormatter format) {
        this.format = format;
    }

    /** @throws IllegalArgumentException when it is no pattern */
    static TimePattern of(String pattern, Locale locale) {
        DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder();
        int at = 0;
        while (at < pattern.length()) {
            char c = pattern.charAt(at);
            int end = at + 1;
            if (c == '\'') {
                end = literal(builder, pattern, at);
            } else if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
                while (end < pattern.length() && pattern.charAt(end) == c) {
                    end++;
                }
                if (FIELDS.indexOf(c) < 0) {
                    throw new IllegalArgumentException("no field of a time is written " + c);
                }
                if (ZONE_NAMES.indexOf(c) >= 0) {
                    builder.appendLocalizedOffset(TextStyle.FULL);
                } else if (c == 'F') {
                    // The second Tuesday of a month is 2, which some Javas' own F gets wrong.
                    builder.appendValue(ChronoField.ALIGNED_WEEK_OF_MONTH, end - at);
                } else {
                    builder.appendPattern(pattern.substring(at, end));
                }
            } else {
                builder.appendLiteral(c);
            }
            at = end;
        }
        return new TimePattern(builder.toFormatter(locale));
    }

    /** The text of a value that is not null; where a zone is asked for and none is known, that of UTC. */
    String text(DiscreteCells values, ValueType type, int row) {
        long value = values.at(row);
        long milliseconds =
                switch (type) {
                    case DATE -> value * WallClock.DAY;
                    case TIMEOFDAY -> DAY_OF_TIMES * WallClock.DAY + value;
                    default -> value;
                };
        int offset = values.offset(row);
        return format.format(ZonedDateTime.of(
                WallClock.dateTime(milliseconds),
                offset == DiscreteCells.NO_OFFSET ? ZoneOffset.UTC : ZoneOffset.ofTotalSeconds(offset)));
    }

    /** Appends quoted text, in which two quotes are one, or the one that two quotes are, and finds where it ends. */
    private static int literal(DateTimeFormatterBuilder builder, String pattern, int at) {
        StringBuilder text = new StringBuilder();
        int next = at + 1;
        int end = pattern.indexOf('\'', next);
        while (end >= 0) {
            text.append(pattern, next, end);
            boolean doubled = pattern.startsWith("''", end);
            if (!doubled) {
                builder.appendLiteral(end == at + 1 ? "'" : text.toString());
                return end + 1;
            }
            text.append('\'');
            next = end + 2;
            end = pattern.indexOf('\'', next);
        }
        throw new IllegalArgumentException("a quote has no other at its end");
    }
}
