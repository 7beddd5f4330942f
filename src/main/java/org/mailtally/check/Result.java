package org.mailtally.check;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a check came to.
 *
 * @param state the state of what is watched
 * @param text one line for a person; a line break, another control character or a {@code |} in it is made harmless
 * @param performance the performance data, empty where there is none
 */
public record Result(State state, String text, String performance) {

    private static final Pattern LINE = Pattern.compile(
            "MAILTALLY (?<state>OK|WARNING|CRITICAL|UNKNOWN) - (?<text>[^|]+)(?:\\|(?<performance>.*))?",
            Pattern.DOTALL);

    public Result {
        text = onOneLine(text).replace('|', '/');
        performance = onOneLine(performance);
    }

    private static String onOneLine(String text) {
        return text.replaceAll("\\p{Cc}+", " ").strip();
    }

    /** The result where nothing can be judged, such as a tracker that does not exist. */
    public static Result unknown(String why) {
        return new Result(State.UNKNOWN, why, "");
    }

    /** Reads a plugin's line back; empty where it is anything else. */
    static Optional<Result> parse(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String performance = matcher.group("performance");
        return Optional.of(new Result(
                State.valueOf(matcher.group("state")), matcher.group("text"), performance == null ? "" : performance));
    }

    /** The one line of a plugin, without a line end; its second word is the state. */
    public String line() {
        String line = "MAILTALLY " + state + " - " + text;
        return performance.isEmpty() ? line : line + " | " + performance;
    }
}
