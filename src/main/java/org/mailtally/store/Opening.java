package org.mailtally.store;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.mailtally.log.OpenLog;
import org.mailtally.log.Place;
import org.mailtally.tally.Definitions;
import org.mailtally.tally.Stretch;

/**
 * What must be known before a log can be counted, asked step by step: the trackers' readings, which log it is, and last
 * of all its checkpoints; where it is not what was counted up to there, what became of it, and its checkpoints again.
 *
 * <p>Lives for one poll of one file; not thread-safe, but for its {@link #newness}, which those share who write the rows.
 */
public final class Opening {

    private final Definitions definitions;
    private final Readings readings;
    private final Horizons horizons;
    private final Marks marks;
    private final Checkpoints checkpoints;
    private final @Nullable OpenLog log;
    private final Rewritings rewritings;
    private final Newness newness = new Newness();
    private boolean readingsKnown;
    private boolean horizonsKnown;
    private boolean abandoned;
    private boolean asksGaps;
    private final @Nullable Asking sources;
    private final @Nullable Asking archives;
    private @Nullable Place misfit;
    private Map<String, Checkpoint> known = new HashMap<>();
    private @Nullable Iterator<@Nullable Stretch> stretches;

    /**
     * @param definitions the trackers in force as the poll begins: all of it goes by them
     * @param sources what is to be asked about the name that is counted under; null for nothing
     * @param archives what is to be asked about archives; null for nothing
     * @param log the file; null where nothing changed
     */
    Opening(
            Definitions definitions,
            Readings readings,
            Horizons horizons,
            Marks marks,
            Checkpoints checkpoints,
            Rewritings rewritings,
            boolean asksGaps,
            @Nullable Asking sources,
            @Nullable Asking archives,
            @Nullable OpenLog log,
            @Nullable Iterator<@Nullable Stretch> stretches) {
        this.definitions = definitions;
        this.readings = readings;
        this.horizons = horizons;
        this.marks = marks;
        this.checkpoints = checkpoints;
        this.rewritings = rewritings;
        this.log = log;
        this.readingsKnown = !readings.isUnclaimed(definitions);
        this.horizonsKnown = !horizons.isUnknown();
        this.asksGaps = asksGaps;
        this.sources = sources;
        this.archives = archives;
        this.stretches = stretches;
    }

    /** Whether something is yet to be asked. */
    public boolean isAsking() {
        return !abandoned
                && (!readingsKnown
                        || !horizonsKnown
                        || asksGaps
                        || nextAsking() != null
                        || isUnsettled()
                        || awaitsCheckpoints());
    }

    /** The collection that is asked next. */
    public String getCollection() {
        if (readingsKnown && !horizonsKnown) {
            return Horizons.COLLECTION;
        }
        if (readingsKnown && asksGaps) {
            return "mail_gaps";
        }
        Asking asking = nextAsking();
        if (readingsKnown && asking != null) {
            return asking.collection();
        }
        return !readingsKnown || misfit != null
                ? "mail_readings"
                : isUnsettled() ? Marks.COLLECTION : Checkpoints.COLLECTION;
    }

    /** What is asked next. */
    public Document getQuery() {
        if (!readingsKnown) {
            return readings.query();
        }
        if (!horizonsKnown) {
            return horizons.query();
        }
        if (asksGaps) {
            return Gaps.query();
        }
        Asking asking = nextAsking();
        if (asking != null) {
            return asking.query();
        }
        if (misfit != null) {
            return rewritings.query(file());
        }
        return isUnsettled() ? marks.query(file()) : checkpoints.query(file(), definitions);
    }

    /** The stretches yet to be counted; none where no line of the file can be. */
    Iterator<@Nullable Stretch> stretches() {
        Iterator<@Nullable Stretch> found = stretches;
        return abandoned || found == null ? List.<@Nullable Stretch>of().iterator() : found;
    }

    /** Whether the rows of the log are likely to be new. */
    Newness newness() {
        return newness;
    }

    void take(Iterator<@Nullable Stretch> found) {
        stretches = found;
    }

    /** The checkpoints as they are stored, by tracker. */
    Map<String, Checkpoint> known() {
        return known;
    }

    void takeCheckpoints(Map<String, Checkpoint> stored) {
        known = stored;
    }

    /** The place that the file does not fit, so that it must be asked what became of it; null where it fits. */
    @Nullable
    Place misfit() {
        return misfit;
    }

    void askWhatBecameOfIt(@Nullable Place place) {
        misfit = place;
    }

    /** Whether the readings are what is asked, whatever another poll learned of them meanwhile. */
    boolean asksReadings() {
        return !readingsKnown;
    }

    /** Whether the horizons are what is asked, whatever another poll learned of them meanwhile. */
    boolean asksHorizons() {
        return readingsKnown && !horizonsKnown;
    }

    void takeHorizons(Iterable<Document> stored) {
        horizons.take(stored);
        horizonsKnown = true;
    }

    /** Whether possible gaps are what is asked. */
    boolean asksGaps() {
        return asksGaps;
    }

    void gapsAreStored() {
        asksGaps = false;
    }

    /** What is asked about sources, then about archives; null where nothing is, or not any more. */
    @Nullable
    Asking nextAsking() {
        Asking next = sources != null && sources.isAsking() ? sources : archives;
        return next != null && next.isAsking() ? next : null;
    }

    /** What was asked about archives; null where nothing was to be. */
    @Nullable
    Asking archives() {
        return archives;
    }

    void takeReadings() {
        readingsKnown = !readings.isUnclaimed(definitions);
    }

    /** Ends before anything is counted. */
    void giveUp() {
        readingsKnown = true;
        abandoned = true;
    }

    Definitions definitions() {
        return definitions;
    }

    boolean isUnsettled() {
        return log != null && log.isUnsettled();
    }

    private boolean awaitsCheckpoints() {
        return log != null && log.isSettled() && stretches == null;
    }

    OpenLog file() {
        OpenLog file = log;
        if (file == null) {
            throw new IllegalStateException("nothing changed, so no file is open");
        }
        return file;
    }

    @Nullable
    OpenLog log() {
        return log;
    }
}
