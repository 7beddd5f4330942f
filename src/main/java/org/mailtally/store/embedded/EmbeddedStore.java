package org.mailtally.store.embedded;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/** A MongoDB-compatible server inside this process, over one file. Thread-safe. */
public final class EmbeddedStore implements AutoCloseable {
    private final StoreFile file;
    private final CommittingBackend backend;
    private final WireServer server;
    private final LongAdder examined;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedStore(StoreFile file, CommittingBackend backend, WireServer server, LongAdder examined) {
        this.file = file;
        this.backend = backend;
        this.server = server;
        this.examined = examined;
    }

    /**
     * Opens the store in this folder, which is created where it is missing, and listens on a free loopback port.
     *
     * @throws EmbeddedStoreException if the file is in use, cannot be written or is no store; the message says which
     */
    public static EmbeddedStore open(Path directory) {
        return open(directory, Compaction.IN_USE);
    }

    /**
     * Opens a store that is there, as {@link #open}, for one who only looks: its file is left as it is, so that it stays
     * its owner's, whoever looks.
     *
     * @throws StoreInUseException if another process has it open
     * @throws EmbeddedStoreException if there is none, or it cannot be opened; the message says which
     */
    public static EmbeddedStore openToLook(Path directory) {
        if (!Files.exists(directory.resolve(StoreFile.NAME))) {
            throw new EmbeddedStoreException("there is no store in " + directory);
        }
        return serve(StoreFile.open(directory, Compaction.NEVER, Compaction.NEVER));
    }

    static EmbeddedStore open(Path directory, Compaction inUse) {
        return serve(StoreFile.open(directory, Compaction.AT_REST, inUse));
    }

    private static EmbeddedStore serve(StoreFile file) {
        LongAdder examined = new LongAdder();
        try {
            CommittingBackend backend = new CommittingBackend(file, examined);
            return new EmbeddedStore(file, backend, WireServer.open(backend), examined);
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** Where the server listens: a port of 127.0.0.1, another one after every start. */
    public InetSocketAddress address() {
        return server.address();
    }

    /** What a MongoDB driver on this host connects with, as {@code mongodb://127.0.0.1:40123/}. */
    public String connectionString() {
        return "mongodb://127.0.0.1:" + address().getPort() + "/";
    }

    /** Closes all connections, compacts the file and closes it. Does nothing the second time. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            server.close();
            backend.close();
        }
    }

    /** How many documents queries have looked at since the store was opened. */
    long documentsExamined() {
        return examined.sum();
    }

    /** The file, for tests of what happens when it closes itself. */
    StoreFile file() {
        return file;
    }
}
