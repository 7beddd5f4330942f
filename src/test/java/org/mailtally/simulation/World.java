package org.mailtally.simulation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All that a history happens to: a folder, a store, a clock and two processes. Closed when it has ended. */
final class World implements AutoCloseable {

    private static final int MOST_ROUNDS = 12;
    private static final long WINDOW_SECONDS = 300;

    /** How many days off odd lines are: all of them within half a year of each other, and none near a turn of the clocks. */
    private static final int[] ODD_DAYS = {-100, -25, -9, -2, 2, 9, 25};

    private final Circumstances circumstances;
    private final Supplier<Mutation> mutations;
    private final SimulatedClock clock;
    private final Wording wording;
    private final MailFolder folder;
    private final SimulatedStore store = new SimulatedStore();
    private final List<SimulatedProcess> processes = new ArrayList<>();
    private final List<Integer> definitions = new ArrayList<>();
    private final Set<Long> watched = new TreeSet<>();
    private final List<LookedAt> lookedAt = new ArrayList<>();
    private long stepped;
    private @Nullable Damage damage;

    World(Path path, Circumstances circumstances, Supplier<Mutation> mutations) {
        this.circumstances = circumstances;
        this.mutations = mutations;
        this.clock = new SimulatedClock(circumstances.start());
        this.wording = new Wording(circumstances.zone(), circumstances.forms(), clock.seconds());
        this.folder = new MailFolder(path, clock, wording);
        for (int i = 0; i < circumstances.processes(); i++) {
            definitions.add(0);
            processes.add(start(i));
        }
    }

    private SimulatedProcess start(int number) {
        return start(SimulatedProcess.SOURCE, number);
    }

    private SimulatedProcess start(String source, int number) {
        return new SimulatedProcess(
                source, folder, store, clock, circumstances, definitions.get(number), mutations.get());
    }

    void happen(Action action) throws IOException {
        int which = action.which();
        int much = action.much();
        switch (action.kind()) {
            case APPEND -> folder.append(1 + much % 12, which, which % 3 == 0);
            case ODD_LINES -> folder.appendOdd(which, ODD_DAYS[much % ODD_DAYS.length], which % 3 == 0);
            case HALF_LINE -> folder.appendHalf(which, much % 100, which % 3 == 0);
            case OTHER_HALF -> folder.completeHalf();
            case ROTATE -> folder.rotate(which % 4 == 0, which % 3 > 0, beginnings(much));
            case REOPEN -> folder.reopen();
            case COPY -> folder.copy(which % 2 == 0 ? 100 : much % 100);
            case TRUNCATE -> folder.truncate(beginnings(much), circumstances.leavesNuls());
            case COMPRESS -> folder.compress(which, which % 2 == 0 ? 100 : much % 100);
            case FINISH_COMPRESSING -> folder.finishCompressing();
            case DUPLICATE -> folder.duplicate(which);
            case DELETE -> folder.delete(which, much % 4 == 0);
            case REWRITE -> {
                if (!circumstances.beginsAlike()) {
                    folder.rewrite(which, 100 - much % 60, much % 12, stream -> Versions.proven(store, stream));
                }
            }
            case STEP -> step(process(which), lane(which), much);
            case POLL -> process(which).poll(lane(which), much);
            case CRASH -> crash(which % processes.size());
            case RENAME_HOST -> renameHost(which % processes.size());
            case EDIT -> edit(which % processes.size(), much % Wording.SPAM.size());
            case LIVE_EDIT -> editLive(which % processes.size(), much % Wording.SPAM.size());
            case RECOUNT -> recount(which);
            case DAMAGE -> damage = new Damage(which);
            case FAIL -> process(which).fail(lane(which), much % 2 == 0);
            case PASS -> clock.pass(much % 3 == 0 ? much * 700L : much * 40L);
            case QUIET -> quiet(process(which), 2 + much % 30);
            case UNREADABLE -> folder.makeUnreadable(which);
            case READABLE -> folder.makeReadable();
            case NO_FOLDER -> folder.goOrComeBack();
            case FULL_DISK -> store.fill(!store.isFull());
            case CLOCK_STEP -> stepClock(much % 3 == 0 ? much * 20L - 10_000 : much - 500);
        }
        folder.noteLost();
    }

    /** Half of all new logs begin with a line of their own, the others with up to three that other logs have too. */
    private int beginnings(int much) {
        return much % 2 == 0 || !circumstances.beginsAlike() ? 0 : 1 + much % 3;
    }

    private SimulatedProcess process(int which) {
        return processes.get(which % processes.size());
    }

    private static int lane(int which) {
        return which % 7 < 2 ? 1 : 0;
    }

    private static void step(SimulatedProcess process, int lane, int much) {
        int steps = much % 4 == 0 ? 1 + much % 100 : 1 + much % 5;
        for (int i = 0; i < steps; i++) {
            process.step(lane, much);
        }
    }

