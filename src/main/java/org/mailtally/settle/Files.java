package org.mailtally.settle;

import java.io.File;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.mailtally.source.file.Logs;
import org.mailtally.store.Opening;
import org.mailtally.store.Openings;
import org.mailtally.store.Readings;

/** The entry to this room: opens the mail log files of one folder, each for one poll. Thread-safe. */
public final class Files {

    private final Logs logs;
    private final Openings openings;
    private final Readings readings;
    private final Gaps gaps;
    private final Sources sources;
    private final Archives archives;
    private final Marks marks = new Marks();
    private final RewrittenFiles rewritten;

    public Files(
            Logs logs,
            Openings openings,
            Readings readings,
            Gaps gaps,
            Sources sources,
            Archives archives,
            Clock clock) {
        this.logs = logs;
        this.openings = openings;
        this.readings = readings;
        this.gaps = gaps;
        this.sources = sources;
        this.archives = archives;
        this.rewritten = new RewrittenFiles(readings.rewritings(), clock);
    }

    /**
     * Whether a file is an archive, to which nobody writes any more: it is read in a thread beside that of the live logs.
     *
     * @param file null where nothing changed: no archive
     */
    public boolean isArchive(@Nullable File file) {
        return logs.isArchive(file);
    }

    /**
     * Opens a file that changed; nothing is opened where it is an archive that the store says every tracker has counted to
     * its end, or where it cannot be read, which is noted for the pages.
     *
     * @param file null where nothing changed: then windows that ended are still to be noted as read
     */
    public Opening open(@Nullable File file) {
        if (logs.isArchive(file) && archives.isKnownCounted(file)) {
            return openings.nothing();
        }
        return openings.open(
                new OpenedFile(logs.openIfReadable(file), readings, gaps, sources, archives, marks, rewritten));
    }
}
