package org.mailtally.simulation;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One stream of lines, as its writer wrote it: the truth, wherever its bytes are today. */
final class Stream {

    private final int number;
    private final @Nullable Stream former;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Set<String> ids = new HashSet<>();

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

    void write(byte[] written) {
        bytes.writeBytes(written);
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
