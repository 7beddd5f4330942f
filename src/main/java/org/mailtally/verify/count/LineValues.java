package org.mailtally.verify.count;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.mailtally.pattern.LineTest;
import org.mailtally.verify.time.LineHost;

/**
 * The by-values of a definition's lines: by the rules of {@code org.mailtally.tally.ValueText} and
 * {@code org.mailtally.time.WrittenHost}, found in another way. Not thread-safe.
 */
final class LineValues {

    private static final String NONE = "-";
    private static final int LONGEST = 100;
    private static final Pattern UNSAFE = Pattern.compile("[\\x00-\\x1f\\x7f-\\x9f\\xad\\u061c\\u180e\\u200b-\\u200f"
            + "\\u2028-\\u202e\\u2060-\\u206f\\ufeff\\ufff9-\\ufffb\\x{e0000}-\\x{e007f}]");

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

    /** The value of the line {@code [from, to)}, the one that matched last. */
    String of(byte[] bytes, int from, int to) {
        return isGroup ? ofGroup(bytes, from) : ofHost(bytes, from, to);
    }

    private String ofGroup(byte[] bytes, int from) {
        int start = test.start(by);
        return start < 0 ? NONE : safe(bytes, from + start, from + test.end(by));
    }

    private String ofHost(byte[] bytes, int from, int to) {
        int end = to > from && bytes[to - 1] == '\r' ? to - 1 : to;
        String line = new String(bytes, from, end - from, StandardCharsets.ISO_8859_1);
        LineHost host = LineHost.of(line);
        return host == null ? NONE : safe(bytes, from + host.start(), from + host.end());
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
