package org.mailtally.simulation;

import com.mongodb.client.model.WriteModel;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.mailtally.log.OpenLog;
import org.mailtally.store.Opening;
import org.mailtally.store.RowBatch;
import org.mailtally.store.Rows;
import org.mailtally.tally.Tally;

/**
 * The rows of one tally on their way into the store: two lanes at once, whose store operations take turns; one from the
 * first lane on, the other from the last one back, for lanes may be written in any order.
 */
final class RowLanes {

    private static final int BESIDE_EACH_OTHER = 2;

    private final Rows rows;
    private final SimulatedStore store;
    private final Mutation mutation;
    private final @Nullable OpenLog log;
    private final Deque<List<RowBatch>> waiting;
    private final Deque<Lane> onTheirWay = new ArrayDeque<>();
    private boolean isFirstsTurn;

    RowLanes(Rows rows, SimulatedStore store, Mutation mutation, @Nullable OpenLog log, Tally tally, Opening opening) {
        this.rows = rows;
        this.store = store;
        this.mutation = mutation;
        this.log = log;
        this.waiting = new ArrayDeque<>(rows.lanes(tally, opening));
        fill();
    }

    boolean areWritten() {
        return onTheirWay.isEmpty();
    }

    /** Does one store operation of the lane whose turn it is. */
    void step() throws IOException {
        Lane lane = onTheirWay.remove();
        lane.step();
        if (!lane.isWritten()) {
            onTheirWay.add(lane);
        }
        fill();
    }

    private void fill() {
        while (onTheirWay.size() < BESIDE_EACH_OTHER && !waiting.isEmpty()) {
            isFirstsTurn = !isFirstsTurn;
            Lane lane = new Lane((isFirstsTurn ? waiting.removeFirst() : waiting.removeLast()).iterator());
            if (!lane.isWritten()) {
                onTheirWay.add(lane);
            }
        }
    }

    /** Batches that are written one after the other. */
    private final class Lane {
        private final Iterator<RowBatch> batches;
        private final Bulk bulk = new Bulk();
        private @Nullable RowBatch batch;
        /** Whether the bulk is of the batch's inserts, behind which it may be asked for what is left. */
        private boolean isInserting;

        private String collection = "";

        Lane(Iterator<RowBatch> batches) {
            this.batches = batches;
            next();
        }

        boolean isWritten() {
            return batch == null && bulk.isWritten();
        }

        private void next() {
            batch = batches.hasNext() ? batches.next() : null;
        }

        void step() throws IOException {
            RowBatch current = batch;
            if (!bulk.isWritten()) {
                bulk.write(write -> mutation.write(log, collection, write, store));
            } else if (current != null) {
                begin(current);
            }
            if (bulk.isWritten()) {
                goOn();
            }
        }

        private void begin(RowBatch current) throws IOException {
            collection = current.collection();
            List<WriteModel<Document>> inserts = current.isUnasked() ? rows.inserts(current) : List.of();
            isInserting = !inserts.isEmpty();
            bulk.add(isInserting ? inserts : writes(current));
        }

        private List<WriteModel<Document>> writes(RowBatch current) throws IOException {
            return rows.writes(current, mutation.answer(log, collection, Decoded.query(current.query()), store));
        }

        private void goOn() {
            RowBatch left = isInserting && batch != null ? rows.left(batch, bulk.result()) : null;
            isInserting = false;
            if (left == null) {
                next();
            } else {
                batch = left;
            }
        }
    }
}
