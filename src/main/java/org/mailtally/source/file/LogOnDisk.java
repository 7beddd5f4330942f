package org.mailtally.source.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.mailtally.source.LogId;
import org.mailtally.source.Place;
import org.mailtally.source.file.content.Content;
import org.mailtally.source.file.content.Contents;

/**
 * A file that may be a log of any source: under each source's name it has other ids, and a place up to which one of these was
 * counted shows whether it is that very log. Immutable and thread-safe.
 */
public final class LogOnDisk {

    private final Path path;
    private final String name;
    private final Head head;

    LogOnDisk(Path path, String name, Head head) {
        this.path = path;
        this.name = name;
        this.head = head;
    }

    /** Its path, relative to the folder that is followed. */
    public String name() {
        return name;
    }

    /** What it may be called under a source's name: by its first line, or by the mark at which it parts from logs alike. */
    public List<LogId> ids(String source) {
        List<LogId> ids = new ArrayList<>();
        for (int mark = 1; mark <= head.marks(); mark++) {
            ids.add(head.id(source, mark));
        }
        return ids;
    }

    /** Whether it holds what was counted up to a place of a log with one of these ids. */
    public boolean holds(Place counted) {
        try (Content content = Contents.open(path)) {
            return counted.position() > 0
                    && Contents.hashBefore(content, counted.position()).equals(counted.hash());
        } catch (IOException unreadable) {
            return false;
        }
    }
}
