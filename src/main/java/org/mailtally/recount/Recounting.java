package org.mailtally.recount;

import com.mongodb.client.MongoDatabase;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.mailtally.store.RecountClaims;
import org.mailtally.verify.logs.LogFolder;

/** The entry to this room: claims a recount, and waits until the processes that count have done it. For one thread. */
public final class Recounting {

    private static final long LOOK_SECONDS = 2;
    private static final long NANOS = TimeUnit.SECONDS.toNanos(1);

    /** How long a file is given to become known to the store: marks that were dropped are claimed again. */
    private static final long KNOWN_AFTER_SECONDS = 15;

    /** Without any sign of a process for so long, none runs. */
    private static final long BEGUN_AFTER_SECONDS = 60;

    private static final long LONGEST_SILENCE_SECONDS = 180;

    private final MongoDatabase database;
    private final LogFolder folder;
    private final String source;
    private final RecountClaims claims;
    private final PrintStream out;

    /** @param source the name of the source, as it is counted under */
    public Recounting(MongoDatabase database, LogFolder folder, String source, RecountClaims claims, PrintStream out) {
        this.database = database;
        this.folder = folder;
        this.source = source;
        this.claims = claims;
        this.out = out;
    }

    /** Who takes the recount up. */
    public enum Counted {
        /** The process that has this store open. */
        NOW,
        /** Some process on this database, if one runs. */
        PERHAPS_NOW,
        /** The next start: nobody else has the store open. */
        WITH_THE_NEXT_START
    }

    /**
     * Claims a recount and waits for its end.
     *
     * @param trackers the trackers that are recounted
     * @return whether it is done, or begins with the next start
     * @throws RecountException where it cannot begin
     * @throws com.mongodb.MongoException where the store does not answer
     */
    public boolean run(Collection<String> trackers, Counted counted) {
        Claiming claiming = new Claiming(database, claims, trackers);
        Map<String, String> readings = claiming.claim();
        readings.forEach((tracker, reading) ->
                out.println("claimed reading " + reading.substring(0, reading.indexOf(' ')) + " of " + tracker));
        if (claiming.deleted() > 0) {
            out.println("deleted " + counted(claiming.deleted(), "document") + " that no Mailtally wrote");
        }
        if (counted == Counted.WITH_THE_NEXT_START) {
            out.println("No Mailtally is running on this store: the recount begins with the next start.");
            return true;
        }
        out.println("A running Mailtally begins within 5 s; ending this command does not end the recount.");
        return await(readings, counted);
    }

    private boolean await(Map<String, String> readings, Counted counted) {
        long start = System.nanoTime();
        long moved = start;
        RecountProgress before = RecountProgress.look(database, folder, source, readings);
        while (true) {
            pause();
            RecountProgress now = RecountProgress.look(database, folder, source, readings);
            long seconds = (System.nanoTime() - start) / NANOS;
            if (!now.positions().equals(before.positions())) {
                moved = System.nanoTime();
            }
            if (now.recounted() != before.recounted()) {
                out.println("recounted " + now.recounted() + " of "
                        + counted(now.logs().known().size(), "log"));
            }
            boolean mayBecomeKnown = now.logs().unknown() > 0 && seconds < KNOWN_AFTER_SECONDS;
            if (now.isDone(before) && !mayBecomeKnown) {
                return conclude(now, readings, Duration.ofSeconds(seconds));
            }
            if (now.logs().known().isEmpty() && seconds >= KNOWN_AFTER_SECONDS) {
                out.println("There is no counted log in " + folder.directory() + ": nothing is recounted.");
                return true;
            }
            if (counted == Counted.PERHAPS_NOW && !now.isBegun() && seconds >= BEGUN_AFTER_SECONDS) {
                out.println("No Mailtally has begun it for " + BEGUN_AFTER_SECONDS
                        + " s: where none is running, the recount begins with the next start.");
                return true;
            }
            if ((System.nanoTime() - moved) / NANOS >= LONGEST_SILENCE_SECONDS) {
                out.println("Nothing was recounted for " + LONGEST_SILENCE_SECONDS
                        + " s: the page and /health of the running Mailtally name what is wrong; the recount goes on as"
                        + " soon as that is fixed.");
                return false;
            }
            before = now;
        }
    }

    private boolean conclude(RecountProgress now, Map<String, String> readings, Duration took) {
        long deleted = new StoredRows(database, readings.keySet()).delete(row -> now.isLeftOver(row, readings));
        out.println("Recounted " + counted(now.recounted(), "log") + " in " + took.toSeconds() + " s"
                + (deleted == 0 ? "." : "; " + counted(deleted, "row") + " that no line stands for deleted."));
        now.logs().faults().forEach(fault -> out.println(fault + ", so its counts are as they were"));
        out.println("Run 'mailtally verify' to compare what is stored with the logs.");
        return now.logs().faults().isEmpty();
    }

    private static String counted(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    private static void pause() {
        try {
            TimeUnit.SECONDS.sleep(LOOK_SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RecountException("interrupted; the recount goes on");
        }
    }
}
