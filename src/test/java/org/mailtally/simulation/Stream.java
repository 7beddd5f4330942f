package org.mailtally.simulation;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
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

    private final int number;
    private final @Nullable Stream previous;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Set<String> ids = new HashSet<>();
    private final NavigableMap<Integer, Moment> written = new TreeMap<>();
    private final Set<Integer> writtenToDeleted = new HashSet<>();
    private final Map<Reader, Integer> opened = new HashMap<>();
    private final Map<Reader, Integer> read = new HashMap<>();
    private boolean lost;
    private boolean cutUnread;
    private int countedBeforeRewriting;

    /** A process that reads a file. */
    private record Reader(SimulatedProcess process, LogFile file) {}

    Stream(int number) {
        this(number, null);
    }

    private Stream(int number, @Nullable Stream previous) {
        this.number = number;
        this.previous = previous;
    }

    /**
     * What this stream becomes where a file is rewritten in place: its beginning, then other lines.
     *
     * @param counted the bytes that are counted of this one by then
     */
    Stream rewritten(int newNumber, int common, int counted) {
        countedBeforeRewriting = Math.max(countedBeforeRewriting, counted);
        Stream next = new Stream(newNumber, this);
        next.bytes.write(bytes.toByteArray(), 0, common);
        next.ids.addAll(ids);
        return next;
    }

    /** The stream that this one and all others were that it was rewritten from or into. */
    Stream root() {
        return previous == null ? this : previous.root();
    }

    /** The bytes that were counted of it before a file of it was rewritten; 0 where none was. */
    int countedBeforeRewriting() {
        return countedBeforeRewriting;
    }

    /** The bytes with which another stream begins too. */
    int common(Stream other) {
        byte[] ours = bytes();
        byte[] others = other.bytes();
        int differs = Arrays.mismatch(ours, others);
        return differs < 0 ? ours.length : differs;
    }

    int number() {
        return number;
    }

    /** @param isDeleted whether it is written to a file that nobody finds any more */
    void write(byte[] more, Moment when, boolean isDeleted) {
        written.put(bytes.size(), when);
        if (isDeleted) {
            writtenToDeleted.add(bytes.size());
        }
        bytes.writeBytes(more);
    }

    /** When the byte before an offset was written, with which a line became whole that ends there. */
    Moment writtenBefore(int end) {
        return written.floorEntry(end - 1).getValue();
    }

    /** Whether a line that ends at an offset became whole when its file was deleted already. */
    boolean wasWholeTooLate(int end) {
        return writtenToDeleted.contains(written.floorKey(end - 1));
    }

    /** A process opened a plain file that holds so much of it. */
    void opened(SimulatedProcess by, LogFile file, int size) {
        opened.put(new Reader(by, file), size);
    }

    /** A process came to the end of what it had opened of a file. */
    void read(SimulatedProcess by, LogFile file) {
        Reader reader = new Reader(by, file);
        Integer size = opened.get(reader);
        if (size != null) {
            read.put(reader, size);
        }
    }

    /**
     * The file that it was written to is cut: who has read a copy of it knows nothing of lines that came behind it, nor does
     * who has read another stream that begins like it.
     */
    void cut(LogFile file, List<Stream> streams) {
        cutUnread |= streams.stream()
                .filter(other -> other == this || other.beginsLike(this))
                .flatMap(other -> other.opened.keySet().stream())
                .anyMatch(each -> read.getOrDefault(new Reader(each.process(), file), 0) < length());
    }

    /** Whether it was cut when some process had not seen all of it. */
    boolean wasCutUnread() {
        return cutUnread;
    }

    /** Not all of it is in some file now. */
    void lost() {
        lost = true;
    }

    boolean wasLost() {
        return lost;
    }

    /** Whether another stream has the same first line. */
    boolean beginsLike(Stream other) {
        List<String> lines = lines();
        List<String> others = other.lines();
        return !lines.isEmpty() && !others.isEmpty() && lines.get(0).equals(others.get(0));
    }

    /** The offsets behind a byte at which a line ends that is whole. */
    List<Integer> lineEnds(int from) {
        byte[] all = bytes();
        List<Integer> ends = new ArrayList<>();
        for (int at = from; at < all.length; at++) {
            if (all[at] == '\n') {
                ends.add(at + 1);
            }
        }
        return ends;
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

    /** The NULs that it begins with. */
    int nuls() {
        byte[] all = bytes();
        int nuls = 0;
        while (nuls < all.length && all[nuls] == 0) {
            nuls++;
        }
        return nuls;
    }

    /** Its whole lines without their ends. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        String text = bytes.toString(StandardCharsets.ISO_8859_1);
        for (int start = nuls(), end; (end = text.indexOf('\n', start)) >= 0; start = end + 1) {
            lines.add(text.substring(start, end));
        }
        return lines;
    }
}
