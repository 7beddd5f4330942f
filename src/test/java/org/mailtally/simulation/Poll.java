package org.mailtally.simulation;

import java.io.File;
import java.io.IOException;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mailtally.source.file.OpenLog;
import org.mailtally.store.Find;
import org.mailtally.store.Opening;
import org.mailtally.store.Openings;
import org.mailtally.store.Write;

/**
 * One poll of one file by the steps of the shipped routes, stopped before each store operation and before each counting of a
 * portion.
 */
final class Poll {

    private static final Program SHIPPED = Program.shipped();
    private static final Program CHECKPOINTS_FIRST = SHIPPED.with("store-counts", "rows", "write-checkpoints");
    private static final int MOST_STEPS = 5_000;

    private final Openings openings;
    private final SimulatedStore store;
    private final Mutation mutation;
    private final Message message;
    private final Frames frames;
    private final Bulk bulk = new Bulk();
    private String collection = "";
    private int steps;

    /**
     * @param beans the beans of a process by the names that the routes have for them
     * @param file the file; null where nothing changed
     */
    Poll(Function<String, Object> beans, SimulatedStore store, Mutation mutation, @Nullable File file) {
        this.openings = (Openings) beans.apply("mailtally.openings");
        this.store = store;
        this.mutation = mutation;
        this.message = new Message(beans, file);
        Program program = mutation.raisesCheckpointsFirst() ? CHECKPOINTS_FIRST : SHIPPED;
        this.frames = new Frames(program, "track-mail", message, Poll::isStop);
        frames.run();
        passEmptyWrites();
    }

    private static boolean isStop(Program.Step step) {
        boolean counts = step instanceof Program.Bean bean && bean.id().equals("aggregate");
        return counts || operation(step) != null;
    }

    /** The store operation that a step is: {@code find} or {@code write}; null of any other. */
    private static @Nullable String operation(Program.Step step) {
        return step instanceof Program.To to
                        && (to.route().equals("find") || to.route().equals("write"))
                ? to.route()
                : null;
    }

    boolean isEnded() {
        return frames.isEnded();
    }

    /** The log that is counted; null before that is settled, and where none is. */
    @Nullable
    OpenLog settledLog() {
        OpenLog log = log();
        return log != null && log.isSettled() ? log : null;
    }

    /** The file's log; null where none was opened. */
    @Nullable
    OpenLog log() {
        Opening opened = opening();
        return opened != null && opened.log() instanceof OpenLog file ? file : null;
    }

    /** Whether it is known which log the file is and how far that was counted. */
    boolean knowsItsLog() {
        Opening opened = opening();
        return opened != null && settledLog() != null && opened.getFind() == null;
    }

    /** The fault that the route caught; null where it met none. */
    @Nullable
    Throwable fault() {
        return frames.caught();
    }

    private @Nullable Opening opening() {
        return (Opening) message.variables().get("opening");
    }

    /** Does the next step. A fault that the route lets go on is thrown. */
    void step() {
        if (++steps > MOST_STEPS) {
            throw new Violation("a poll of " + MOST_STEPS + " steps never ends: it is at " + collection);
        }
        Program.Step step = frames.step();
        String operation = operation(step);
        if (operation == null) {
            frames.proceed();
        } else {
            Object sent = frames.message().call(((Program.To) step).send()).body();
            try {
                if (operation.equals("find")) {
                    Find find = (Find) Objects.requireNonNull(sent);
                    collection = find.collection();
                    frames.skip(mutation.answer(log(), collection, find.query(), store));
                } else {
                    write((Write) Objects.requireNonNull(sent));
                }
            } catch (SimulatedStore.DuplicateKeyException | SimulatedStore.FullDiskException e) {
                frames.fail(e);
            }
        }
        passEmptyWrites();
    }

    private void write(Write write) {
        collection = write.collection();
        if (bulk.isWritten()) {
            bulk.add(write.models());
        }
        bulk.write(model -> mutation.write(log(), collection, model, store));
        if (bulk.isWritten()) {
            frames.skip(null);
        }
    }

    private void passEmptyWrites() {
        while (!frames.isEnded() && "write".equals(operation(frames.step()))) {
            Object sent =
                    frames.message().call(((Program.To) frames.step()).send()).body();
            if (!((Write) Objects.requireNonNull(sent)).models().isEmpty()) {
                return;
            }
            frames.skip(null);
        }
    }

    /** Ends it where it is, as a crash does. */
    void close() throws IOException {
        if (!isEnded()) {
            openings.close(opening());
        }
    }
}
