package org.mailtally.check;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A plugin's range {@code [@]start:end}, both ends inclusive: it alerts on values outside, with {@code @} on values inside.
 * Start and colon may be left out where start is 0; an absent end is infinity; {@code ~} as start is minus infinity.
 *
 * @param start null for minus infinity
 * @param end null for infinity
 * @param alertsInside whether the range was written with {@code @}
 * @param text the range as it was given
 */
record Range(@Nullable BigDecimal start, @Nullable BigDecimal end, boolean alertsInside, String text) {

    private static final String NUMBER = "-?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)";
    private static final Pattern FORM = Pattern.compile(
            "(?<inside>@)?(?:(?<start>~|" + NUMBER + "):(?<end>" + NUMBER + ")?|:?(?<only>" + NUMBER + "))");
    /** The characters that a range has at most: a number of a hundred thousand digits takes long to read. */
    private static final int LONGEST = 100;

    private static final String REMEDY = ": write [@]START:END, such as 50:5000, 10:, ~:10 or @10:20";

    /**
     * Reads a range.
     *
     * @param name what the range is for, such as {@code warning}; the error says it
     * @throws IllegalArgumentException if the text is no range or its start lies above its end
     */
    static Range parse(String name, String text) {
        String shown = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
        Matcher form = FORM.matcher(shown);
        if (!form.matches()) {
            throw new IllegalArgumentException(name + " range '" + shown + "' is not a range" + REMEDY);
        }
        boolean alertsInside = form.group("inside") != null;
        String only = form.group("only");
        BigDecimal start = number(only == null ? form.group("start") : "0");
        BigDecimal end = number(only == null ? form.group("end") : only);
        if (start != null && end != null && start.compareTo(end) > 0) {
            throw new IllegalArgumentException(name + " range '" + text + "' starts above its end" + REMEDY);
        }
        return new Range(start, end, alertsInside, text);
    }

    private static @Nullable BigDecimal number(@Nullable String text) {
        return text == null || text.equals("~") ? null : new BigDecimal(text);
    }

    boolean alertsOn(long count) {
        BigDecimal value = BigDecimal.valueOf(count);
        boolean within = (start == null || value.compareTo(start) >= 0) && (end == null || value.compareTo(end) <= 0);
        return within == alertsInside;
    }
}
