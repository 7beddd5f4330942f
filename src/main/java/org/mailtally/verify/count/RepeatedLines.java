package org.mailtally.verify.count;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mailtally.verify.logs.LogLines;
import org.mailtally.verify.time.LineHost;

/**
 * The lines that say how often a message was repeated: by the rules of {@code org.mailtally.tally.Repeats}, found in
 * another way. Lines are taken in the log's order; not thread-safe.
 */
final class RepeatedLines {

    private static final int LOOK_BACK = 4_096;
    private static final int MOST = 1_000_000;
    private static final String SAID = "message repeated ";
    private static final String TAG = "(?:[^ ]+: |[^ ]+ [^ ]+ [^ ]+ - )";
    private static final Pattern HELD =
            Pattern.compile("([ \\t]" + TAG + ")" + SAID + "(\\d{1,7}) times: \\[ ?(.*)\\]", Pattern.DOTALL);
    private static final Pattern LAST =
            Pattern.compile("[ \\t]" + TAG + "?(?:--- )?last " + SAID + "(\\d{1,7}) times?(?: ---)?");

    private final Deque<Line> recent = new ArrayDeque<>();
    private int times;
    private List<byte[]> messages = List.of();

    /** A line, its end left out, and where it begins in the log. */
    private record Line(long start, String text) {}

    /** Takes the next line. */
    void next(LogLines lines) {
        times = 0;
        messages = List.of();
        while (!recent.isEmpty() && recent.getFirst().start() < lines.start() - LOOK_BACK) {
            recent.removeFirst();
        }
        String text = new String(lines.bytes(), lines.from(), lines.to() - lines.from(), StandardCharsets.ISO_8859_1);
        Line line = new Line(lines.start(), text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
        if (text.contains(SAID)) {
            read(line.text());
        }
        recent.addLast(line);
    }

    private void read(String text) {
        LineHost host = LineHost.of(text);
        if (host == null) {
            return;
        }
        Matcher last = behind(host, LAST, text);
        Matcher held = behind(host, HELD, text);
        if (last.matches() && isBelieved(last.group(1))) {
            String name = text.substring(host.start(), host.end());
            for (Iterator<Line> lines = recent.descendingIterator(); times == 0 && lines.hasNext(); ) {
                String before = lines.next().text();
                if (isOrdinaryOf(name, before)) {
                    times = Integer.parseInt(last.group(1));
                    messages = messages(before);
                }
            }
        } else if (held.matches() && isBelieved(held.group(2))) {
            times = Integer.parseInt(held.group(2));
            messages = messages(text);
        }
    }

    private static boolean isOrdinaryOf(String name, String text) {
        LineHost host = LineHost.of(text);
        if (host == null || !text.substring(host.start(), host.end()).equals(name)) {
            return false;
        }
        Matcher last = behind(host, LAST, text);
        return !last.matches() || !isBelieved(last.group(1));
    }

    /** What a line holds, if it holds a message, and the line as it is written. */
    private static List<byte[]> messages(String text) {
        LineHost host = LineHost.of(text);
        byte[] written = text.getBytes(StandardCharsets.ISO_8859_1);
        Matcher held = host == null ? null : behind(host, HELD, text);
        if (held == null || !held.matches() || !isBelieved(held.group(2))) {
            return List.of(written);
        }
        String message = text.substring(0, held.end(1)) + held.group(3);
        return List.of(message.getBytes(StandardCharsets.ISO_8859_1), written);
    }

    private static Matcher behind(LineHost host, Pattern pattern, String text) {
        return pattern.matcher(text).region(host.end(), text.length());
    }

    private static boolean isBelieved(String number) {
        return Integer.parseInt(number) >= 1 && Integer.parseInt(number) <= MOST;
    }

    /** For how many messages the line stands that was taken last; 0 where it says nothing of that. */
    int times() {
        return times;
    }

    /** The message that it stands for, in the ways that a pattern may match it. */
    List<byte[]> messages() {
        return messages;
    }
}
