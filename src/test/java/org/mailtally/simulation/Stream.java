package org.mailtally.simulation;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One stream of lines, as its writer wrote it: the truth, wherever its bytes are today. */
final class Stream {

    private static final long NEVER = -1;

    private final int number;
    private final @Nullable Stream former;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Set<String> ids = new HashSet<>();
    private final NavigableMap<Integer, Long> written = new TreeMap<>();
    private final Map<SimulatedProcess, Integer> opened = new HashMap<>();
    private final Map<SimulatedProcess, Integer> looked = new HashMap<>();
    private final Map<SimulatedProcess, Integer> read = new HashMap<>();
    private long lostAt = NEVER;
    private boolean cutUnread;

    Stream(int number) {
        this(number, null);
    }

    private Stream(int number, @Nullable Stream former) {
        this.number = number;
        this.former = former;
    }

    /** What this stream becomes where a file is rewritten in place: its beginning, then other lines. */
    Stream rewritten(int newNumber, int common) {
        Stream next = new Stream(newNumber, this);
        next.bytes.write(bytes.toByteArray(), 0, common);
        next.ids.addAll(ids);
        return next;
    }

    /** The stream that this one and all others were that it was rewritten from or into. */
    Stream root() {
        return former == null ? this : former.root();
    }

    int number() {
        return number;
    }

    /** @param millis the time, by the clock */
    void write(byte[] more, long millis) {
        written.put(bytes.size(), millis);
        bytes.writeBytes(more);
    }

    /** When a byte was written; the end of time where it never was. */
    long writtenAt(int at) {
        Map.Entry<Integer, Long> write = written.floorEntry(Math.max(0, at));
        return write == null ? Long.MAX_VALUE : write.getValue();
    }

    /** A process opened a plain file that holds so much of it. */
    void opened(SimulatedProcess by, int size) {
        opened.put(by, size);
    }

    /** A process came to the end of what it had opened. */
    void read(SimulatedProcess by) {
        Integer size = opened.get(by);
        if (size != null) {
            read.put(by, size);
        }
    }

    /** A process looked at a plain file that holds so much of it. */
    void looked(SimulatedProcess by, int size) {
        if (opened.containsKey(by)) {
            looked.merge(by, size, Math::max);
        }
    }

    /** Whether a process read it, and knows of more of it than that. */
    boolean wasSeenBeyond(int size, Collection<SimulatedProcess> processes) {
        return processes.stream()
                .filter(read::containsKey)
                .anyMatch(each -> Math.max(opened.getOrDefault(each, 0), looked.getOrDefault(each, 0)) > size);
    }

    /** The file that it was written to is cut. */
    void cut() {
        cutUnread |= opened.keySet().stream().anyMatch(each -> read.getOrDefault(each, 0) < length());
    }

    /** Whether it was cut when some process had not seen all of it. */
    boolean wasCutUnread() {
        return cutUnread;
    }

    /** Not all of it is in a file at this time; the first time counts. */
    void lost(long millis) {
        lostAt = wasLost() ? lostAt : millis;
    }

    boolean wasLost() {
        return lostAt != NEVER;
    }

    long lostAt() {
        return lostAt;
    }

    /** Whether another stream has the same first line. */
    boolean beginsLike(Stream other) {
        List<String> lines = lines();
        List<String> others = other.lines();
        return !lines.isEmpty() && !others.isEmpty() && lines.get(0).equals(others.get(0));
    }

    /** The line end at or behind a byte, before which a line is not whole; its length where there is none. */
    int lineEnd(int from) {
        byte[] all = bytes();
        int at = from;
        while (at < all.length && all[at] != '\n') {
            at++;
        }
        return at;
    }

    /** The lines that end behind a byte and not behind another. */
    int lines(int from, int to) {
        byte[] all = bytes();
        int lines = 0;
        for (int at = from; at < to; at++) {
            lines += all[at] == '\n' ? 1 : 0;
        }
        return lines;
    }

    int length() {
        return bytes.size();
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    /** Notes that a process took this for the log of that id. */
    void takenFor(String id) {
        ids.add(id);
    }

    Set<String> ids() {
        return ids;
    }

    /** Its whole lines without their ends. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        String text = bytes.toString(StandardCharsets.ISO_8859_1);
        for (int start = 0, end; (end = text.indexOf('\n', start)) >= 0; start = end + 1) {
            lines.add(text.substring(start, end));
        }
        return lines;
    }
}
