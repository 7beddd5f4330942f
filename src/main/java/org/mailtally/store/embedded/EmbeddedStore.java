package org.mailtally.store.embedded;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.mailtally.store.embedded.file.AccessFiles;
import org.mailtally.store.embedded.file.Compaction;
import org.mailtally.store.embedded.file.EmbeddedStoreException;
import org.mailtally.store.embedded.file.Reads;
import org.mailtally.store.embedded.file.StoreFile;
import org.mailtally.store.embedded.wire.Users;
import org.mailtally.store.embedded.wire.WireServer;

/** A MongoDB-compatible server inside this process, over one file. Thread-safe. */
public final class EmbeddedStore implements AutoCloseable {
    /** The name of the file in the store's folder that holds what MongoDB clients connect with, password included. */
    public static final String ADDRESS = AccessFiles.ADDRESS;

    private final StoreFile file;
    private final Reads reads;
    private final CommittingBackend backend;
    private final WireServer server;
    private final Users users;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedStore(StoreFile file, Reads reads, CommittingBackend backend, WireServer server, Users users) {
        this.file = file;
        this.reads = reads;
        this.backend = backend;
        this.server = server;
        this.users = users;
    }

    /**
     * Opens the store in this folder, which is created where it is missing, and listens on a free loopback port. What
     * clients connect with is then in the file {@link #ADDRESS}, for its owner alone.
     *
     * @throws EmbeddedStoreException if a file is in use, cannot be read or written or is no store; the message says which
     */
    public static EmbeddedStore open(Path directory) {
        return open(directory, Compaction.IN_USE);
    }

    /**
     * Opens a store that is there, as {@link #open}, for one who only looks: its files are left as they are, so that they
     * stay their owner's, whoever looks.
     *
     * @throws StoreInUseException if another process has it open
     * @throws EmbeddedStoreException if there is none, or it cannot be opened; the message says which
     */
    public static EmbeddedStore openToLook(Path directory) {
        if (!Files.exists(directory.resolve(StoreFile.NAME))) {
            throw new EmbeddedStoreException("there is no store in " + directory);
        }
        return serve(StoreFile.open(directory, Compaction.NEVER, Compaction.NEVER), new Users(Users.newPassword()));
    }

    /** What the running process that has the store in this folder open lets clients connect with. */
    public static String addressOfRunning(Path directory) throws IOException {
        return AccessFiles.address(directory);
    }

    static EmbeddedStore open(Path directory, Compaction inUse) {
        StoreFile file = StoreFile.open(directory, Compaction.AT_REST, inUse);
        EmbeddedStore store;
        try {
            store = serve(file, new Users(AccessFiles.password(directory)));
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
        try {
            AccessFiles.writeAddress(directory, store.clientsAddress());
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
        return store;
    }

    private static EmbeddedStore serve(StoreFile file, Users users) {
        Reads reads = new Reads();
        try {
            CommittingBackend backend = new CommittingBackend(file, reads);
            return new EmbeddedStore(file, reads, backend, WireServer.open(backend, users), users);
        } catch (IOException e) {
            file.close();
            throw new EmbeddedStoreException("the embedded store cannot listen on 127.0.0.1 (" + e.getCause()
                    + "); bring the loopback interface up, or set mongodb.uri to a server");
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** Where the server listens: a port of 127.0.0.1, another one after every start. */
    public InetSocketAddress address() {
        return server.address();
    }

    /** What this process connects with: its commands are not bounded in time. */
    public String pipelinesAddress() {
        return users.pipelinesAddress(address().getPort());
    }

    /** What any other MongoDB client on this host connects with, its password included. */
    public String clientsAddress() {
        return users.clientsAddress(address().getPort());
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
        return reads.examined();
    }

    /** The file, for tests of what happens when it closes itself. */
    StoreFile file() {
        return file;
    }
}
