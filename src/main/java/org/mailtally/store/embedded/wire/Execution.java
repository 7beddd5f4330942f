package org.mailtally.store.embedded.wire;

import de.bwaldvogel.mongo.bson.Document;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A command while it is carried out: whose it is, and how long it may take. Thread-safe.
 *
 * <p>A command of the pipeline ends by its {@code maxTimeMS}, where it has one. That of another client always ends: by default
 * after {@link #USUAL_MILLIS}, and whatever it wants after {@link #MOST_MILLIS}.
 */
public final class Execution {
    static final long USUAL_MILLIS = 10_000;
    static final long MOST_MILLIS = 60_000;
    private static final String LIMIT = "maxTimeMS";

    private final Caller caller;
    private final long millis;
    private final LongSupplier nanos;
    private final long began;
    private volatile boolean ended;

    /** The reply where its time is over. */
    public Document refusal() {
        String message = "operation exceeded time limit: it may take " + millis + " ms"
                + (millis < MOST_MILLIS
                        ? "; give it more by " + LIMIT + ", up to " + MOST_MILLIS + ", or narrow its filter"
                        : "; narrow its filter");
        return Reply.refusal(Reply.MAX_TIME_EXPIRED, "MaxTimeMSExpired", message);
    }

    private Execution(Caller caller, long millis, LongSupplier nanos) {
        this.caller = caller;
        this.millis = millis;
        this.nanos = nanos;
        this.began = nanos.getAsLong();
    }

    /** A command that begins now. */
    static Execution of(Document command, Caller caller, LongSupplier nanos) {
        long wanted = command.get(LIMIT) instanceof Number number ? number.longValue() : 0;
        if (caller == Caller.PIPELINE) {
            return new Execution(caller, wanted > 0 ? wanted : Long.MAX_VALUE, nanos);
        }
        return new Execution(caller, wanted > 0 ? Math.min(wanted, MOST_MILLIS) : USUAL_MILLIS, nanos);
    }

    public Caller caller() {
        return caller;
    }

    /** How long it may take. */
    public long millis() {
        return millis;
    }

    /** Ends it: nobody waits for it any more. */
    void end() {
        ended = true;
    }

    /** Whether it is to be broken off: its time is over, or nobody waits for it any more. */
    public boolean isOver() {
        return ended || nanos.getAsLong() - began >= TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
