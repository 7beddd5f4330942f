package org.mailtally.simulation;

import com.mongodb.client.model.WriteModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.mailtally.log.OpenLog;
import org.mailtally.store.Opening;
import org.mailtally.store.Openings;
import org.mailtally.store.Rows;
import org.mailtally.tally.Stretch;
import org.mailtally.tally.Tally;
import org.mailtally.tally.Trackers;

/**
 * One poll of one file, in the order of {@code routes/track-mail.camel.yaml}, stopped before each store operation and
 * before each counting of a stretch.
 */
final class Poll {

    /** What is done at the next step. */
    private enum Next {
        ASK,
        CLAIM,
        COUNT,
        ROWS,
        WRITE_CHECKPOINTS,
        NOTHING
    }

    /** The beans of a process that the route names. */
    record Beans(Openings openings, Trackers trackers, Rows rows) {}

    private static final int MOST_STEPS = 5_000;

    private final Beans beans;
    private final SimulatedStore store;
    private final Mutation mutation;
    private final @Nullable OpenLog log;
    private final Opening opening;
    private final Bulk bulk = new Bulk();
    private @Nullable Iterator<@Nullable Stretch> stretches;
    private @Nullable Stretch stretch;
    private @Nullable Tally tally;
    private @Nullable RowLanes lanes;
    private String collection = "";
    private Next next;
    private int steps;

    /** @param log the file, opened; null where nothing changed */
    Poll(Beans beans, SimulatedStore store, Mutation mutation, @Nullable OpenLog log) {
        this.beans = beans;
        this.store = store;
        this.mutation = mutation;
        this.log = log;
        this.opening = beans.openings().of(log);
        this.next = Next.NOTHING;
        askOrCount();
    }

    boolean isEnded() {
        return next == Next.NOTHING;
    }

    /** The log that is counted; null before that is settled, and where none is. */
    @Nullable
    OpenLog settledLog() {
        return log != null && log.isSettled() ? log : null;
    }

    /** Whether it is known which log the file is and how far that was counted. */
    boolean knowsItsLog() {
        return log != null && log.isSettled() && stretches != null;
    }

    /** Does the next step. A fault is thrown as the route throws it; the poll is to be {@link #close closed} then. */
    void step() throws IOException {
        if (++steps > MOST_STEPS) {
            throw new Violation("a poll of " + MOST_STEPS + " steps never ends: it is at " + collection);
        }
        switch (next) {
            case ASK -> ask();
            case CLAIM -> write(this::askOrCount);
            case COUNT -> count();
            case ROWS -> rows();
            case WRITE_CHECKPOINTS -> write(this::checkpointsWritten);
            case NOTHING -> throw new IllegalStateException("the poll has ended");
        }
    }

    void close() throws IOException {
        next = Next.NOTHING;
        beans.openings().close(opening);
    }

    private void askOrCount() {
        if (opening.isAsking()) {
            collection = opening.getCollection();
            next = Next.ASK;
        } else {
            stretches = beans.openings().stretches(opening);
            nextStretch();
        }
    }

    private void ask() throws IOException {
        Document query = opening.getQuery();
        List<Document> stored = mutation.answer(log, collection, query, store);
        begin(Next.CLAIM, beans.openings().claims(opening, stored), this::askOrCount);
    }

    private void nextStretch() {
        Iterator<@Nullable Stretch> found = Objects.requireNonNull(stretches);
        stretch = found.hasNext() ? found.next() : null;
        next = stretch == null ? Next.NOTHING : Next.COUNT;
        if (stretch == null) {
            done();
        }
    }

    private void done() {
        try {
            beans.openings().done(opening);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void count() throws IOException {
        tally = beans.trackers().tally(Objects.requireNonNull(stretch));
        lanes = new RowLanes(beans.rows(), store, mutation, log, tally, opening);
        if (mutation.raisesCheckpointsFirst()) {
            beginCheckpoints();
        } else {
            rowsOrCheckpoints();
        }
    }

    private void rowsOrCheckpoints() {
        if (!Objects.requireNonNull(lanes).areWritten()) {
            next = Next.ROWS;
        } else if (mutation.raisesCheckpointsFirst()) {
            stored();
        } else {
            beginCheckpoints();
        }
    }

    private void rows() throws IOException {
        Objects.requireNonNull(lanes).step();
        rowsOrCheckpoints();
    }

    private void beginCheckpoints() {
        collection = "mail_logs";
        Tally counted = Objects.requireNonNull(tally);
        begin(Next.WRITE_CHECKPOINTS, beans.openings().checkpoints(opening, counted), this::checkpointsWritten);
    }

    private void checkpointsWritten() {
        if (mutation.raisesCheckpointsFirst()) {
            rowsOrCheckpoints();
        } else {
            stored();
        }
    }

    private void stored() {
        beans.openings().stored(Objects.requireNonNull(tally));
        nextStretch();
    }

    private void begin(Next step, List<WriteModel<Document>> writes, Runnable otherwise) {
        bulk.add(writes);
        next = step;
        if (writes.isEmpty()) {
            otherwise.run();
        }
    }

    private void write(Runnable afterwards) {
        bulk.write(write -> mutation.write(log, collection, write, store));
        if (bulk.isWritten()) {
            afterwards.run();
        }
    }
}
