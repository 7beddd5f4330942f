package org.mailtally.simulation;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mailtally.follow.Lookout;
import org.mailtally.follow.SeenFiles;
import org.mailtally.settle.Archives;
import org.mailtally.settle.Files;
import org.mailtally.settle.Gaps;
import org.mailtally.settle.Sources;
import org.mailtally.source.file.FollowedFolder;
import org.mailtally.source.file.Following;
import org.mailtally.source.file.LogFiles;
import org.mailtally.source.file.Logs;
import org.mailtally.source.file.OpenLog;
import org.mailtally.source.file.RewrittenLogException;
import org.mailtally.source.file.Sightings;
import org.mailtally.store.Checkpoints;
import org.mailtally.store.Horizons;
import org.mailtally.store.Openings;
import org.mailtally.store.Readings;
import org.mailtally.store.RowIndexes;
import org.mailtally.store.StoreWatch;
import org.mailtally.store.rows.Rows;
import org.mailtally.tally.SilentWindows;
import org.mailtally.tally.Tally;
import org.mailtally.tally.Trackers;

/** One run of Mailtally, from its start to its end: the beans of a process, and its polls, one in each lane. */
final class SimulatedProcess {

    /** Rows of a batch: few, so that a task has several. */
    private static final int MOST_ROWS = 3;

    /** The live logs, and the archives that are read beside them. */
    static final int LANES = 2;

    static final String SOURCE = "mx";

    private final MailFolder folder;
    private final SimulatedStore store;
    private final Mutation mutation;
    private final Logs logs;
    private final SeenFiles seen;
    private final Lookout lookout;
    private final SilentWindows silentWindows;
    private final Sightings sightings;
    private final Sources sources;
    private final Map<String, Object> beans;
    private final Witness witness;
    private final LookedAt lookedAt;
    private final SimulatedClock clock;
    private volatile int definition;
    private final List<Lane> lanes = new ArrayList<>();
    private @Nullable Exception fault;

    /**
     * @param source the name that it counts under
     * @param definition by which of its patterns it counts spam
     */
    SimulatedProcess(
            String source,
            MailFolder folder,
            SimulatedStore store,
            SimulatedClock clock,
            Circumstances circumstances,
            int definition,
            Mutation mutation) {
        this.folder = folder;
        this.store = store;
        this.mutation = mutation;
        this.definition = definition;
        this.clock = clock;
        this.witness = new Witness(folder, store, clock);
        this.lookedAt = new LookedAt(folder, store, clock);
        ZoneId zone = circumstances.zone();
        Following following = new Following(clock);
        LogFiles files = LogFiles.allOf(folder.path());
        this.sightings = new Sightings(files, source, clock, clock::ticker);
        this.logs = new Logs(files, source, zone, following, sightings, clock);
        this.seen = new SeenFiles(following);
        Trackers trackers = new Trackers(
                () -> Wording.trackers(this.definition), Wording.BY_LIMIT, circumstances.portionBytes(), Runnable::run);
        this.silentWindows = new SilentWindows(source, clock, clock::ticker);
        this.lookout = new Lookout(new FollowedFolder(files, following, clock), sightings, silentWindows);
        Horizons horizons = new Horizons();
        this.sources = new Sources(logs, source, () -> {});
        Readings readings = new Readings(trackers, zone.getId(), clock, recounted -> {
            sources.findAgain();
            seen.clear();
        });
        StoreWatch watch = new StoreWatch(clock);
        RowIndexes indexes = new RowIndexes(false);
        Checkpoints checkpoints = new Checkpoints(trackers, readings);
        Archives archives = new Archives(logs, trackers, checkpoints, source);
        Openings openings = new Openings(trackers, readings, checkpoints, horizons, silentWindows, watch, indexes);
        this.beans = Map.of(
                "mailtally.files",
                new Files(logs, openings, readings, new Gaps(sightings), sources, archives, clock),
                "mailtally.openings",
                openings,
                "mailtally.trackers",
                trackers,
                "mailtally.rows",
                new Rows(readings, horizons, source, Wording.BY_LIMIT, indexes, MOST_ROWS),
                "mailtally.metrics",
                new Meter(),
                "mailtally.faults",
                new Rethrown());
        for (int i = 0; i < LANES; i++) {
            lanes.add(new Lane());
        }
    }

    /** What went wrong in the last poll that failed; empty where none did. */
    String fault() {
        return fault == null ? "" : fault.toString();
    }

    /** Whether it counts nothing, for the logs are counted under another name. */
    boolean refusesItsName() {
        return sources.refusal().isPresent();
    }

    /** Whether polls fail, if any does, because a file is not what was counted of its log: that is said, and it waits. */
    boolean leavesAlone() {
        return fault == null
                || fault instanceof RewrittenLogException
                || fault.getCause() instanceof RewrittenLogException;
    }

    /** Does the next step of a lane, which may be to look into the folder; false where nothing has changed there. */
    boolean step(int lane, int order) {
        return lanes.get(lane).step(lane == 1, order);
    }

    /** Goes on with every lane to the end of the poll that it is at, and of the files it found. */
    void finish() {
        for (int lane = 0; lane < LANES; lane++) {
            lanes.get(lane).finish(lane == 1);
        }
    }

    /** Looks into the folder and polls each file that changed; false where none had. */
    boolean poll(int lane, int order) {
        boolean changed = step(lane, order);
        lanes.get(lane).finish(lane == 1);
        return changed;
    }

    /** What it could know of lines that are in no file any more. */
    Witness witness() {
        return witness;
    }

    /** What it looked at. */
    LookedAt lookedAt() {
        return lookedAt;
    }