    private void crash(int number) {
        processes.get(number).crash();
        lookedAt.add(processes.get(number).lookedAt());
        processes.set(number, start(number));
    }

    /** Starts a process under another name than its logs are counted under; then, as it demands, under the previous one. */
    private void renameHost(int number) {
        processes.get(number).crash();
        lookedAt.add(processes.get(number).lookedAt());
        if (!store.isFull() && folder.mayAllBeRead() && folder.holdsWhatIsCounted(store)) {
            SimulatedProcess renamed = start("renamed", number);
            idle(renamed, 0);
            if (!renamed.refusesItsName()) {
                throw new Violation("a renamed host counts logs that are counted under its previous name");
            }
            renamed.crash();
            lookedAt.add(renamed.lookedAt());
        }
        processes.set(number, start(number));
    }

    /** Starts a process again with another pattern of a tracker. */
    private void edit(int number, int definition) {
        definitions.set(number, definition);
        crash(number);
    }

    /** Gives a tracker of a process another pattern while it runs. */
    private void editLive(int number, int definition) {
        definitions.set(number, definition);
        processes.get(number).edit(definition);
    }

    /** An operator asks for a recount, of one tracker or of all. */
    private void recount(int which) {
        if (!store.isFull()) {
            Damage.recount(store, which);
        }
    }

    /** Somebody changes or drops what is stored while polls are on their way; then an operator asks for a recount. */
    private void damage(Damage done) throws IOException {
        folder.append(4, done.which(), false);
        folder.noteLost();
        processes.forEach(process -> step(process, 0, done.which()));
        boolean dropped = done.happen(store, folder, circumstances.beginsAlike());
        processes.forEach(process -> step(process, 0, 1));
        if (dropped) {
            watched.clear();
        } else {
            recount(0);
        }
    }

    /** Time in which nothing is written, and a process looks every half minute. */
    private void quiet(SimulatedProcess process, int halfMinutes) {
        boolean isQuiet = idle(process, 0) && !store.isFull();
        long from = clock.millis();
        for (int i = 0; i < halfMinutes; i++) {
            clock.pass(30_000);
            isQuiet &= idle(process, i);
        }
        long first = Math.floorDiv(from + WINDOW_SECONDS * 1_000 - 1, WINDOW_SECONDS * 1_000) * WINDOW_SECONDS;
        for (long window = first; window + WINDOW_SECONDS + 62 <= clock.seconds(); window += WINDOW_SECONDS) {
            if (isQuiet && process.lookedAt().isWhole(window)) {
                watched.add(window);
            }
        }
    }

    /** Sets the clock, which is never further from the time than half a day. */
    private void stepClock(long seconds) {
        long next = Math.max(-36_000, Math.min(36_000, stepped + seconds));
        clock.step((next - stepped) * 1_000);
        stepped = next;
    }

    /** Lets everything come to its end, and demands that what is stored is the truth. */
    void end() throws IOException {
        folder.heal();
        store.fill(false);
        folder.noteLost();
        folder.growBeyond(stream -> Versions.proven(store, stream));
        rest();
        Damage done = damage;
        if (done != null) {
            damage(done);
            rest();
        }
        for (SimulatedProcess process : processes) {
            if (!idle(process, 0) && !process.leavesAlone()) {
                throw new Violation("a process never comes to rest: " + process.fault());
            }
        }
        Ledger ledger = new Ledger(store, wording);
        ledger.enter(folder);
        watched.forEach(ledger::demandWatched);
        processes.forEach(process -> lookedAt.add(process.lookedAt()));
        ledger.demandLookedAt(window -> lookedAt.stream().anyMatch(each -> each.mayBeZero(window)));
        ledger.verify();
        GapsLedger gaps = new GapsLedger(store, folder, wording);
        gaps.demandNoneWhereAllWasThere();
        gaps.demandOfLostLines(processes.stream().map(SimulatedProcess::witness).toList());
    }

    /** Lets all processes look until nothing changes, at least for as long as it may take them to look at the claims. */
    private void rest() {
        boolean rests = false;
        for (int round = 0; round < MOST_ROUNDS && !rests; round++) {
            clock.pass(1_000);
            rests = round > 5;
            for (SimulatedProcess process : processes) {
                rests &= idle(process, round);
            }
        }
    }

    /** Polls until nothing has changed; false where something still does after some polls. */
    private static boolean idle(SimulatedProcess process, int order) {
        for (int round = 0; round < 3; round++) {
            boolean changed = false;
            process.finish();
            for (int lane = 0; lane < SimulatedProcess.LANES; lane++) {
                changed |= process.poll(lane, order);
            }
            if (!changed) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        processes.forEach(SimulatedProcess::crash);
        folder.discard();
    }
}
