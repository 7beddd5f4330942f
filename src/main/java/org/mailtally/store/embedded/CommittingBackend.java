package org.mailtally.store.embedded;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerException;
import io.netty.channel.Channel;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.h2.mvstore.MVStoreException;
import org.mailtally.store.embedded.engine.StoredBackend;
import org.mailtally.store.embedded.file.Reads;
import org.mailtally.store.embedded.file.Snapshot;
import org.mailtally.store.embedded.file.StoreFile;
import org.mailtally.store.embedded.wire.Answers;
import org.mailtally.store.embedded.wire.Caller;
import org.mailtally.store.embedded.wire.Execution;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The engine, made durable. Thread-safe. */
final class CommittingBackend implements Answers, AutoCloseable {
    /*
     * Every command passes through here, in whichever wire message it came.
     *
     * A writing command is alone in the store, from its first change until its commit is on disk; only then it is
     * answered. So what a client was answered is kept, what another client reads is kept too, and one commit holds one whole
     * command: after a crash it is there or it is not. When a command breaks off in the middle, or its commit fails, the
     * store is closed without writing and opened again at the last commit, by the next command that needs it. That is
     * also how the store comes back after a full disk.
     *
     * The pipeline's reads hold off writes while they last. Those of other clients, which may last long, read a snapshot.
     */

    private static final Logger LOG = LoggerFactory.getLogger(CommittingBackend.class);

    private final StoreFile file;
    private final Reads reads;
    private final ReadWriteLock lock = new ReentrantReadWriteLock(true);
    private final Refusals refusals = new Refusals();
    private volatile StoredBackend engine;
    /** Whether the file was opened again and has taken no write since. */
    private boolean isReopened;

    /**
     * @param file the open store file, closed with this backend
     * @param reads what its queries keep to
     */
    CommittingBackend(StoreFile file, Reads reads) {
        this.file = file;
        this.reads = reads;
        this.engine = new StoredBackend(file.store(), reads);
    }

    @Override
    public boolean isGreeting(String name) {
        return CommandKind.isGreeting(name);
    }

    @Override
    public Document answer(Channel channel, String database, Document command, Execution execution) {
        String name = command.keySet().iterator().next();
        try {
            CommandKind kind = CommandKind.of(name, database, command);
            if (kind == CommandKind.UNKNOWN) {
                return refusals.notFound(name);
            }
            if (execution.caller() == Caller.CLIENT) {
                CostlyExpressions.refuseIn(command);
            }
            if (kind == CommandKind.WRITE) {
                TargetCheck.check(name, command);
            }
            LinearRegex.replaceIn(command);
            Function<StoredBackend, Document> run = to -> to.handleCommand(channel, database, name, command);
            return switch (kind) {
                case READ ->
                    execution.caller() == Caller.CLIENT ? readAside(run, database, execution) : read(run, execution);
                case WRITE -> write(run, execution);
                default -> run.apply(engine);
            };
        } catch (RuntimeException e) {
            return refusals.of(name, e);
        }
    }

    private <T> T read(Function<StoredBackend, T> query, Execution execution) {
        lock.readLock().lock();
        try {
            if (!file.isClosed()) {
                return reads.during(execution, null, () -> query.apply(engine));
            }
        } finally {
            lock.readLock().unlock();
        }
        Lock alone = lock.writeLock();
        alone.lock();
        try {
            return reads.during(execution, null, () -> query.apply(opened()));
        } finally {
            alone.unlock();
        }
    }

    /** Reads the store as it is now, while others write. */
    private Document readAside(Function<StoredBackend, Document> query, String database, Execution execution) {
        record Start(StoredBackend engine, Snapshot snapshot) {}
        Start start = read(
                to -> {
                    to.resolveDatabase(database); // makes the maps of one that was not there
                    return new Start(to, to.snapshot());
                },
                execution);
        try {
            return reads.during(execution, start.snapshot(), () -> query.apply(start.engine()));
        } catch (MVStoreException e) {
            throw Snapshot.unavailable();
        }
    }

    private Document write(Function<StoredBackend, Document> command, Execution execution) {
        Lock alone = lock.writeLock();
        alone.lock();
        try {
            Document reply = commit(command, execution);
            if (file.compactIfWasteful()) {
                engine.bind(file.store());
            }
            return reply;
        } finally {
            alone.unlock();
        }
    }

    private Document commit(Function<StoredBackend, Document> command, Execution execution) {
        StoredBackend to = opened();
        boolean whole = false;
        try {
            Document reply = reads.during(execution, null, () -> command.apply(to));
            whole = true;
            return reply;
        } catch (MongoServerException e) {
            whole = true; // refused by the rules of the engine, which leaves no document half written
            throw e;
        } finally {
            if (whole) {
                boolean changes = file.commit();
                if (changes && isReopened) {
                    isReopened = false;
                    LOG.info("{} is open again and takes writes", file);
                }
            } else {
                file.closeWithoutWriting();
            }
        }
    }

    /** The engine over the store, which is opened again if it had to be closed. */
    private StoredBackend opened() {
        if (file.isClosed()) {
            file.reopen();
            engine = new StoredBackend(file.store(), reads);
            isReopened = true;
        }
        return engine;
    }

    @Override
    public void closed(Channel channel) {
        engine.handleClose(channel);
    }

    @Override
    public void close() {
        Lock alone = lock.writeLock();
        alone.lock();
        try {
            file.close();
        } finally {
            alone.unlock();
        }
    }
}
