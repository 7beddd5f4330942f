package org.mailtally.store;

import com.mongodb.MongoException;
import com.mongodb.client.model.WriteModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.mailtally.log.OpenLog;
import org.mailtally.log.Place;
import org.mailtally.tally.Definitions;
import org.mailtally.tally.SilentWindows;
import org.mailtally.tally.Stretch;
import org.mailtally.tally.Tally;
import org.mailtally.tally.Trackers;

/**
 * The conversation with the store about one poll of one file: what is asked before counting, and what is noted after.
 * Thread-safe.
 */
public final class Openings {

    private final Readings readings;
    private final Horizons horizons;
    private final Trackers trackers;
    private final Marks marks = new Marks();
    private final Checkpoints checkpoints;
    private final Rewritings rewritings;
    private final SilentWindows silentWindows;
    private final StoreWatch watch;
    private final RowIndexes indexes;
    private final Gaps gaps;
    private final Sources sources;
    private final Archives archives;

    public Openings(
            Trackers trackers,
            Readings readings,
            Horizons horizons,
            SilentWindows silentWindows,
            StoreWatch watch,
            RowIndexes indexes,
            Gaps gaps,
            Sources sources,
            Archives archives) {
        this.gaps = gaps;
        this.sources = sources;
        this.archives = archives;
        this.trackers = trackers;
        this.readings = readings;
        this.horizons = horizons;
        this.rewritings = readings.rewritings();
        this.checkpoints = new Checkpoints(trackers, readings);
        this.silentWindows = silentWindows;
        this.watch = watch;
        this.indexes = indexes;
    }

    /**
     * Begins with a file that changed.
     *
     * @param log null where nothing did, or nothing can be read of it: then a window that ended is yet to be noted as read
     */
    public Opening of(@Nullable OpenLog log) {
        return log == null ? silent() : opening(log, null);
    }

    /** Begins a poll in which nothing changed: a window that ended meanwhile is yet to be written down as read. */
    Opening silent() {
        return opening(null, new ArrayList<@Nullable Stretch>(silentWindows.due()).iterator());
    }

    private Opening opening(@Nullable OpenLog log, @Nullable Iterator<@Nullable Stretch> stretches) {
        Definitions definitions = trackers.now();
        Opening opening = new Opening(
                definitions,
                readings,
                horizons,
                marks,
                checkpoints,
                rewritings,
                gaps.isAsking(),
                sources.asking(log),
                archives.asking(log, definitions),
                log,
                stretches);
        endWhereRefused(opening);
        endWhereCounted(opening);
        return opening;
    }

    /** Nothing is counted where it would count twice, under another name. */
    private void endWhereRefused(Opening opening) {
        sources.fault().ifPresent(fault -> {
            opening.giveUp();
            OpenLog log = opening.log();
            if (log != null) {
                log.giveUp(fault);
            }
        });
    }

    /** An archive that is counted to its end, as far as is known now, has nothing left to ask. */
    private void endWhereCounted(Opening opening) {
        if (archives.isKnownCounted(opening.log())) {
            opening.giveUp();
        }
    }

    /**
     * Takes the answer to what was asked. Only the definitions in force may claim a reading, so that an edit that came
     * meanwhile stays the last one.
     *
     * @return what must be claimed before it is asked again; empty where the answer settled it
     * @throws IOException where the file cannot be read
     */
    public List<WriteModel<Document>> claims(Opening opening, Iterable<Document> stored) throws IOException {
        if (opening.asksReadings()) {
            if (!trackers.isInForce(opening.definitions())) {
                opening.giveUp();
                return List.of();
            }
            List<WriteModel<Document>> claims = readings.claims(opening.definitions(), stored);
            opening.takeReadings();
            return claims;
        }
        if (opening.asksHorizons()) {
            opening.takeHorizons(stored);
            return List.of();
        }
        if (opening.asksGaps()) {
            List<WriteModel<Document>> claims = gaps.claims(stored);
            if (claims.isEmpty()) {
                opening.gapsAreStored();
            }
            return claims;
        }
        Asking asking = opening.nextAsking();
        if (asking != null) {
            List<WriteModel<Document>> claims = asking.take(stored);
            if (!asking.isAsking()) {
                archives.ended(asking);
                endWhereRefused(opening);
                endWhereCounted(opening);
            }
            return claims;
        }
        if (opening.isUnsettled()) {
            return marks.claims(opening.file(), stored);
        }
        Place misfit = opening.misfit();
        return misfit == null ? compare(opening, stored) : whatBecameOfIt(opening, misfit, stored);
    }

