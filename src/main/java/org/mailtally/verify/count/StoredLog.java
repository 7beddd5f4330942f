package org.mailtally.verify.count;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mailtally.tally.Step;
import org.mailtally.verify.logs.FilesByLog;

/** A log as the store knows it: its checkpoints, its rows, and what became of recounting it. Not thread-safe. */
public final class StoredLog {

    private static final String REWRITTEN = "was rewritten in place, so that some counts hold lines that are gone";

    private final String id;
    private final Map<String, Checkpoint> checkpoints;
    private final Map<String, RowSeries> series = new LinkedHashMap<>();
    private final Rewriting rewriting;
    private String file = "";
    private String fault = "";
    private long readTo;

    /**
     * @param checkpoints how far it is counted, by tracker, as it was rewritten last
     * @param rewriting how often it was rewritten in place
     */
    StoredLog(String id, Map<String, Checkpoint> checkpoints, Rewriting rewriting) {
        this.id = id;
        this.rewriting = rewriting;
        this.checkpoints = checkpoints;
        this.readTo = isSilence() ? Long.MAX_VALUE : -1;
    }

    /** The log's id; of the rows of windows in which no line came from any log, the source's name. */
    public String id() {
        return id;
    }

    /** Whether these are the rows of windows in which no line came: their counts are to be 0, whatever lies on disk. */
    public boolean isSilence() {
        return !FilesByLog.isLog(id);
    }

    Collection<Checkpoint> checkpoints() {
        return checkpoints.values();
    }

    public Collection<RowSeries> series() {
        return series.values();
    }

    public RowSeries series(String tracker, Step step) {
        return series(tracker, null, step);
    }

    /** @param value a by-value; null for the tracker itself */
    public RowSeries series(String tracker, @Nullable String value, Step step) {
        String key = step + " " + new Subject(tracker, value).name();
        return series.computeIfAbsent(
                key, name -> new RowSeries(tracker, value, step, checkpoints.get(tracker), rewriting));
    }

    /** The position up to which it must be read to recount every row. */
    public long needed() {
        return series.values().stream().mapToLong(RowSeries::needed).max().orElse(0);
    }

    /** The file that was recounted, or that could not be; empty where there is none: the log is gone. */
    public String file() {
        return file;
    }

    /** Why it is not recounted, or not to the end, in one line; empty where it is, and where it is gone. */
    public String fault() {
        return fault;
    }

    /** Why some row of it is not recounted, in one line that begins with what it is called. */
    public String reason() {
        return file.isEmpty()
                ? "log " + id.substring(0, 8) + "… is gone"
                : file + " " + (fault.isEmpty() ? REWRITTEN : fault);
    }

    /** The position up to which it was recounted; negative where it was not at all. */
    public long readTo() {
        return readTo;
    }

    void recounted(String newFile, long newReadTo, String newFault) {
        file = newFile;
        readTo = newReadTo;
        fault = newFault;
    }
}
