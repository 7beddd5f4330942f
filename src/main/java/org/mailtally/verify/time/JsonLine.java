package org.mailtally.verify.time;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A line of JSON: by the rules of {@code org.mailtally.time.JsonFields}, found in another way.
 *
 * @param time the field that says when it was written; null for none
 * @param text the line that was wrapped; null for none
 * @param textStart where that begins in the line
 * @param host the field that names the host; null for none
 * @param hostStart where that begins in the line
 */
record JsonLine(@Nullable String time, @Nullable String text, int textStart, @Nullable String host, int hostStart) {

    private static final Set<String> TIMES = Set.of("time", "timestamp", "@timestamp", "ts", "__REALTIME_TIMESTAMP");
    private static final Set<String> TEXTS = Set.of("message", "log", "msg", "MESSAGE");
    private static final Set<String> HOSTS = Set.of("host", "hostname", "_HOSTNAME");

    /** A value and where it begins. */
    private record Value(String text, int start) {}

    /** The fields of the object that begins at an index; null where it does not end within the line. */
    static @Nullable JsonLine of(String line, int from) {
        Map<Set<String>, Value> found = new HashMap<>();
        String key = "";
        String expected = "\"";
        for (int at = from + 1; at < line.length(); at++) {
            char c = line.charAt(at);
            if (" \t\r".indexOf(c) >= 0) {
                continue;
            }
            int end = end(line, at);
            if (expected.isEmpty()) {
                if (",:}]".indexOf(c) >= 0) {
                    return null;
                }
                put(found, key, value(line, at, end));
                expected = ",}";
                at = end - 1;
            } else if (expected.indexOf(c) < 0) {
                return null;
            } else if (c == '"') {
                key = line.substring(at + 1, Math.max(at + 1, end - 1));
                expected = ":";
                at = end - 1;
            } else if (c == '}') {
                return of(found);
            } else {
                expected = c == ':' ? "" : "\"";
            }
        }
        return null;
    }

    /** The index behind what begins at an index: a string, an array, an object, or a word of other characters. */
    private static int end(String line, int from) {
        int depth = 0;
        for (int at = from; at < line.length(); at++) {
            char c = line.charAt(at);
            if (at > from && depth == 0 && ",}] \t\r".indexOf(c) >= 0) {
                return at;
            }
            if (c == '"') {
                at = closingQuote(line, at);
            }
            depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
            if (depth == 0 && c == '"' && line.charAt(from) == '"') {
                return Math.min(at + 1, line.length());
            }
        }
        return line.length();
    }

    /** A string without its quotes, or a number; empty for others. */
    private static Value value(String line, int from, int end) {
        boolean isString = line.charAt(from) == '"' && end - from > 1;
        boolean isNumber = Character.isDigit(line.charAt(from));
        int start = isString ? from + 1 : from;
        return new Value(isString || isNumber ? line.substring(start, isString ? end - 1 : end) : "", start);
    }

    private static JsonLine of(Map<Set<String>, Value> found) {
        Value time = found.get(TIMES);
        Value text = found.get(TEXTS);
        Value host = found.get(HOSTS);
        return new JsonLine(
                time == null ? null : time.text(),
                text == null ? null : text.text(),
                text == null ? 0 : text.start(),
                host == null ? null : host.text(),
                host == null ? 0 : host.start());
    }

    private static void put(Map<Set<String>, Value> found, String key, Value value) {
        for (Set<String> keys : Set.of(TIMES, TEXTS, HOSTS)) {
            if (keys.contains(key) && !value.text().isEmpty()) {
                found.putIfAbsent(keys, value);
            }
        }
    }

    private static int closingQuote(String line, int opening) {
        int at = opening + 1;
        while (at < line.length() && line.charAt(at) != '"') {
            at += line.charAt(at) == '\\' ? 2 : 1;
        }
        return at;
    }

    /** When it was written, as it is written; null for never. */
    @Nullable
    WrittenHead head() {
        WrittenHead ofTime = time == null ? null : HeadForms.of(time);
        if (ofTime != null && ofTime.isWhole()) {
            return ofTime;
        }
        WrittenHead ofText = text == null ? null : HeadForms.of(text);
        return ofText == null ? ofTime : ofText;
    }
}
