package org.mailtally.tally;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mailtally.pattern.LineMatcher;
import org.mailtally.pattern.LinePattern;
import org.mailtally.pattern.Lines;
import org.mailtally.source.Block;
import org.mailtally.source.Portion;
import org.mailtally.time.WrittenHost;

/**
 * The lines that say how often a message was repeated, and so stand for several: rsyslog's {@code message repeated 3
 * times: [ … ]} holds the message, BSD's {@code last message repeated 3 times} stands for three more of the nearest line
 * before it that names the same host; not where lines are those of records, each of which stands for itself. Blocks are taken in the log's order; not thread-safe.
 */
final class Repeats {

    /**
     * What such a line holds, with the bytes before it that {@link #HELD} and {@link #LAST} require: literals of 19 bytes,
     * for which the search looks at every sixteenth place; shorter ones would have it look at every eighth.
     */
    static final LinePattern SAID =
            LinePattern.compile(": message repeated \\d|- message repeated \\d|last message repeated \\d");

    /** The bytes before such a line in which the line that it repeats must begin. */
    private static final int LOOK_BACK = Portion.BYTES_BEFORE - 1;

    /** The repeats that are believed: a greater number is a forged or broken one, and its line an ordinary one. */
    static final int MOST = 1_000_000;

    private static final String TAG = "[^ ]+: |[^ ]+ [^ ]+ [^ ]+ - ";
    private static final Pattern HELD =
            Pattern.compile("[ \\t](?:" + TAG + ")(message repeated (\\d{1,7}) times: \\[ ?)(.*)\\]", Pattern.DOTALL);
    private static final Pattern LAST =
            Pattern.compile("[ \\t](?:" + TAG + ")?(?:--- )?last message repeated (\\d{1,7}) times?(?: ---)?");

    private final WrittenHost host = new WrittenHost();
    private final WrittenHost otherHost = new WrittenHost();
    private byte[] before = {};
    private boolean reachesStart;

    /** Takes the bytes before the first block. */
    void begin(byte[] bytesBefore, boolean fromTheLogsStart) {
        before = bytesBefore;
        reachesStart = fromTheLogsStart;
    }

    /**
     * Takes the next block.
     *
     * @param said has found the lines that say how often a message was repeated
     * @param trackers have taken the lines that match; they are given what those lines stand for
     */
    void take(Block block, LineMatcher said, List<Matches> trackers) {
        for (int line = 0; line < said.count() && said.lineStart(line) < block.length(); line++) {
            take(block, said.lineStart(line), trackers);
        }
        trackers.forEach(Matches::standForMore);
        keepEnd(block.bytes(), block.length());
    }

    private void take(Block block, int start, List<Matches> trackers) {
        byte[] bytes = block.bytes();
        int end = end(bytes, start, block.length());
        if (!host.find(bytes, start, end)) {
            return;
        }
        String behindHost = text(bytes, host.end(), end);
        Matcher held = HELD.matcher(behindHost);
        Matcher last = LAST.matcher(behindHost);
        if (held.matches() && isBelieved(held.group(2))) {
            stand(start, held.group(2), line(bytes, start, end, host.end(), held), trackers);
        } else if (!block.isOfRecords() && last.matches() && isBelieved(last.group(1))) {
            Line repeated = before(bytes, start);
            if (repeated != null) {
                stand(start, last.group(1), repeated, trackers);
            }
        }
    }

    private static void stand(int start, String times, Line repeated, List<Matches> trackers) {
        int number = Integer.parseInt(times);
        trackers.forEach(matches -> matches.stand(start, number, repeated.value(matches.matcher())));
    }

    private static boolean isBelieved(String times) {
        int number = Integer.parseInt(times);
        return number >= 1 && number <= MOST;
    }

    /** A line; of one that holds a message, first as it would have been written once, without brackets and number. */
    private static Line line(byte[] bytes, int start, int end, int behindHost, Matcher held) {
        byte[] written = Arrays.copyOfRange(bytes, start, end);
        if (!held.matches() || !isBelieved(held.group(2))) {
            return new Line(List.of(written));
        }
        int head = behindHost - start + held.start(1);
        byte[] once = Arrays.copyOf(written, head + held.end(3) - held.start(3));
        System.arraycopy(bytes, behindHost + held.start(3), once, head, once.length - head);
        return new Line(List.of(once, written));
    }

    /** A line that is repeated: what it holds, if it holds a message, and as it is written. */
    private record Line(List<byte[]> messages) {

        @Nullable
        String value(LineMatcher matcher) {
            String value = null;
            for (byte[] message : messages) {
                value = value == null ? matcher.valueOf(message, 0, message.length) : value;
            }
            return value;
        }
    }

    /** The nearest line before an index that names the host that was found; null where there is none. */
    private @Nullable Line before(byte[] bytes, int index) {
        int from = Math.max(0, index - LOOK_BACK);
        Line found = nearest(bytes, from, index, from == 0, bytes);
        if (found != null || from > 0) {
            return found;
        }
        int least = Math.max(0, before.length - (LOOK_BACK - index));
        boolean endsWithALine = before.length > 0 && before[before.length - 1] == '\n';
        return endsWithALine ? nearest(before, least, before.length, least == 0 && reachesStart, bytes) : null;
    }

    /** The last line of the host that begins at or behind {@code from}, and ends before {@code to}. */
    private @Nullable Line nearest(byte[] bytes, int from, int to, boolean fromIsStart, byte[] ofHost) {
        int next = to;
        while (next > from) {
            int start = Lines.start(bytes, next - 1, 0);
            boolean isStart = start > 0 || fromIsStart;
            if (start < from || !isStart) {
                return null;
            }
            int end = end(bytes, start, next - 1);
            boolean isSameHost = otherHost.find(bytes, start, end)
                    && Arrays.equals(bytes, otherHost.start(), otherHost.end(), ofHost, host.start(), host.end());
            if (isSameHost) {
                String behindHost = text(bytes, otherHost.end(), end);
                Matcher last = LAST.matcher(behindHost);
                if (!last.matches() || !isBelieved(last.group(1))) {
                    return line(bytes, start, end, otherHost.end(), HELD.matcher(behindHost));
                }
            }
            next = start;
        }
        return null;
    }

    private static int end(byte[] bytes, int start, int length) {
        int end = Lines.end(bytes, start, length);
        return end > start && bytes[end - 1] == '\r' ? end - 1 : end;
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    /** Keeps the end of what was read, for the next block. */
    private void keepEnd(byte[] bytes, int length) {
        int kept = Math.min(before.length, Math.max(0, LOOK_BACK + 1 - length));
        int added = Math.min(length, LOOK_BACK + 1);
        reachesStart &= kept == before.length && added == length;
        byte[] end = Arrays.copyOfRange(before, before.length - kept, before.length + added);
        System.arraycopy(bytes, length - added, end, kept, added);
        before = end;
    }
}