    private void beginLook() {
        lookout.begin();
        lookedAt.begin();
    }

    private void endLook() {
        if (mutation.writesZerosUnasked()) {
            sightings.look();
            silentWindows.read();
        } else {
            lookout.end();
        }
        lookedAt.end();
        witness.look();
    }

    /** The next step of a lane fails, before or after the store has done it. */
    void fail(int lane, boolean afterwards) {
        Lane failing = lanes.get(lane);
        if (afterwards && failing.poll != null) {
            failing.step(lane == 1, 0);
        }
        failing.drop();
    }

    /** An operator saves another pattern, while polls may be on their way. */
    void edit(int newDefinition) {
        definition = newDefinition;
        seen.clear();
    }

    /** Ends the process at once. */
    void crash() {
        lanes.forEach(Lane::drop);
    }

    private File file(String name) {
        return folder.path().resolve(name).toFile();
    }

    private boolean isInProgress(String name) {
        for (Lane lane : lanes) {
            if (lane.has(name)) {
                return true;
            }
        }
        return false;
    }

    /** What takes note of what was stored, for nobody. */
    public static final class Meter {
        public void stored(Tally tally) {}
    }

    /** What becomes of a fault that fails a poll. */
    public static final class Rethrown {
        public void noteAndFail(Exception fault) throws Exception {
            throw fault;
        }
    }

    /** A file as it was found in the folder. */
    private record Found(String name, long modified, String key) {}

    /** What one thread does: it looks into the folder, then polls each file that changed. */
    private final class Lane {
        private final Deque<Found> found = new ArrayDeque<>();
        private @Nullable Poll poll;
        private @Nullable Found polled;
        private @Nullable Stream stream;
        private @Nullable LogFile file;
        private int opened;
        private Moment openedAt = clock.now();
        private boolean known;
        private boolean isLooking;

        boolean has(String name) {
            Found now = polled;
            if (now != null && now.name().equals(name)) {
                return true;
            }
            for (Found each : found) {
                if (each.name().equals(name)) {
                    return true;
                }
            }
            return false;
        }

        boolean step(boolean archives, int order) {
            try {
                Poll running = poll;
                if (running == null) {
                    return begin(archives, order);
                }
                try {
                    running.step();
                } finally {
                    noteLog(running);
                }
                if (running.isEnded()) {
                    end(running);
                }
                return true;
            } catch (SimulatedStore.DuplicateKeyException | SimulatedStore.FullDiskException e) {
                fault = e;
                drop();
                return true;
            }
        }

        void finish(boolean archives) {
            while (poll != null || !found.isEmpty()) {
                step(archives, 0);
            }
        }

        private boolean begin(boolean archives, int order) {
            if (found.isEmpty()) {
                if (!archives) {
                    if (isLooking) {
                        endLook();
                    }
                    beginLook();
                    isLooking = true;
                }
                look(archives, order);
            }
            Found next = found.poll();
            polled = next;
            if (next == null) {
                if (!archives) {
                    endLook();
                    isLooking = false;
                    start(null);
                }
                return false;
            }
            LogFile there = folder.files().get(next.name());
            file = there;
            stream = there == null ? null : there.stream();
            opened = there == null ? 0 : there.length();
            openedAt = clock.now();
            known = false;
            start(file(next.name()));
            return true;
        }

        private void start(@Nullable File changed) {
            Poll started = new Poll(beans::get, store, mutation, changed);
            LogFile there = file;
            if (changed != null && started.log() != null && there != null && !there.isCompressed()) {
                there.stream().opened(SimulatedProcess.this, there, opened);
            }
            poll = started;
            if (started.isEnded()) {
                end(started);
            }
        }

        private void end(Poll ended) {
            Found whole = polled;
            poll = null;
            polled = null;
            if (ended.fault() instanceof Exception caught) {
                fault = caught;
            }
            if (whole != null) {
                seen.add(whole.key());
                noteRead(whole, ended);
            }
        }

        /** The file was read to its end, not given up nor cut on the way. */
        private void noteRead(Found whole, Poll ended) {
            LogFile read = file;
            if (read != null
                    && read.stream() == stream
                    && ended.settledLog() != null
                    && ended.fault() == null
                    && seen.contains(whole.key())) {
                read.stream().read(SimulatedProcess.this, read);
                witness.read(whole.name(), read);
            }
        }

        private void look(boolean archives, int order) {
            if (folder.isMissing()) {
                return;
            }
            List<Found> changed = new ArrayList<>();
            for (LogFile there : folder.files().values()) {
                String name = there.name();
                if (!isInProgress(name) && !seen.contains(there.key()) && isArchive(name) == archives) {
                    changed.add(new Found(name, there.modified(), there.key()));
                }
            }
            changed.sort(Comparator.comparing(Found::modified).reversed());
            for (int i = 0; i < changed.size(); i++) {
                found.add(changed.get((i + order) % changed.size()));
            }
        }

        private boolean isArchive(String name) {
            return logs.isArchive(file(name));
        }

        private void noteLog(Poll running) {
            OpenLog log = running.settledLog();
            Stream of = stream;
            if (log != null && of != null) {
                of.takenFor(log.id().hex());
            }
            Found found = polled;
            LogFile plain = file;
            if (!known && found != null && of != null && plain != null && running.knowsItsLog()) {
                known = true;
                witness.knows(found.name(), plain, of, opened, openedAt);
            }
        }

        void drop() {
            try {
                Poll dropped = poll;
                poll = null;
                polled = null;
                if (dropped != null) {
                    dropped.close();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
