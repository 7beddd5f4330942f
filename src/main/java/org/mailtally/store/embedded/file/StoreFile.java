package org.mailtally.store.embedded.file;

import de.bwaldvogel.mongo.exception.MongoServerError;
import java.io.IOException;
import java.nio.file.Path;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/** The file that holds the store: an H2 MVStore, locked by this process while it is open. Its user serialises writes. */
public final class StoreFile implements AutoCloseable {
    /*
     * MVStore would use the blocks of old versions again. After a crash it finds the newest version by following a chain
     * of blocks, and a block that was used again breaks the chain: within a few rounds of kill -9 (2.5.252, retention
     * 100 ms) it came back with an older version and without commits that had been answered. So here the file only grows
     * at its end, where the newest version is found for certain, until it is more holes than data; then it is written
     * again.
     */

    public static final String NAME = "mailtally.mv";
    private static final int CACHE_MEGABYTES = 8;
    private static final int PAGE_BYTES = 8 << 10;
    private static final int COMMITS_BETWEEN_LOOKS = 64;

    private final Path path;
    private final Compaction atRest;
    private final Compaction inUse;
    private volatile MVStore store;
    private volatile boolean closed;
    private int commits;

    private StoreFile(Path path, MVStore store, Compaction atRest, Compaction inUse) {
        this.path = path;
        this.store = store;
        this.atRest = atRest;
        this.inUse = inUse;
    }

    /**
     * Opens the file in this folder, or creates it, and compacts it when most of it is empty.
     *
     * @param atRest when to compact it now, and when it is closed
     * @param inUse when to compact it later, while it is in use
     */
    public static StoreFile open(Path directory, Compaction atRest, Compaction inUse) {
        Path path = directory.resolve(NAME);
        try {
            PrivateFile.create(path);
        } catch (IOException e) {
            throw StoreFailure.notCreated(path, e);
        }
        StoreFile file = new StoreFile(path, openStore(path), atRest, inUse);
        Compaction.cleanUp(path);
        file.compact(atRest);
        return file;
    }

    /** Opens a store that writes only on request; by itself it would also write halfway through a command. */
    static MVStore openStore(Path path) {
        try {
            MVStore store = new MVStore.Builder()
                    .fileName(path.toString())
                    .autoCommitDisabled()
                    .autoCommitBufferSize(0)
                    .cacheSize(CACHE_MEGABYTES)
                    .pageSplitSize(PAGE_BYTES)
                    .compress()
                    .open();
            if (store.isReadOnly()) {
                store.closeImmediately();
                throw StoreFailure.readOnly(path);
            }
            store.setReuseSpace(false);
            return store;
        } catch (MVStoreException e) {
            throw StoreFailure.notOpened(path, e);
        }
    }

    public MVStore store() {
        return store;
    }

    /** Whether the store must be reopened: it closes itself when a write fails. */
    public boolean isClosed() {
        return store.isClosed();
    }

    /**
     * Writes all changes to disk; they survive the death of the process and, as far as fsync holds, of the machine.
     *
     * @return whether there were any
     */
    public boolean commit() {
        try {
            boolean changed = store.hasUnsavedChanges();
            store.commit();
            store.sync();
            return changed;
        } catch (MVStoreException e) {
            store.closeImmediately();
            throw StoreFailure.notCommitted(path, e);
        }
    }

    /** Compacts the file now and then, when it holds little for its size; true if {@link #store} is another one now. */
    public boolean compactIfWasteful() {
        commits++;
        return commits % COMMITS_BETWEEN_LOOKS == 0 && compact(inUse);
    }

    private boolean compact(Compaction compaction) {
        MVStore compacted = compaction.of(store, path);
        boolean done = compacted != store;
        store = compacted;
        return done;
    }

    public void closeWithoutWriting() {
        store.closeImmediately();
    }

    /** Opens the file again, as it was after the last commit. */
    public void reopen() {
        if (closed) {
            throw new MongoServerError(91, "ShutdownInProgress", "the embedded store is closed");
        }
        try {
            store = openStore(path);
        } catch (EmbeddedStoreException e) {
            throw StoreFailure.notReopened(e);
        }
    }

    /** Compacts the file when most of it is empty, and closes it for good. */
    @Override
    public void close() {
        closed = true;
        if (!store.isClosed()) {
            compact(atRest);
            store.close();
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
