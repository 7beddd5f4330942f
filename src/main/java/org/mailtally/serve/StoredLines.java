package org.mailtally.serve;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.mailtally.source.Place;
import org.mailtally.tally.Step;
import org.mailtally.tally.Tally;

/**
 * The lines and bytes that this process has counted and stored since its start, by tracker; a line that is recounted is
 * there once more. Thread-safe.
 */
final class StoredLines {

    private final Map<String, LongAdder> lines = new ConcurrentHashMap<>();
    private final LongAdder bytes = new LongAdder();

    /** Adds what a tally holds; of a silence that is nothing. */
    void add(Tally tally) {
        Place start = tally.start();
        Place end = tally.end();
        if (start == null || end == null) {
            return;
        }
        bytes.add(end.position() - start.position());
        for (Tally.Entry entry : tally.entries()) {
            if (entry.count() > 0 && entry.key().step() == Step.WINDOW) {
                lines.computeIfAbsent(entry.key().tracker(), name -> new LongAdder())
                        .add(entry.count());
            }
        }
    }

    /** The lines that a tracker matched. */
    long lines(String tracker) {
        LongAdder counted = lines.get(tracker);
        return counted == null ? 0 : counted.sum();
    }

    /** The uncompressed bytes of logs. */
    long bytes() {
        return bytes.sum();
    }

    /** Forgets the trackers that are not among these any more. */
    void keepOnly(Collection<String> trackers) {
        lines.keySet().retainAll(trackers);
    }
}
