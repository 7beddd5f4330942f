package org.mailtally.store.embedded;

import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerException;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import de.bwaldvogel.mongo.wire.message.MongoQuery;
import io.netty.channel.Channel;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The engine, made durable. Thread-safe. */
final class CommittingBackend implements MongoBackend {
    /*
     * Every command passes through here, in whichever wire message it came.
     *
     * A writing command is alone in the store, from its first change until its commit is on disk; only then it is
     * answered. So what a client was told is kept, what another client reads is kept too, and one commit holds one whole
     * command: after a crash it is there or it is not. When a command breaks off in the middle, or its commit fails, the
     * store is closed without writing and opened again at the last commit, by the next command that needs it. That is
     * also how the store comes back after a full disk.
     */

    private static final Logger LOG = LoggerFactory.getLogger(CommittingBackend.class);

    private final StoreFile file;
    private final LongAdder examined;
    private final ReadWriteLock lock = new ReentrantReadWriteLock(true);
    private volatile StoredBackend engine;

    /**
     * @param file the open store file, closed with this backend
     * @param examined counts the documents that queries look at
     */
    CommittingBackend(StoreFile file, LongAdder examined) {
        this.file = file;
        this.examined = examined;
        this.engine = new StoredBackend(file.store(), examined);
    }

    @Override
    public Document handleMessage(MongoMessage message) {
        Document query = message.getDocument();
        String command = query.keySet().iterator().next();
        return handleCommand(message.getChannel(), message.getDatabaseName(), command, query);
    }

    @Override
    public Document handleCommand(Channel channel, String database, String command, Document query) {
        try {
            Function<StoredBackend, Document> run = to -> to.handleCommand(channel, database, command, query);
            return switch (CommandKind.of(command, query)) {
                case GREETING -> run.apply(engine);
                case READ -> read(run);
                case WRITE -> write(run);
            };
        } catch (RuntimeException e) {
            return refusal(command, query, e);
        }
    }

    /** Answers an `update` command, as {@link #handleCommand} would, with the reply as BSON. */
    byte[] update(Channel channel, UpdateMessage message) {
        try {
            return write(to -> to.update(channel, message)).bson();
        } catch (RuntimeException e) {
            return Bson.encode(refusal("update", message, e));
        }
    }

    private static Document refusal(String command, Object query, RuntimeException failure) {
        if (failure instanceof MongoServerException refused) {
            return ErrorReply.of(refused);
        }
        LOG.warn("the embedded store cannot run the command {}: {}", command, failure.toString());
        LOG.debug("the command that failed: {}", query, failure);
        return ErrorReply.of(failure);
    }

    @Override
    public QueryResult handleQuery(MongoQuery query) {
        return read(to -> to.handleQuery(query));
    }

    @Override
    public void dropDatabase(String database) {
        write(to -> {
            to.dropDatabase(database);
            return new Document();
        });
    }

    private <T> T read(Function<StoredBackend, T> query) {
        lock.readLock().lock();
        try {
            if (!file.isClosed()) {
                return query.apply(engine);
            }
        } finally {
            lock.readLock().unlock();
        }
        Lock alone = lock.writeLock();
        alone.lock();
        try {
            return query.apply(opened());
        } finally {
            alone.unlock();
        }
    }

    private <T> T write(Function<StoredBackend, T> command) {
        Lock alone = lock.writeLock();
        alone.lock();
        try {
            T reply = commit(command);
            if (file.compactIfWasteful()) {
                engine.bind(file.store());
            }
            return reply;
        } finally {
            alone.unlock();
        }
    }

    private <T> T commit(Function<StoredBackend, T> command) {
        StoredBackend to = opened();
        boolean whole = false;
        try {
            T reply = command.apply(to);
            whole = true;
            return reply;
        } catch (MongoServerException e) {
            whole = true; // refused by the rules of the engine, which leaves no document half written
            throw e;
        } finally {
            if (whole) {
                file.commit();
            } else {
                file.closeWithoutWriting();
            }
        }
    }

    /** The engine over the store, which is opened again if it had to be closed. */
    private StoredBackend opened() {
        if (file.isClosed()) {
            file.reopen();
            engine = new StoredBackend(file.store(), examined);
            LOG.info("{} is open again", file);
        }
        return engine;
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

    @Override
    public void handleClose(Channel channel) {
        engine.handleClose(channel);
    }

    @Override
    public Collection<Document> getCurrentOperations(MongoQuery query) {
        return engine.getCurrentOperations(query);
    }

    @Override
    public Document getServerStatus() {
        return engine.getServerStatus();
    }

    @Override
    public void closeCursors(List<Long> cursorIds) {
        engine.closeCursors(cursorIds);
    }

    @Override
    public Clock getClock() {
        return engine.getClock();
    }

    @Override
    public MongoDatabase resolveDatabase(String database) {
        return engine.resolveDatabase(database);
    }

    @Override
    public MongoBackend version(MongoVersion version) {
        throw new UnsupportedOperationException("the version is fixed");
    }

    @Override
    public void enableOplog() {
        throw new UnsupportedOperationException("the embedded store keeps no oplog");
    }

    @Override
    public void disableOplog() {
        // there is none
    }
}
