package org.mailtally.gviz.evaluation;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.mailtally.gviz.query.Operator;
import org.mailtally.gviz.query.QueryException;
import org.mailtally.gviz.table.ColumnData;
import org.mailtally.gviz.table.Notice;
import org.mailtally.gviz.table.PlainText;
import org.mailtally.gviz.table.Reason;
import org.mailtally.gviz.table.WallClock;

/**
 * Makes the tests that look at the text of values: numbers as {@code 5}, times as {@code 2026-11-01 00:05:00}. Expressions
 * are RE2's, whose time is linear in the text; what one query may spend on them and on {@code like} is counted in
 * characters looked at, and bounded. For one query.
 */
final class TextTests {
    private static final long MOST_STEPS = 200_000_000;
    private static final int LONGEST_EXPRESSION = 500;
    private static final int MOST_REPETITIONS = 1_000;
    private static final java.util.regex.Pattern REPETITION =
            java.util.regex.Pattern.compile("\\{(\\d+)(?:,(\\d*))?\\}");

    private final Map<String, Predicate<String>> prepared = new HashMap<>();
    private final List<Notice> warnings = new ArrayList<>();
    private long steps;

    /** What the client should know of the tests that were made. */
    List<Notice> warnings() {
        return warnings;
    }

    RowTest of(Operator operator, ColumnData left, ColumnData right) {
        WallClock clock = new WallClock();
        return row -> {
            String text = PlainText.of(left, row, clock);
            String pattern = PlainText.of(right, row, clock);
            return switch (operator) {
                case CONTAINS -> text.contains(pattern);
                case STARTS_WITH -> text.startsWith(pattern);
                case ENDS_WITH -> text.endsWith(pattern);
                case LIKE -> {
                    spend((long) (text.length() + 1) * (pattern.length() + 1), "like");
                    yield Like.matches(pattern, text);
                }
                case MATCHES ->
                    prepared.computeIfAbsent(pattern, this::expression).test(text);
                default -> throw new IllegalStateException(operator + " is not about text");
            };
        };
    }

    private Predicate<String> expression(String expression) {
        if (expression.length() > LONGEST_EXPRESSION || repetitions(expression) > MOST_REPETITIONS) {
            throw QueryException.tooMuch("an expression after matches may have " + LONGEST_EXPRESSION
                    + " characters and repeat a part " + MOST_REPETITIONS + " times");
        }
        try {
            Pattern pattern = Pattern.compile(expression);
            spend(pattern.programSize() * 10L, "matches");
            return text -> {
                spend((long) (text.length() + 1) * pattern.programSize(), "matches");
                return pattern.matches(text);
            };
        } catch (PatternSyntaxException e) {
            return refused(expression, e.getDescription());
        }
    }

    /** Nothing matches what is no expression; what only is none here is refused. */
    private Predicate<String> refused(String expression, String why) {
        try {
            java.util.regex.Pattern.compile(expression);
        } catch (java.util.regex.PatternSyntaxException e) {
            warnings.add(new Notice(
                    Reason.INVALID_QUERY,
                    "no row matches " + QueryException.quote(expression) + ", which is no regular expression: " + why));
            return text -> false;
        }
        throw QueryException.tooMuch("matches takes RE2 expressions, without look-around and back-references: " + why
                + " in " + QueryException.quote(expression));
    }

    /** How often nested repetitions might multiply a part. */
    private static double repetitions(String expression) {
        java.util.regex.Matcher counted = REPETITION.matcher(expression);
        double product = 1;
        while (counted.find()) {
            String most = counted.group(2) == null || counted.group(2).isEmpty() ? counted.group(1) : counted.group(2);
            product *= Math.max(1, Double.parseDouble(most));
        }
        return product;
    }

    private void spend(long more, String operator) {
        steps += more;
        if (steps > MOST_STEPS) {
            throw QueryException.tooMuch(operator + " has too much to look at; a shorter pattern or fewer rows help");
        }
    }
}
