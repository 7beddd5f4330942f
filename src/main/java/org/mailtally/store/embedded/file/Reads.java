package org.mailtally.store.embedded.file;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;
import org.mailtally.store.embedded.wire.Caller;
import org.mailtally.store.embedded.wire.Execution;

/**
 * What a thread that reads has to keep to while it does a command: the time that the command has, and, where it does not hold
 * up writes, the store as it was when it began. The engine hands nothing of the kind through. Thread-safe.
 */
public final class Reads {

    /** The command of a thread; without a snapshot it reads the store as it is. */
    private record Read(Execution execution, @Nullable Snapshot snapshot) {}

    @SuppressWarnings("ThreadLocalUsage") // one for each store, and empty between two commands
    private final ThreadLocal<@Nullable Read> now = new ThreadLocal<>();

    private final LongAdder examined = new LongAdder();

    /** Does something of a command by this thread. */
    public <T> T during(Execution execution, @Nullable Snapshot snapshot, Supplier<T> work) {
        now.set(new Read(execution, snapshot));
        try {
            return work.get();
        } finally {
            now.remove();
        }
    }

    /** Whether this thread does a command of another client than the pipeline. */
    public boolean isForClient() {
        Read read = now.get();
        return read != null && read.execution().caller() == Caller.CLIENT;
    }

    /** What this thread reads of a map. */
    <V> MVMap<String, V> of(StoredMap<V> stored, MVMap<String, V> map) {
        Read read = now.get();
        Snapshot snapshot = read == null ? null : read.snapshot();
        return snapshot == null ? map : snapshot.of(stored);
    }

    /**
     * A document is looked at.
     *
     * @throws BrokenOffException where the time of the command is over
     */
    public void examine() {
        examined.increment();
        mustHaveTime();
    }

    /** @throws BrokenOffException where the time of the command is over */
    public void mustHaveTime() {
        Read read = now.get();
        if (read != null && read.execution().isOver()) {
            throw new BrokenOffException(read.execution().refusal());
        }
    }

    /** How many documents were looked at. */
    public long examined() {
        return examined.sum();
    }
}
