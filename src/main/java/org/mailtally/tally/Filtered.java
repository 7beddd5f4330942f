package org.mailtally.tally;

import java.io.IOException;

/** The lines of a task, filtered by the trackers' patterns as it is aggregated. For one thread. */
@FunctionalInterface
public interface Filtered {

    /**
     * The counts of matching lines per window, hour and day of the lines' own time.
     *
     * @throws IOException where the log cannot be read, or changed while it was
     */
    Tally aggregate() throws IOException;
}
