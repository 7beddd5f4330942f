package org.mailtally.check;

import org.jspecify.annotations.Nullable;

/** The two ranges a count is judged by; either may be absent, and critical wins. Immutable. */
public final class Thresholds {

    private final @Nullable Range warning;
    private final @Nullable Range critical;

    private Thresholds(@Nullable Range warning, @Nullable Range critical) {
        this.warning = warning;
        this.critical = critical;
    }

    /**
     * Reads both ranges; null or an empty text is no range.
     *
     * @throws IllegalArgumentException if one is not a range, in one line that names it, its value and the form
     */
    public static Thresholds parse(@Nullable String warning, @Nullable String critical) {
        return new Thresholds(range("warning", warning), range("critical", critical));
    }

    private static @Nullable Range range(String name, @Nullable String text) {
        return text == null || text.isEmpty() ? null : Range.parse(name, text);
    }

    /** Judges a count. */
    public Result judge(Counted counted) {
        return new Result(state(counted.messages()), counted.text(), performance(counted));
    }

    /** Judges a count about which something is wrong whatever it is: the result is no better than that. */
    public Result judge(Counted counted, State atBest) {
        State judged = state(counted.messages());
        return new Result(atBest.or(judged), counted.text(), performance(counted));
    }

    private State state(long messages) {
        if (critical != null && critical.alertsOn(messages)) {
            return State.CRITICAL;
        }
        return warning != null && warning.alertsOn(messages) ? State.WARNING : State.OK;
    }

    /** The performance data {@code 'label'=value;warning;critical;minimum}, with both ranges as they were given. */
    private String performance(Counted counted) {
        return label(counted.tracker()) + "=" + counted.messages() + ";" + text(warning) + ";" + text(critical) + ";0";
    }

    private static String text(@Nullable Range range) {
        return range == null ? "" : range.text();
    }

    /** A label may hold no equals sign; with a blank or a quote in it, it stands in quotes, the quote itself doubled. */
    private static String label(String name) {
        String allowed = name.replace('=', '_');
        boolean plain = allowed.chars().noneMatch(c -> Character.isWhitespace(c) || c == '\'');
        return plain ? allowed : "'" + allowed.replace("'", "''") + "'";
    }
}
