package org.mailtally.verify;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    private static final Pattern BEHIND_TIME = Pattern.compile("[^ ]* (?:<[^ ]* |(?!<))([^ ]+)");
    private static final Pattern NO_HOST = Pattern.compile("-|.*:|.*\\[.*");

    private final Matcher yearless = LineTimes.YEARLESS.matcher("");
    private final Matcher iso = LineTimes.ISO.matcher("");
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
        int timeEnd = timeEnd(line);
        if (timeEnd < 0
                || !behindTime.reset(line).region(timeEnd, line.length()).lookingAt()) {
            return NONE;
        }
        String host = behindTime.group(1);
        int start = lines.from() + behindTime.start(1);
        return NO_HOST.matcher(host).matches() ? NONE : safe(lines.bytes(), start, start + host.length());
    }

    /** Where a line's time ends; negative where it has none, or is of exim's form, which names no host. */
    private int timeEnd(String line) {
        if (yearless.reset(line).lookingAt()) {
            return yearless.end();
        }
        boolean isExim = iso.reset(line).lookingAt() && line.charAt(iso.end(3)) == ' ';
        return isExim || !iso.reset(line).lookingAt() ? -1 : iso.end();
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