    private List<WriteModel<Document>> compare(Opening opening, Iterable<Document> stored) throws IOException {
        OpenLog log = opening.file();
        Map<String, Checkpoint> known = checkpoints.known(log, stored);
        boolean isUnknown = readings.wasFoundRewritten(log.id().hex()) || !rewritings.isKnown(log);
        Place misfit = isUnknown ? new Place(0, 0, "", log.rewriting()) : Checkpoints.misfit(log, known);
        opening.askWhatBecameOfIt(misfit);
        if (misfit == null) {
            opening.takeCheckpoints(known);
            opening.take(
                    checkpoints.isLeftToAnother(log, opening.definitions(), known)
                            ? List.<@Nullable Stretch>of().iterator()
                            : checkpoints.stretches(log, opening.definitions(), known));
        }
        return List.of();
    }

    private List<WriteModel<Document>> whatBecameOfIt(Opening opening, Place misfit, Iterable<Document> stored)
            throws IOException {
        Rewritings.Found found = rewritings.find(opening.file(), misfit, stored);
        if (found.finding() != Rewritings.Finding.CLAIMED) {
            opening.askWhatBecameOfIt(null);
        }
        if (found.finding() == Rewritings.Finding.WAITS) {
            opening.take(List.<@Nullable Stretch>of().iterator());
        }
        return found.claims();
    }

    /** The stretches that are yet to be counted, found out one after the other. */
    public Iterator<@Nullable Stretch> stretches(Opening opening) {
        return opening.stretches();
    }

    /** The checkpoints to raise once the rows of a tally are written. */
    public List<WriteModel<Document>> checkpoints(Opening opening, Tally tally) {
        return checkpoints.raise(tally, opening.known());
    }

    /** Notes that all of a tally is stored. */
    public void stored(Tally tally) {
        watch.stored();
        indexes.made();
        silentWindows.done(tally);
    }

    /**
     * Notes that all there was to count of a file is stored.
     *
     * @throws IOException where it cannot be read any more
     */
    public void done(Opening opening) throws IOException {
        OpenLog log = opening.log();
        if (log != null) {
            watch.stored();
            log.stored();
            archives.note(log, opening.definitions(), opening.known());
        }
    }

    /**
     * Takes note that reading a file broke off; what was stored of it stays, and what was not is dropped.
     *
     * @param fault what happened, the file's fault among its causes
     * @throws Exception the fault itself, where it is a lost connection to the store: the file is to be handed over again
     */
    public void brokeOff(Opening opening, Exception fault) throws Exception {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof MongoException away) {
                watch.notStored(away);
                throw fault;
            }
            if (cause instanceof IOException reason) {
                opening.file().brokeOff(reason);
                return;
            }
        }
    }

    /** Ends with a file, counted or not; null where none was begun with. */
    public void close(@Nullable Opening opening) throws IOException {
        OpenLog log = opening == null ? null : opening.log();
        Asking asking = opening == null ? null : opening.archives();
        if (asking != null) {
            archives.ended(asking);
        }
        if (log != null) {
            if (!log.isSettled() && !log.isUnsettled()) {
                log.countedByAll();
                log.stored();
            }
            log.close();
        }
    }
}
