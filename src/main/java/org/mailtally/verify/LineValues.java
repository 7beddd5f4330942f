package org.mailtally.verify;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mailtally.tally.LineTest;

/**
 * The by-values of a definition's lines: by the rules of {@code org.mailtally.tally.ValueText} and
 * {@code org.mailtally.log.WrittenHost}, found in another way. Not thread-safe.
 */
final class LineValues {

    private static final String NONE = "-";
    private static final int LONGEST = 100;
    private static final Pattern UNSAFE = Pattern.compile("[\\x00-\\x1f\\x7f-\\x9f\\xad\\u061c\\u180e\\u200b-\\u200f"
            + "\\u2028-\\u202e\\u2060-\\u206f\\ufeff\\ufff9-\\ufffb\\x{e0000}-\\x{e007f}]");
    private static final Pattern BEHIND_TIME = Pattern.compile("[^ \\t]*[ \\t](?:<[^ \\t]*[ \\t]|(?!<))([^ \\t]+)");
    private static final Pattern NO_HOST = Pattern.compile("-|.*:|.*\\[.*");
    private static final Pattern BLANK = Pattern.compile("[ \\t]");

    private final Matcher behindTime = BEHIND_TIME.matcher("");
    private final String by;
    private final boolean isGroup;
    private final int limit;
    private final LineTest test;

    /**
     * @param by what values are called
     * @param isGroup whether that is a named group of the pattern; else it is the line's host
     * @param limit how many values of a window, hour or day and log have a name of their own
     * @param test the test that a line has passed when its value is asked for
     */
    LineValues(String by, boolean isGroup, int limit, LineTest test) {
        this.by = by;
        this.isGroup = isGroup;
        this.limit = limit;
        this.test = test;
    }

    int limit() {
        return limit;
    }

    /** The value of the line that matched last. */
    String of(LogLines lines) {
        return isGroup ? ofGroup(lines) : ofHost(lines);
    }

    private String ofGroup(LogLines lines) {
        int start = test.start(by);
        return start < 0 ? NONE : safe(lines.bytes(), lines.from() + start, lines.from() + test.end(by));
    }

    private String ofHost(LogLines lines) {
        int to = lines.to() > lines.from() && lines.bytes()[lines.to() - 1] == '\r' ? lines.to() - 1 : lines.to();
        String line = new String(lines.bytes(), lines.from(), to - lines.from(), StandardCharsets.ISO_8859_1);
        int object = HeadForms.object(line);
        if (object < 0) {
            return orNone(behindTime(lines, line, 0));
        }
        JsonLine json = JsonLine.of(line, object);
        if (json == null || json.head() == null) {
            return NONE;
        }
        String inside = json.text() == null ? null : behindTime(lines, json.text(), json.textStart());
        return orNone(inside == null ? field(lines, json) : inside);
    }

    /** The host behind the time of a text that begins at an index of the line; null where it names none. */
    private @Nullable String behindTime(LogLines lines, String text, int at) {
        WrittenHead head = HeadForms.of(text);
        if (head == null
                || !head.namesHost()
                || !behindTime.reset(text).region(head.end(), text.length()).lookingAt()) {
            return null;
        }
        String host = behindTime.group(1);
        int start = lines.from() + at + behindTime.start(1);
        return NO_HOST.matcher(host).matches() ? null : safe(lines.bytes(), start, start + host.length());
    }

    private static @Nullable String field(LogLines lines, JsonLine json) {
        String host = json.host();
        int start = lines.from() + json.hostStart();
        boolean isWord =
                host != null && !host.equals(NONE) && !BLANK.matcher(host).find();
        return isWord && host != null ? safe(lines.bytes(), start, start + host.length()) : null;
    }

    private static String orNone(@Nullable String host) {
        return host == null ? NONE : host;
    }

    private static String safe(byte[] bytes, int from, int to) {
        String text = new String(bytes, from, to - from, StandardCharsets.UTF_8).trim();
        String safe = UNSAFE.matcher(text).replaceAll("\ufffd");
        if (safe.length() > LONGEST) {
            boolean splits = Character.isHighSurrogate(safe.charAt(LONGEST - 2));
            safe = safe.substring(0, splits ? LONGEST - 2 : LONGEST - 1) + "…";
        }
        return safe.isEmpty() ? NONE : safe;
    }
}
