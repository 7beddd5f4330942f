package org.mailtally.command;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.mailtally.tally.BreakDown;
import org.mailtally.tally.Step;
import org.mailtally.tally.Trackers;

/** The forms in which counts are written for programs: those of each window that has matches, or those of each value. */
enum TryOutput {
    /** A window, or a value, and its count on each line, then the total: what is written where nobody looks on. */
    PLAIN,
    CSV,
    /** One object, with the windows and, with {@code --by}, the values. */
    JSON,
    /** Bars, and the newest lines that match: for people. */
    BARS;

    /**
     * The text of all counts; of bars there is none.
     *
     * @param values what the windows are broken down by; null where they are not
     */
    String of(SortedMap<Long, Long> windows, @Nullable TryValues values) {
        long total = windows.values().stream().mapToLong(Long::longValue).sum();
        Map<String, Long> named = values == null ? byWindow(windows) : named(values);
        return switch (this) {
            case PLAIN -> {
                StringBuilder text = new StringBuilder();
                named.forEach((name, count) ->
                        text.append(name).append(' ').append(count).append('\n'));
                yield text.append("total ").append(total).append('\n').toString();
            }
            case CSV -> {
                StringBuilder text = new StringBuilder(values == null ? "window,count\n" : "value,count\n");
                named.forEach((name, count) -> text.append(values == null ? name : quoted(name, "\"\""))
                        .append(',')
                        .append(count)
                        .append('\n'));
                yield text.toString();
            }
            case JSON ->
                "{\"windows\":" + json("window", byWindow(windows))
                        + (values == null ? "" : ",\"values\":" + json("value", named)) + ",\"total\":" + total + "}\n";
            case BARS -> "";
        };
    }

    private static Map<String, Long> byWindow(SortedMap<Long, Long> windows) {
        Map<String, Long> named = new LinkedHashMap<>();
        windows.forEach((start, count) -> named.put(Step.name(start), count));
        return named;
    }

    /** The values with the most matches, and last the matches of all others. */
    private static Map<String, Long> named(TryValues values) {
        Map<String, Long> named = values.largest(Trackers.BY_LIMIT);
        long others = values.total()
                - named.values().stream().mapToLong(Long::longValue).sum();
        if (others > 0) {
            named.merge(BreakDown.OTHER, others, Long::sum);
        }
        return named;
    }

    private static String json(String key, Map<String, Long> counts) {
        StringJoiner objects = new StringJoiner(",", "[", "]");
        counts.forEach((name, count) -> objects.add(
                "{\"" + key + "\":" + quoted(name.replace("\\", "\\\\"), "\\\"") + ",\"count\":" + count + "}"));
        return objects.toString();
    }

    /** A text, which holds no control characters, between quotes. */
    private static String quoted(String text, String quote) {
        return '"' + text.replace("\"", quote) + '"';
    }
}
