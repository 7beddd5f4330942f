package org.mailtally.store;

import com.mongodb.client.model.WriteModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.mailtally.source.Log;
import org.mailtally.tally.Definitions;
import org.mailtally.tally.SilentWindows;
import org.mailtally.tally.Tally;
import org.mailtally.tally.Task;
import org.mailtally.tally.Trackers;

/**
 * What the routes call around one poll of a log: what must be known from the store before it is counted, and what is noted
 * afterwards. Thread-safe.
 */
public final class Openings {

    private final Readings readings;
    private final Horizons horizons;
    private final Trackers trackers;
    private final Checkpoints checkpoints;
    private final SilentWindows silentWindows;
    private final StoreWatch watch;
    private final RowIndexes indexes;

    public Openings(
            Trackers trackers,
            Readings readings,
            Checkpoints checkpoints,
            Horizons horizons,
            SilentWindows silentWindows,
            StoreWatch watch,
            RowIndexes indexes) {
        this.trackers = trackers;
        this.readings = readings;
        this.horizons = horizons;
        this.checkpoints = checkpoints;
        this.silentWindows = silentWindows;
        this.watch = watch;
        this.indexes = indexes;
    }

    /** Begins the poll of what a source opened: by the active trackers, with the lookups that come before counting. */
    public Opening open(Opened opened) {
        Definitions definitions = trackers.now();
        Log log = opened.log();
        CheckpointLookup last =
                log == null ? null : new CheckpointLookup(checkpoints, log, opened.continuity(), definitions);
        Opening opening = new Opening(definitions, opened, last);
        List<Lookup> lookups = new ArrayList<>();
        lookups.add(readings.lookup(definitions, opening::giveUp));
        lookups.add(horizons.lookup());
        lookups.addAll(opened.lookups(definitions));
        if (last != null) {
            lookups.add(last);
        }
        opening.lookUp(lookups);
        opening.endWhereRefused();
        return opening;
    }

    /** A poll without a log: windows that ended are still to be stored as read. */
    public Opening idle() {
        return open(new Nothing());
    }

    /** A poll in which nothing is counted. */
    public Opening nothing() {
        Opening nothing = new Opening(trackers.now(), new Nothing(), null);
        nothing.giveUp();
        return nothing;
    }

    /**
     * Takes what {@link Opening#getFind} found.
     *
     * @return what must be claimed before it is found once more; empty where it is settled
     * @throws IOException where the log cannot be read
     */
    public Write claims(Opening opening, List<Document> stored) throws IOException {
        Lookup lookup = opening.next();
        Find find = opening.getFind();
        if (lookup == null || find == null) {
            throw new IllegalStateException("everything is known already");
        }
        List<WriteModel<Document>> claims = opening.take(lookup, stored);
        if (!lookup.isOpen()) {
            opening.ended(lookup);
        }
        return new Write(find.collection(), claims);
    }

    /**
     * The portions and silent windows that are still to be counted, each found only when it is requested. A null may mark the
     * end, which Camel's splitter allows.
     */
    public Iterator<@Nullable Task> portions(Opening opening) {
        CheckpointLookup known = opening.checkpoints();
        if (opening.isGivenUp()) {
            return List.<@Nullable Task>of().iterator();
        }
        return known == null ? new ArrayList<@Nullable Task>(silentWindows.due()).iterator() : known.tasks();
    }

    /**
     * The checkpoints to raise once the rows of a tally are written.
     *
     * @throws IOException where rows were not written because their reading is no longer this process's; the log is opened
     *     afresh at the next poll
     */
    public Write checkpoints(Opening opening, Tally tally) throws IOException {
        return new Write(StoredNames.MAIL_LOGS, checkpoints.raise(tally, known(opening)));
    }

    private static Map<String, Checkpoint> known(Opening opening) {
        CheckpointLookup known = opening.checkpoints();
        return known == null ? Map.of() : known.known();
    }

    /** Notes that all of a tally is stored. */
    public void stored(Tally tally) {
        watch.stored();
        indexes.made();
        silentWindows.done(tally);
    }

    /**
     * Notes that all there was to count of a log is stored.
     *
     * @throws IOException where it cannot be read any more
     */
    public void done(Opening opening) throws IOException {
        Log log = opening.log();
        if (log != null) {
            watch.stored();
            log.stored();
            opening.opened().done(() -> checkpoints.reachedByAll(opening.definitions(), known(opening)));
        }
    }

    /**
     * Notes that reading a log broke off; what was stored of it stays, and what was not is dropped.
     *
     * @param fault what happened, the log's fault among its causes
     */
    public void brokeOff(Opening opening, Throwable fault) {
        Log log = opening.log();
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (log != null && cause instanceof IOException reason) {
                log.brokeOff(reason);
                return;
            }
        }
    }

    /**
     * Closes a poll, whether its log was counted or not.
     *
     * @param opening null where none was opened
     */
    public void close(@Nullable Opening opening) throws IOException {
        if (opening == null) {
            return;
        }
        opening.close();
    }

    /** What a poll without a log opened. */
    private record Nothing() implements Opened {
        @Override
        public @Nullable Log log() {
            return null;
        }

        @Override
        public void close() {}
    }
}
