package org.mailtally.store;

import com.mongodb.client.model.WriteModel;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.mailtally.log.Logs;
import org.mailtally.log.OpenLog;
import org.mailtally.tally.Definitions;
import org.mailtally.tally.SilentWindows;
import org.mailtally.tally.Stretch;
import org.mailtally.tally.Tally;
import org.mailtally.tally.Trackers;

/** The polls of files: what must be known of the store before one is counted, and what is noted after. Thread-safe. */
public final class Openings {

    private final Logs logs;
    private final Readings readings;
    private final Horizons horizons;
    private final Trackers trackers;
    private final Marks marks = new Marks();
    private final Checkpoints checkpoints;
    private final SilentWindows silentWindows;
    private final StoreWatch watch;
    private final RowIndexes indexes;
    private final Gaps gaps;
    private final Sources sources;
    private final Archives archives;

    public Openings(
            Logs logs,
            Trackers trackers,
            Readings readings,
            Horizons horizons,
            SilentWindows silentWindows,
            StoreWatch watch,
            RowIndexes indexes,
            Gaps gaps,
            Sources sources,
            Archives archives) {
        this.logs = logs;
        this.gaps = gaps;
        this.sources = sources;
        this.archives = archives;
        this.trackers = trackers;
        this.readings = readings;
        this.horizons = horizons;
        this.checkpoints = new Checkpoints(trackers, readings);
        this.silentWindows = silentWindows;
        this.watch = watch;
        this.indexes = indexes;
    }

    /**
     * Opens a file that changed; nothing is opened where it is an archive that the store says every tracker has counted to
     * its end, or where it cannot be read, which is noted for the pages.
     *
     * @param file null where nothing changed: then windows that ended are still to be noted as read
     */
    public Opening open(@Nullable File file) {
        if (logs.isArchive(file) && archives.isKnownCounted(file)) {
            Opening nothing = new Opening(trackers.now(), null, null);
            nothing.giveUp();
            return nothing;
        }
        return of(logs.openIfReadable(file));
    }

    private Opening of(@Nullable OpenLog log) {
        Definitions definitions = trackers.now();
        CheckpointLookup last = log == null ? null : new CheckpointLookup(checkpoints, readings, log, definitions);
        Opening opening = new Opening(definitions, log, last);
        opening.lookUp(Stream.of(
                        readings.lookup(definitions, opening::giveUp),
                        horizons.lookup(),
                        gaps.lookup(),
                        sources.lookup(log),
                        archives.lookup(log, definitions),
                        log == null ? null : marks.lookup(log),
                        last)
                .<Lookup>mapMulti((lookup, found) -> {
                    if (lookup != null) {
                        found.accept(lookup);
                    }
                })
                .toList());
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

    /** An archive that is counted to its end, as far as is known now, has nothing left to be found. */
    private void endWhereCounted(Opening opening) {
        if (archives.isKnownCounted(opening.log())) {
            opening.giveUp();
        }
    }

    /**
     * Takes what {@link Opening#getFind} found.
     *
     * @return what must be claimed before it is found once more; empty where it is settled
     * @throws IOException where the file cannot be read
     */
    public Write claims(Opening opening, List<Document> stored) throws IOException {
        Lookup lookup = opening.next();
        Find find = opening.getFind();
        if (lookup == null || find == null) {
            throw new IllegalStateException("everything is known already");
        }
        List<WriteModel<Document>> claims = opening.take(lookup, stored);
        if (!lookup.isOpen()) {
            archives.ended(lookup);
            endWhereRefused(opening);
            endWhereCounted(opening);
        }
        return new Write(find.collection(), claims);
    }

    /** What is still to be counted, found out one after the other; the last one is null where Camel's splitter asks on. */
    public Iterator<@Nullable Stretch> portions(Opening opening) {
        CheckpointLookup known = opening.checkpoints();
        if (opening.isGivenUp()) {
            return List.<@Nullable Stretch>of().iterator();
        }
        return known == null ? new ArrayList<@Nullable Stretch>(silentWindows.due()).iterator() : known.stretches();
    }

    /**
     * The checkpoints to raise once the rows of a tally are written.
     *
     * @throws IOException where they were not, and the file is looked at afresh
     */
    public Write checkpoints(Opening opening, Tally tally) throws IOException {
        return new Write(Checkpoints.COLLECTION, checkpoints.raise(tally, known(opening)));
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
     * Notes that all there was to count of a file is stored.
     *
     * @throws IOException where it cannot be read any more
     */
    public void done(Opening opening) throws IOException {
        OpenLog log = opening.log();
        if (log != null) {
            watch.stored();
            log.stored();
            archives.note(log, opening.definitions(), known(opening));
        }
    }

    /**
     * Notes that reading a file broke off; what was stored of it stays, and what was not is dropped.
     *
     * @param fault what happened, the file's fault among its causes
     */
    public void brokeOff(Opening opening, Throwable fault) {
        OpenLog log = opening.log();
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (log != null && cause instanceof IOException reason) {
                log.brokeOff(reason);
                return;
            }
        }
    }

    /** Ends with a file, counted or not; null where none was begun with. */
    public void close(@Nullable Opening opening) throws IOException {
        if (opening == null) {
            return;
        }
        opening.lookups().forEach(archives::ended);
        OpenLog log = opening.log();
        if (log != null) {
            if (!log.isSettled() && !log.isUnsettled()) {
                log.countedByAll();
                log.stored();
            }
            log.close();
        }
    }
}
