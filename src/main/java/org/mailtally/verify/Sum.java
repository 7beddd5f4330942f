package org.mailtally.verify;

import java.util.ArrayList;
import java.util.List;
import org.mailtally.tally.Step;
import org.mailtally.verify.count.StoredLog;
import org.mailtally.verify.count.Subject;
import org.mailtally.verify.count.Verdict;

/** The verdicts of all logs about one window, hour or day of one tracker or by-value, added up. Not thread-safe. */
final class Sum {

    private final long start;
    private final Step step;
    private final Subject counted;
    private final List<String> differing = new ArrayList<>();
    private long stored;
    private long recounted;
    private long notRecounted;
    private boolean isPartly;

    Sum(long start, Step step, Subject counted) {
        this.start = start;
        this.step = step;
        this.counted = counted;
    }

    void add(StoredLog log, Verdict verdict) {
        Long count = verdict.stored();
        Long again = verdict.recounted();
        stored += count == null ? 0 : count;
        if (again == null) {
            isPartly = true;
            notRecounted += count == null ? 0 : count;
            return;
        }
        recounted += again;
        if (verdict.differs()) {
            String name = log.isSilence() ? "rows without a log" : log.file();
            differing.add(count == null ? name + " (no row)" : name);
        }
    }

    long start() {
        return start;
    }

    Step step() {
        return step;
    }

    Subject counted() {
        return counted;
    }

    long stored() {
        return stored;
    }

    long recounted() {
        return recounted;
    }

    /** What is stored of logs that cannot be recounted. */
    long notRecounted() {
        return notRecounted;
    }

    /** By how much too many are stored, of what can be recounted. */
    long difference() {
        return stored - notRecounted - recounted;
    }

    /** Whether a part of it cannot be recounted. */
    boolean isPartly() {
        return isPartly;
    }

    /** Whether the row of any log differs, though the sums may not. */
    boolean differs() {
        return !differing.isEmpty();
    }

    /** The files whose rows differ. */
    List<String> differing() {
        return differing;
    }
}
